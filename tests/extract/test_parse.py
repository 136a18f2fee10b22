"""The parser that ships: what it promises of every text, and what it must find in plain sentences."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.extract import parse as parsing
from streams.extract import tree
from streams.extract.parse import CHARACTERS, TOKENS, ModelError, Parse, parse, released

REFUSAL = (
    "Oman's defence minister rejected the truce on Tuesday and said the army would fight on until the rebels leave."
)
COUNT = "At least 12 people were killed by a drone strike near the harbour, the health ministry said."


def shape(found: Parse) -> list[tuple[int, str, str, str]]:
    return [(token.head, token.dep, token.tag, token.lemma) for token in found.tokens]


def test_subject_verb_and_object_of_a_refusal_are_found() -> None:
    (found,) = parse([REFUSAL])
    rejected = next(token for token in found.tokens if token.lemma == "reject")
    subject = tree.subject_of(found, rejected)
    assert rejected.dep == "root"
    assert subject is not None
    assert subject.text == "minister"
    assert [token.text for token in tree.objects_of(found, rejected)] == ["truce"]


def test_a_count_in_the_passive_is_found() -> None:
    (found,) = parse([COUNT])
    killed = next(token for token in found.tokens if token.lemma == "kill")
    agent = tree.agent_of(found, killed)
    assert tree.passive(found, killed)
    assert agent is not None
    assert agent.text == "strike"
    assert [token.text for token in tree.objects_of(found, killed)] == ["people"]


def test_a_shouted_wire_is_read_as_if_it_were_written_small() -> None:
    loud, small = parse([REFUSAL.upper(), REFUSAL.lower()])
    assert shape(loud) == shape(small)
    assert loud.tokens[3].text == "MINISTER"


def test_curly_quotes_change_nothing_but_the_text() -> None:
    curly, straight = parse(["The group didn’t say “yes” to it.", 'The group didn\'t say "yes" to it.'])
    assert shape(curly) == shape(straight)
    assert [token.lemma for token in curly.tokens[2:5]] == ["do", "not", "say"]
    assert curly.tokens[3].text == "n’t"


def test_a_text_of_several_sentences_stays_one_tree() -> None:
    (found,) = parse(["They left. It rained. Nobody signed the accord."])
    assert [token.index for token in found.tokens if token.dep == "root"] == [
        token.index for token in found.tokens if token.head == token.index
    ]
    assert sum(token.dep == "root" for token in found.tokens) == 1


def test_batches_do_not_change_a_tree() -> None:
    texts = [REFUSAL, COUNT, "", "No.", " \n "] * 3
    assert parse(texts) == [parse([text])[0] for text in texts]
    assert parse(texts) == parse(texts)
    assert parse([]) == []


def test_long_texts_are_cut() -> None:
    many, unbroken = parse(["stop " * 1000, "(" * 100_000])
    assert len(many.tokens) == TOKENS
    assert unbroken.tokens[-1].end <= CHARACTERS


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_whatever_the_text_there_is_one_tree_over_its_own_letters(text: str) -> None:
    (found,) = parse([text])
    assert found.text == text
    last = 0
    for token in found.tokens:
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert token.tag
        assert token.pos
        assert token.dep
        last = token.end
    assert sum(token.head == token.index for token in found.tokens) == min(1, len(found.tokens))
    for token in found.tokens:
        assert len(list(tree.ancestors(found, token))) < len(found.tokens)


def test_another_model_than_the_released_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        released(tmp_path)
    (tmp_path / "parser.bin").write_bytes(b"weights of somebody else")
    (tmp_path / "parser.sha256").write_text("0" * 64 + "  parser.bin\n")
    with pytest.raises(ModelError, match="not the released one"):
        released(tmp_path)


def test_memory_is_bounded_by_reading_the_model_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = parse([REFUSAL])
    model = parsing._model()
    parse(["Something else was said."])
    assert parsing._model() is model
    monkeypatch.setattr(parsing, "WORDS", 10)
    assert parse([REFUSAL]) == before
    assert parsing._model() is not model


@pytest.mark.parametrize("sign", ["(", "'", "_", "“", "'s"])
def test_a_run_of_signs_costs_no_more_than_words(sign: str) -> None:
    (found,) = parse([f"They said {sign * 700} and left."])
    words = [token.text for token in found.tokens]
    assert words[:2] == ["They", "said"]
    assert words[-3:] == ["and", "left", "."]
    assert len(words) < 12
