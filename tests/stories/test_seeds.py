"""The seeds lead to the alerts that `expected.json` holds, and the cases do what `seeds/README.md` says of them."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from schemas.articles import Article
from schemas.claims import ArticleClaims
from streams.codebook import load
from streams.extract import extract
from streams.fold.answer import answer
from streams.replay import Found, Refused, read
from tests import expected
from tests.conftest import Command
from tests.expected import EXPECTED, SEEDS, unreasoned

CASES = SEEDS / "cases"
FIRST, SECOND = expected.RECEIVED, "2024-12-02T00:00:00Z"


def articles(*paths: Path, received: str = FIRST) -> list[Article]:
    found = list(read(paths, now=received))
    assert all(isinstance(item, Found) for item in found), found
    return [item.article for item in found if isinstance(item, Found)]


@cache
def seeds() -> tuple[ArticleClaims, ...]:
    return tuple(expected.seeds())


def case(name: str) -> ArticleClaims:
    [article] = articles(CASES / name, received=SECOND)
    return extract(article, load())


def alerts(*rows: ArticleClaims) -> list[dict[str, Any]]:
    return answer(rows, load().policy)["alerts"]


def named(found: list[dict[str, Any]]) -> set[str]:
    return {alert["id"] for alert in found}


def test_an_echo_by_another_outlet_raises_and_takes_back_nothing() -> None:
    before, after = alerts(*seeds()), alerts(*seeds(), case("echo-of-03.md"))
    assert case("echo-of-03.md").stances
    assert named(after) == named(before)
    assert [alert["status"] for alert in after] == [alert["status"] for alert in before]


def test_a_correction_takes_the_dispute_back_and_nothing_else() -> None:
    before, after = alerts(*seeds()), alerts(*seeds(), case("correction-of-02.md"))
    [disputed] = [alert for alert in before if alert["type"] == "trucewire.toll.disputed.v1"]
    assert named(before) - named(after) == {disputed["id"]}
    assert named(after) <= named(before)


def test_the_first_version_read_again_after_its_correction_undoes_nothing() -> None:
    corrected = (*seeds(), case("correction-of-02.md"))
    again = [row.model_copy(update={"received": "2024-12-03T00:00:00Z"}) for row in seeds()]
    assert alerts(*corrected, *again) == alerts(*corrected)


def test_a_malformed_file_is_refused_with_its_reason(trucewire: Command) -> None:
    [refused] = read([CASES / "malformed.md"], now=FIRST)
    assert isinstance(refused, Refused)
    assert "front matter is not YAML" in refused.reason
    done = trucewire("replay", "--dry-run", CASES / "malformed.md")
    assert done.returncode == 3
    assert "front matter is not YAML" in done.stderr


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.name)
def test_every_case_is_told_of_in_the_readme(path: Path) -> None:
    assert f"`{path.name}`" in (SEEDS / "README.md").read_text("utf-8")


def test_the_seeds_lead_to_the_expected_alerts() -> None:
    assert alerts(*seeds()) == unreasoned(EXPECTED), "run python -m tests.expected and read the difference"


def test_every_expected_alert_has_its_reason() -> None:
    assert all(len(alert["reason"]) > 20 for alert in EXPECTED)
