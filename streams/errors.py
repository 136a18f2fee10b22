"""The root of every error that Trucewire names: a stable code, and a message that says the mend.

The command line prints one of these as one line. Anything else that escapes is a defect and keeps its traceback.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


class TrucewireError(Exception):
    """An error that a person can mend; the first thing after its code in the message is what is wrong."""

    code: ClassVar[str] = "TW"


def faults(error: "ValidationError", named: Callable[[str], str] = str) -> str:
    """Everything that a model refused, as one line: where (as `named` calls it), and what it takes."""

    def said(fault: "ErrorDetails") -> str:
        where = ".".join(str(part) for part in fault["loc"])
        what = fault["msg"].removeprefix("Value error, ")
        return f"{named(where)}: {what}" if where else what

    return "; ".join(said(fault) for fault in error.errors(include_url=False))
