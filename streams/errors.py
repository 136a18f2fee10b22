"""The root of every error that Trucewire names: a stable code, and a message that says the mend.

The command line prints one of these as one line. Anything else that escapes is a defect and keeps its traceback.
"""

from typing import ClassVar


class TrucewireError(Exception):
    """An error that a person can mend; the first thing after its code in the message is what is wrong."""

    code: ClassVar[str] = "TW"
