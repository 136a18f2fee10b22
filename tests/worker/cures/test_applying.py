"""The cures are put in place whole, once, and only into the libraries that they were written for."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from streams.worker import cures
from streams.worker.cures import CURES, VERSIONS, CureError, apply
from streams.worker.cures.replacing import Cure, Replacement, check, digest, put_in_place, take_out
from tests.worker.cures.conftest import LeaveOut


def places() -> dict[str, Any]:
    """What is in each place that a cure fills."""
    return {str(each): each.current for cure in CURES.values() for each in cure.replacements}


def test_all_are_put_in_place_and_a_second_time_changes_nothing(leave_out: LeaveOut) -> None:
    once = places()
    apply()

    assert places() == once == {str(each): each.function for cure in CURES.values() for each in cure.replacements}


def test_one_that_is_left_out_leaves_the_librarys_own(leave_out: LeaveOut) -> None:
    leave_out("order")

    for name, cure in CURES.items():
        for replacement in cure.replacements:
            assert (replacement.current is replacement.function) is (name != "order")
            assert (digest(replacement.current) == replacement.digest) is (name == "order")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CureError, match="no cure is called haste; there are order, snapshot, drained, revocation"):
        apply(without={"haste"})


@pytest.mark.parametrize("distribution", VERSIONS)
def test_another_version_is_refused_with_the_mend(
    monkeypatch: pytest.MonkeyPatch, leave_out: LeaveOut, distribution: str
) -> None:
    leave_out(*CURES)
    before = places()

    with monkeypatch.context() as patched:
        patched.setattr(cures, "version", lambda name: "9.9" if name == distribution else version(name))
        with pytest.raises(CureError, match=f"9.9 is installed.*'{distribution}=={VERSIONS[distribution]}'"):
            apply()
    assert places() == before, "nothing is replaced by halves"


def test_a_missing_library_is_refused_with_the_mend(monkeypatch: pytest.MonkeyPatch, leave_out: LeaveOut) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(cures, "VERSIONS", {"faust-of-no-index": "1.0"})
        with pytest.raises(CureError, match=r"no version is installed.*pip install 'faust-of-no-index==1.0'"):
            apply()


class Library:
    """A library's class."""

    def works(self) -> str:
        """Is replaced."""
        return "badly"


def replaced(digest: str) -> Cure:
    """A cure of `Library` written for a source with that digest."""
    return Cure("works", "it works badly", (Replacement(Library, "works", digest, lambda _: "well"),))


def test_another_source_of_the_same_version_is_refused() -> None:
    with pytest.raises(CureError, match=r"Library.works is not the function that the cure 'works' was written for"):
        check(replaced("0" * 16))


def test_a_function_without_a_source_is_refused() -> None:
    namespace: dict[str, Any] = {}
    exec("def made(self): ...", namespace)  # noqa: S102 - a function whose source is nowhere

    with pytest.raises(CureError, match="source of"):
        digest(namespace["made"])


def test_a_cure_is_put_in_place_and_taken_out_again() -> None:
    cure = replaced(digest(Library.works))
    check(cure)

    put_in_place(cure)
    check(cure)  # what counts is the library's own function, also when it is replaced
    cured = Library().works()
    take_out(cure)

    assert (cured, Library().works()) == ("well", "badly")


def test_the_readme_tells_every_cure() -> None:
    told = Path(cures.__file__).with_name("README.md").read_text(encoding="utf-8")

    assert all(f"`{name}.py`" in told for name in CURES)
