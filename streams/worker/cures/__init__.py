"""The cures of Faust: small replacements of the functions in it that lose or repeat events. `README.md` tells them.

`apply()` comes before the app is built. It refuses any version but the ones that the cures were written for.
"""

from collections.abc import Collection, Mapping
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType

from streams.worker.cures import drained, order, revocation, snapshot
from streams.worker.cures.replacing import Cure, CureError, check, put_in_place, take_out

VERSIONS: Mapping[str, str] = MappingProxyType(
    {"faust-streaming": "0.15.3", "aiokafka": "0.14.0", "mode-streaming": "0.7.1"}
)
"""The distributions that the cures replace functions of, and the only version of each that they were written for."""

CURES: Mapping[str, Cure] = MappingProxyType(
    {cure.name: cure for cure in (order.CURE, snapshot.CURE, drained.CURE, revocation.CURE)}
)
"""Every cure, by name."""


def apply(without: Collection[str] = ()) -> None:
    """Puts every cure in place but those named in `without`, which are taken out. Calling it again changes nothing.

    Raises:
        CureError: a library has another version or another source than the cures were written for, or `without` names
            no cure. Nothing has been replaced then.
    """
    unknown = set(without) - CURES.keys()
    if unknown:
        raise CureError(f"no cure is called {', '.join(sorted(unknown))}; there are {', '.join(CURES)}")
    _check_versions()
    for cure in CURES.values():
        check(cure)
    for name, cure in CURES.items():
        if name in without:
            take_out(cure)
        else:
            put_in_place(cure)


def _check_versions() -> None:
    """Raises `CureError`, with the mend, unless the pinned versions are installed."""
    for distribution, wanted in VERSIONS.items():
        try:
            found = version(distribution)
        except PackageNotFoundError:
            found = "no version"
        if found != wanted:
            raise CureError(
                f"{distribution} {wanted} is needed and {found} is installed: the cures of Faust replace parts of it;"
                f" run: pip install '{distribution}=={wanted}'"
            )


__all__ = ["CURES", "VERSIONS", "Cure", "CureError", "apply"]
