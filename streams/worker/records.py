"""Reads a Kafka record as the event that its topic carries, or says which way it is bad.

The checks are those of every topic: a value, a known event type, JSON, the schema, the key that belongs to the value.
"""

from typing import Any, ClassVar

from pydantic import ValidationError

from schemas.articles import Article
from schemas.claims import ArticleClaims, RoutedCasualties, RoutedStances
from schemas.envelope import Envelope
from schemas.ids import position_key, toll_key
from schemas.topics import Topic
from streams.deadletters.headers import Reason, Record, pairs
from streams.errors import TrucewireError

SPECVERSION = "1.0"
"""The version of CloudEvents that is read."""

_FAULTS_SHOWN = 5


class RecordError(TrucewireError):
    """A record that cannot be processed, and the reason that its dead letter gives."""

    code: ClassVar[str] = "TW-RECORD"

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def read(record: Record, topic: Topic) -> Any:
    """The event, as the topic's model. Raises RecordError.

    Headers are optional: a record without any is read as the topic's own type, so that any client can write one.
    """
    if record.value is None:
        raise RecordError(Reason.EMPTY, "the record has no value; nothing is ever deleted from this topic")
    _check_type(record, topic)
    try:
        event = topic.adapter.validate_json(record.value)
    except ValidationError as error:
        raise _named(error) from None
    wanted = key_of(event)
    if record.key != wanted.encode():
        raise RecordError(Reason.WRONG_KEY, f"the key is not {wanted}, under which the value belongs")
    return event


def key_of(event: Article | ArticleClaims | RoutedStances | RoutedCasualties) -> str:
    """The key under which an event belongs."""
    if isinstance(event, RoutedStances):
        return position_key(event.party, event.issue)
    if isinstance(event, RoutedCasualties):
        return toll_key(event.theatre, event.harm)
    return event.article_id


def _check_type(record: Record, topic: Topic) -> None:
    envelope = Envelope.read(pairs(record.headers))
    if envelope is None:
        return
    if envelope.type not in topic.types or envelope.specversion != SPECVERSION:
        said = f"{envelope.type[:200]!r} of CloudEvents {envelope.specversion[:20]!r}"
        raise RecordError(Reason.UNKNOWN_TYPE, f"{said} is not {' or '.join(topic.types)} of {SPECVERSION}")


def _named(error: ValidationError) -> RecordError:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    if faults[0]["type"] == "json_invalid":
        return RecordError(Reason.UNREADABLE, faults[0]["msg"])
    said = "; ".join(
        ": ".join(part for part in (".".join(map(str, fault["loc"])), fault["msg"]) if part)
        for fault in faults[:_FAULTS_SHOWN]
    )
    return RecordError(Reason.INVALID, said)
