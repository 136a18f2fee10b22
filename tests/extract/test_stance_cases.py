"""Sentences of ours, each with the positions that it states: the regression suite of the stance rules."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from streams.codebook import load
from streams.extract.stances import hear, stances
from streams.extract.text import read

CASES = sorted(Path(__file__).parents[1].joinpath("cases").glob("stances*.toml"))

SETTINGS = {
    "gaza": ("2024-05-20", "Gaza", "Israel and Hamas", "In Rafah, in the south of Gaza"),
    "lebanon": ("2024-10-20", "Lebanon", "Israel and Hezbollah", "In Beirut and the south of Lebanon"),
    "ukraine": ("2025-03-20", "Ukraine", "Russia and Ukraine", "In Kharkiv, in the east of Ukraine"),
    "sudan": ("2024-05-20", "Sudan", "the Sudanese army and the RSF", "In Khartoum and Darfur, in Sudan"),
    "yemen": ("2015-05-10", "Yemen", "the Houthis and a coalition led by Saudi Arabia", "In Sanaa and Aden, in Yemen"),
}
"""Setting -> the day, the place, who fights there, and where people ask about a truce."""


@dataclass(frozen=True)
class Case:
    """A passage in a setting, and the positions that it states."""

    setting: str
    id: str
    text: str
    want: tuple[str, ...]
    gap: str | None


def about(setting: str) -> tuple[str, str]:
    """The day of a setting, and a paragraph that says what the article is about and states no position."""
    day, place, sides, where = SETTINGS[setting]
    return day, f"{place} has seen months of war between {sides}. {where}, people asked about a truce."


def cases() -> Iterator[Case]:
    """Every case of the `stances*.toml` files."""
    for path in CASES:
        for setting, table in tomllib.loads(path.read_text("utf-8")).items():
            for case in table["cases"]:
                yield Case(setting, case["id"], case["text"], tuple(case["want"]), case.get("gap"))


def _param(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.gap, strict=True)] if case.gap else []
    return pytest.param(case, id=case.id, marks=marks)


def found(case: Case) -> set[str]:
    """The positions that the rules find in a case, written as the case writes them."""
    day, before = about(case.setting)
    _, rows, _ = hear(read(None, f"{before}\n\n{case.text}"), load(), day)
    drafts = [draft for row in rows for draft in row.drafts]
    return {_written(case.setting, draft.party, draft.issue, draft.position, draft.time) for draft in drafts}


def _written(setting: str, party: str, issue: str, position: str, time: str) -> str:
    where = "" if issue == f"{setting}-ceasefire" else f" {issue}"
    return f"{party}{where} {position}" + (" past" if time == "past" else "")


@pytest.mark.parametrize("case", [_param(case) for case in cases()])
def test_a_passage_states_just_these_positions(case: Case) -> None:
    assert found(case) == set(case.want)


def test_no_two_cases_have_one_name() -> None:
    names = [case.id for case in cases()]
    assert len(names) == len(set(names))


def test_a_setting_alone_states_nothing() -> None:
    for setting in SETTINGS:
        day, before = about(setting)
        assert stances(read(None, before), load(), day) == [], setting
