"""Every rule of the lexicon and every idiom reads its own example, and no idiom reads its contrast."""

import re
from pathlib import Path

import pytest

from schemas.vocabulary import Position
from streams.codebook import Codebook, load
from streams.codebook.idioms import Idiom
from streams.codebook.lexicon import Act, ActKind
from streams.extract.stances import hear
from streams.extract.text import read

DAY = "2024-05-20"
SETTING = (
    "Ostia is at war. Norland and Sudmark fight for the towns of Ostia. In the valleys of Ostia people asked about a"
    " truce.\n\n"
)

PARTIES = """
[norland]
kind = "state"
names = ["Norland"]
[sudmark]
kind = "state"
names = ["Sudmark"]
[westmark]
kind = "state"
names = ["Westmark"]
"""
THEATRES = """
[ostia]
name = "Ostia"
sides = [["norland"], ["sudmark"]]
words = ["Ostia"]
"""


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    """The codebook with a war that never was, so that no rule can know its parties; Westmark looks on."""
    folder: Path = tmp_path_factory.mktemp("overlay")
    (folder / "parties.toml").write_text(PARTIES, "utf-8")
    (folder / "theatres.toml").write_text(THEATRES, "utf-8")
    return load(folder)


def positions(text: str, codebook: Codebook) -> set[Position]:
    """The positions that a sentence of the invented war states."""
    _, rows, _ = hear(read(None, SETTING + text), codebook, DAY)
    return {draft.position for row in rows for draft in row.drafts}


def _acts() -> list[Act]:
    return [act for act in load().lexicon.values() if act.kind in (ActKind.ATTITUDE, ActKind.DIRECTIVE)]


@pytest.mark.parametrize("act", _acts(), ids=lambda act: act.id)
def test_an_act_reads_its_example(act: Act, invented: Codebook) -> None:
    assert positions(act.example, invented) & {act.affirmed, act.denied}, act.example


@pytest.mark.parametrize("idiom", load().idioms.values(), ids=lambda idiom: idiom.id)
def test_an_idiom_reads_its_example_and_not_its_contrast(idiom: Idiom, invented: Codebook) -> None:
    assert idiom.position in positions(idiom.example, invented), idiom.example
    assert idiom.position not in positions(idiom.contrast, invented), idiom.contrast


def test_an_invented_war_alone_states_nothing(invented: Codebook) -> None:
    assert positions("", invented) == set()


@pytest.mark.parametrize("subject", ["objects", "modifiers", "terms"])
def test_every_group_of_words_has_an_example_with_one_of_them(subject: str) -> None:
    for entry in getattr(load(), subject).values():
        words = entry.phrases if subject == "terms" else entry.words
        stems = {re.sub(r"[*(|)]", " ", word).split()[0].lower()[:4] for word in words}
        assert any(stem in entry.example.lower() for stem in stems), entry.id
