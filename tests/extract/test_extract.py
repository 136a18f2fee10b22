"""What `extract` promises of every article: exact quotes, ids that stay, reasons for silence, bounded work."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.articles import MAX_CHARACTERS, Article
from schemas.claims import ArticleClaims
from schemas.vocabulary import DateSource, Time, Voice
from streams.codebook import load
from streams.extract import EXTRACTOR, extract

TITLE = "Israel rejects truce in Gaza"
TEXT = """CAIRO — Israel’s prime minister, Benjamin Netanyahu, on Monday rejected the proposal for a truce in Gaza.

“We accept the ceasefire, but only if the siege of Gaza is lifted,” said Khalil al-Hayya, a senior Hamas official.

In February Hamas had rejected a truce in Gaza. At least 12 people were killed in Rafah on Sunday, a doctor said.
"""
PUBLISHED = "2024-05-21T09:00:00Z"


def read(**fields: object) -> ArticleClaims:
    """The claims of an article with these fields."""
    return extract(Article.model_validate({"title": TITLE, "text": TEXT, "published": PUBLISHED, **fields}), load())


def test_every_quote_is_what_stands_there() -> None:
    claims = read()
    for claim in (*claims.stances, *claims.casualties):
        part = TITLE if claim.part == "title" else TEXT
        assert claim.quote == part[claim.start : claim.end]


def test_a_condition_has_its_terms_marked() -> None:
    [claim] = [one for one in read().stances if one.position == "conditional"]
    assert claim.terms is not None
    assert "siege of Gaza is lifted" in TEXT[claim.terms.start : claim.terms.end]
    assert claim.speaker is not None
    assert "Hayya" in claim.speaker


def test_a_statement_has_the_day_on_which_it_was_made() -> None:
    [claim] = [one for one in read().stances if one.position == "rejects" and "proposal" in one.quote]
    assert claim.day is not None
    assert (claim.day.day, claim.date_source, claim.voice) == ("2024-05-20", DateSource.SAID, Voice.OWN)


def test_what_the_article_recalls_goes_with_what_it_reports() -> None:
    claims = read().stances
    assert [one.position for one in claims if one.party == "hamas" and one.time is Time.PAST] == ["rejects"]
    [current] = [one for one in claims if one.party == "hamas" and one.time is Time.CURRENT]
    assert current.recalls == ("rejects",)


def test_ids_stay_across_generations() -> None:
    article = Article(title=TITLE, text=TEXT, published=PUBLISHED)
    first, second = extract(article, load()), extract(article, load(), generation=3)
    assert [one.id for one in first.stances] == [one.id for one in second.stances]
    assert (first.version.generation, second.version.generation) == (0, 3)
    assert first.extractor == EXTRACTOR


def test_what_is_not_read_says_why() -> None:
    assert read(withdrawn="an error", received=PUBLISHED).skipped == "withdrawn"
    assert read(language="fr").skipped == "language fr"
    german = (
        "Die Regierung hat den Waffenstillstand am Montag abgelehnt und will weiter kämpfen, sagte ein Sprecher. " * 3
    )
    assert read(title=None, text=german).skipped == "language de"


@pytest.mark.parametrize(
    "text",
    [
        "The club rejected an offer of 20 million for its striker. The deal is dead, the manager said. " * 3,
        "The court dismissed the proposal for a settlement. The company agreed to the deal and the plan. " * 3,
        "The studio accepted a truce in the row over the film. Critics welcomed the peace deal of the stars. " * 3,
        "The bank opposed the merger plan. Shareholders voted against the agreement and called for an end to it. " * 3,
    ],
)
def test_sport_courts_culture_and_business_hold_no_positions(text: str) -> None:
    assert read(title=None, text=text).stances == ()


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=300),
    st.sampled_from(["Israel rejected the truce in Gaza. ", "“Hamas accepts the deal,” it said. "]),
)
def test_any_text_is_read_with_exact_quotes(noise: str, sentence: str) -> None:
    text = f"War in Gaza between Israel and Hamas. {sentence}{noise}{sentence}"
    claims = extract(Article(text=text, published=PUBLISHED), load())
    for claim in (*claims.stances, *claims.casualties):
        assert claim.quote == text[claim.start : claim.end]


@pytest.mark.parametrize(
    "unit",
    [
        "if unless until ",
        '"truce ',
        "Gaza truce Israel Hamas rejected ",
        "the the the ",
        "no no no deal ",
        "- ",
        "((((",
        "end the war ",
        "Hamas rejected the truce in Gaza unless Israel, Egypt and Qatar accept it, he said. ",
        "Israel, Hamas, Qatar and Egypt ",
        "war to end the fighting ",
        "killed 12 and 13 wounded, ",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = (unit * (MAX_CHARACTERS // len(unit)))[:MAX_CHARACTERS]
    begun = time.process_time()
    extract(Article(text=text, published=PUBLISHED), load())
    assert time.process_time() - begun < 5
