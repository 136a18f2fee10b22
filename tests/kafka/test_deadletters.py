"""Dead letters on a real Kafka: listed, shown byte for byte, sent back, laid to rest; nothing is ever deleted."""

import json
from types import SimpleNamespace

import pytest

from schemas.topics import ARTICLES, CLAIMS, Topic, dead_letters
from streams import cluster
from streams.cluster import Seen
from streams.deadletters.headers import REPLAYS, Reason, dead_letter
from streams.settings import Settings
from tests.conftest import Command

CAME = [("ce_id", b"1"), ("ce_type", b"someone.elses.v9")]


def leave(
    settings: Settings, source: Topic, value: bytes | None, *, offset: int, reason: Reason = Reason.INVALID
) -> str:
    """A dead letter as a worker writes it, and its id."""
    record = SimpleNamespace(
        topic=source.named(settings.prefix), partition=1, offset=offset, key=b"k", value=value, headers=CAME
    )
    key, content, headers = dead_letter(record, reason, ValueError("[bold]what went wrong[/bold]"))
    with cluster.producer(settings) as producer:
        stands = producer.send(
            dead_letters(source).named(settings.prefix), key=key, value=content, headers=headers
        ).get(10)
    return f"{source.name}/{stands.partition}/{stands.offset}"


def listed(trucewire: Command, settings: Settings, *options: str) -> list[dict[str, object]]:
    done = trucewire("dead-letters", "list", "--json", *options, settings=settings)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["dead_letters"]
    return found


def written(settings: Settings, topic: Topic) -> list[Seen]:
    with cluster.consumer(settings) as client:
        return list(cluster.records(client, [topic.named(settings.prefix)]))


def test_a_letter_tells_where_it_came_from_and_why(trucewire: Command, settings: Settings) -> None:
    letter = leave(settings, ARTICLES, b"\xff\x00not json", offset=17, reason=Reason.UNREADABLE)
    [found] = listed(trucewire, settings)
    assert found["id"] == letter
    assert (found["topic"], found["from"], found["reason"]) == ("news.articles.v1", "1/17", "unreadable")
    assert (found["error"], found["state"], found["replays"]) == ("[bold]what went wrong[/bold]", "open", 0)
    shown = json.loads(trucewire("dead-letters", "show", letter, "--json", settings=settings).stdout)
    assert shown["value"] == "\\xff\x00not json"
    assert shown["headers"] == {"ce_id": "1", "ce_type": "someone.elses.v9"}
    table = trucewire("dead-letters", "list", settings=settings).stdout
    assert letter in table
    assert "[bold]what went wrong[/bold]" in table


def test_sent_back_it_is_byte_for_byte_what_came_and_is_counted(trucewire: Command, settings: Settings) -> None:
    letter = leave(settings, CLAIMS, b"\xff\x00", offset=3)
    done = trucewire("dead-letters", "replay", letter, settings=settings)
    assert done.returncode == 0, done.stderr
    [back] = written(settings, CLAIMS)
    assert (back.key, back.value, back.partition) == (b"k", b"\xff\x00", 1)
    assert list(back.headers) == [*CAME, (REPLAYS, b"1")]
    assert listed(trucewire, settings) == []
    [settled] = listed(trucewire, settings, "--all")
    assert settled["state"] == "replayed"
    # The letter itself and its marker both stand.
    assert len(written(settings, dead_letters(CLAIMS))) == 2


def test_a_record_that_fails_again_comes_back_with_its_count(trucewire: Command, settings: Settings) -> None:
    letter = leave(settings, ARTICLES, b"x", offset=3)
    trucewire("dead-letters", "replay", letter, settings=settings)
    [back] = written(settings, ARTICLES)
    key, value, headers = dead_letter(back, Reason.INVALID, ValueError("still"))
    with cluster.producer(settings) as producer:
        producer.send(dead_letters(ARTICLES).named(settings.prefix), key=key, value=value, headers=headers).get(10)
    [again] = listed(trucewire, settings)
    assert again["replays"] == 1
    trucewire("dead-letters", "replay", "--all", "--yes", settings=settings)
    assert dict(written(settings, ARTICLES)[-1].headers)[REPLAYS] == b"2"


def test_a_letter_that_was_delivered_twice_is_one(trucewire: Command, settings: Settings) -> None:
    leave(settings, ARTICLES, b"x", offset=3)
    letter = leave(settings, ARTICLES, b"x", offset=3)
    assert [found["id"] for found in listed(trucewire, settings)] == [letter]
    trucewire("dead-letters", "discard", letter, "--because", "a test", settings=settings)
    assert listed(trucewire, settings) == []


def test_laid_to_rest_it_keeps_the_reason(trucewire: Command, settings: Settings) -> None:
    kept = leave(settings, ARTICLES, b"a", offset=1, reason=Reason.TIMEOUT)
    leave(settings, ARTICLES, None, offset=2, reason=Reason.EMPTY)
    done = trucewire(
        "dead-letters", "discard", "--all", "--reason", "empty", "--yes", "--because", "no value", settings=settings
    )
    assert done.returncode == 0, done.stderr
    assert [found["id"] for found in listed(trucewire, settings)] == [kept]
    rested = [found for found in listed(trucewire, settings, "--all") if found["state"] == "discarded"]
    assert [found["because"] for found in rested] == ["no value"]
    assert written(settings, ARTICLES) == []


def test_a_record_without_key_and_value_goes_back_too(trucewire: Command, settings: Settings) -> None:
    leave(settings, ARTICLES, None, offset=2, reason=Reason.EMPTY)
    assert trucewire("dead-letters", "replay", "--all", "--yes", settings=settings).returncode == 0
    assert [back.value for back in written(settings, ARTICLES)] == [None]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "news.articles.v1/0/99"), 1, "no dead letter"),
        (("replay",), 2, "say which"),
        (("replay", "news.articles.v1/0/0", "--all"), 2, "say which"),
        (("discard", "--all", "--yes", "--because", "x"), 0, "no dead letter is open"),
        (("replay", "--all"), 0, "no dead letter is open"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    trucewire: Command, settings: Settings, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = trucewire("dead-letters", *arguments, settings=settings)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, 1)
    assert said in done.stderr


def test_many_are_not_sent_back_without_a_yes(trucewire: Command, settings: Settings) -> None:
    leave(settings, ARTICLES, b"x", offset=3)
    done = trucewire("dead-letters", "replay", "--all", settings=settings)
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert written(settings, ARTICLES) == []
