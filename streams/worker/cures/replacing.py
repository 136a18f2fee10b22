"""Puts a function in the place of a library's own, and only of the very function that it was written for.

A cure names what it replaces together with a digest of that function's source. A library of the same version whose
source is another (a distributor's patch, a local edit) is refused: a cure that no longer fits is worse than none.
"""

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from streams.errors import TrucewireError


class CureError(TrucewireError):
    """A cure cannot be put in place: the installed libraries are not the ones that it was written for."""

    code: ClassVar[str] = "TW-CURE"


@dataclass(frozen=True, slots=True)
class Replacement:
    """`function` in the place of `owner.name`, whose source had `digest` when the replacement was written.

    Where the library keeps a background task, the function is the one inside its descriptor: the descriptor stays.
    """

    owner: type
    name: str
    digest: str
    function: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.owner.__module__}.{self.owner.__qualname__}.{self.name}"

    @property
    def current(self) -> Callable[..., Any]:
        """The function that is in the place now."""
        found: Any = vars(self.owner)[self.name]
        current: Callable[..., Any] = getattr(found, "fun", found)
        return current

    def put(self, function: Callable[..., Any]) -> None:
        """Puts `function` in the place."""
        found: Any = vars(self.owner)[self.name]
        if hasattr(found, "fun"):
            found.fun = function
        else:
            setattr(self.owner, self.name, function)


@dataclass(frozen=True, slots=True)
class Cure:
    """One defect and the functions that mend it."""

    name: str
    heals: str
    replacements: tuple[Replacement, ...]


_stock: dict[str, Callable[..., Any]] = {}
"""The libraries' own functions that are replaced at present, by their full name."""


def digest(function: Callable[..., Any]) -> str:
    """The first 16 characters of the sha256 of a function's source.

    Raises:
        CureError: the source is not there to be read.
    """
    try:
        source = inspect.getsource(inspect.unwrap(function))
    except OSError as error:
        raise CureError(
            f"the source of {function.__module__}.{function.__qualname__} is not installed, so it cannot be checked;"
            f" install the library from a wheel with its .py files: pip install --force-reinstall faust-streaming"
        ) from error
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def check(cure: Cure) -> None:
    """Nothing, when each function that `cure` replaces is the one that it was written for.

    Raises:
        CureError: one is another; the message names it.
    """
    for replacement in cure.replacements:
        stock = _stock.get(str(replacement), replacement.current)
        found = digest(stock)
        if found != replacement.digest:
            raise CureError(
                f"{replacement} is not the function that the cure '{cure.name}' was written for (source digest {found},"
                f" expected {replacement.digest}); reinstall the pinned libraries: pip install --force-reinstall"
                f" --requirement deploy/requirements.txt"
            )


def put_in_place(cure: Cure) -> None:
    """Each function of `cure` is in its place; nothing happens where it already is."""
    for replacement in cure.replacements:
        if str(replacement) not in _stock:
            _stock[str(replacement)] = replacement.current
            replacement.put(replacement.function)


def take_out(cure: Cure) -> None:
    """The libraries' own functions are back where `cure` had replaced them."""
    for replacement in cure.replacements:
        stock = _stock.pop(str(replacement), None)
        if stock is not None:
            replacement.put(stock)
