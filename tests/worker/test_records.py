"""What is a good record, and which way each bad one is bad."""

from dataclasses import dataclass, field

import pytest

from schemas.articles import TYPE, Article
from schemas.claims import RoutedCasualties, RoutedStances, Version
from schemas.envelope import Envelope
from schemas.topics import ARTICLES, CASUALTIES, CLAIMS, STANCES, Topic
from schemas.vocabulary import Harm
from streams.deadletters.headers import Reason
from streams.worker.records import RecordError, read
from tests.chronicles import chronicle

ARTICLE = Article(id="one", text="The delegation left on Monday.")


@dataclass
class Record:
    value: bytes | None
    key: bytes | None = ARTICLE.article_id.encode()
    headers: list[tuple[str, bytes]] = field(default_factory=list)
    topic: str = ""
    partition: int = 0
    offset: int = 0


def reason(record: Record, topic: Topic = ARTICLES) -> Reason:
    with pytest.raises(RecordError) as refused:
        read(record, topic)
    return refused.value.reason


def headers(type_: str, specversion: str = "1.0") -> list[tuple[str, bytes]]:
    return Envelope(id="1", type=type_, specversion=specversion).headers()


@pytest.mark.parametrize("given", [[], headers(TYPE), [("traceparent", b"\xff")]])
def test_an_article_is_read_with_and_without_headers(given: list[tuple[str, bytes]]) -> None:
    assert read(Record(ARTICLE.model_dump_json().encode(), headers=given), ARTICLES) == ARTICLE


def test_every_consumed_topic_is_read_under_its_own_key() -> None:
    [claims] = chronicle(1)[:1]
    version = Version(content="0" * 64)
    stances = RoutedStances(article_id="a", version=version, party="northland", issue="river-ceasefire")
    casualties = RoutedCasualties(article_id="a", version=version, theatre="river-valley", harm=Harm.KILLED)
    for event, topic, key in (
        (claims, CLAIMS, claims.article_id),
        (stances, STANCES, "northland|river-ceasefire"),
        (casualties, CASUALTIES, "river-valley|killed"),
    ):
        assert read(Record(event.model_dump_json().encode(), key=key.encode()), topic) == event


@pytest.mark.parametrize("key", [None, b"", b"another", b"\xff\xfe"])
def test_another_key_is_refused(key: bytes | None) -> None:
    assert reason(Record(ARTICLE.model_dump_json().encode(), key=key)) is Reason.WRONG_KEY


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, Reason.EMPTY),
        (b"", Reason.UNREADABLE),
        (b"\x80\x81", Reason.UNREADABLE),
        (b'{"text": "\xff"}', Reason.UNREADABLE),
        (b'{"text": "half', Reason.UNREADABLE),
        (b"[" * 100_000, Reason.UNREADABLE),
        (b"[]", Reason.INVALID),
        (b"null", Reason.INVALID),
        (b'{"text": " "}', Reason.INVALID),
        (b'{"text": "x", "tone": 1}', Reason.INVALID),
        (b'{"text": "x", "published": "2024-02-30"}', Reason.INVALID),
        (b'{"text": "x", "url": "file:///etc/passwd"}', Reason.INVALID),
    ],
)
def test_a_bad_value_is_refused(value: bytes | None, wanted: Reason) -> None:
    assert reason(Record(value)) is wanted


@pytest.mark.parametrize("given", [headers("trucewire.article.received.v2"), headers("x"), headers(TYPE, "2.0")])
def test_another_type_or_version_is_refused_unread(given: list[tuple[str, bytes]]) -> None:
    assert reason(Record(b"whatever a later version writes", headers=given)) is Reason.UNKNOWN_TYPE


def test_an_error_names_the_field_and_none_of_the_text() -> None:
    with pytest.raises(RecordError, match=r"^published: ") as refused:
        read(Record(b'{"text": "a secret", "published": "someday"}'), ARTICLES)
    assert "secret" not in str(refused.value)
