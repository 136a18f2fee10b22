"""What the exit code of every command means."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes; a stop by Ctrl-C is 130, as everywhere."""

    DONE = 0
    """Everything that was asked is done."""
    FAILED = 1
    """It could not be done; the one line on stderr says what mends it."""
    USAGE = 2
    """The command, or a setting, was not understood."""
    REFUSED = 3
    """Done, but some of the input was refused and is named."""
