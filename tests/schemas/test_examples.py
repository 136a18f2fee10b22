"""Every event type has an example that was taken from a run, and each fits its model, its schema and its topic."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas import export
from schemas.alerts import ALERT
from schemas.articles import Article
from schemas.claims import RoutedCasualties, RoutedStances
from schemas.envelope import CONTENT_TYPE, Envelope
from schemas.ids import position_key, toll_key
from schemas.topics import EVENTS, Topic

EXAMPLES = Path(export.__file__).parent / "examples"

TYPES = [(topic, event_type) for topic in EVENTS for event_type in topic.types]


def example(event_type: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / f"{event_type}.json").read_text("utf-8"))
    return found


def test_every_event_type_has_one_example_and_no_example_is_of_another() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {f"{event_type}.json" for _, event_type in TYPES}


@pytest.mark.parametrize(("topic", "event_type"), TYPES, ids=lambda part: str(getattr(part, "name", part)))
def test_an_example_fits_model_and_schema(topic: Topic, event_type: str) -> None:
    given = example(event_type)
    assert set(given) == {"topic", "key", "headers", "value"}
    assert given["topic"] == topic.name
    event = topic.adapter.validate_python(given["value"])
    # Written again it is the same: nothing in it is left out or read as something else.
    assert json.loads(topic.adapter.dump_json(event, by_alias=True)) == given["value"]
    faults = [fault.message for fault in Draft202012Validator(export.schema(topic)).iter_errors(given["value"])]
    assert faults == []


@pytest.mark.parametrize(("topic", "event_type"), TYPES, ids=lambda part: str(getattr(part, "name", part)))
def test_the_headers_of_an_example_are_a_cloud_event_of_its_type(topic: Topic, event_type: str) -> None:
    given = example(event_type)
    envelope = Envelope.read({name: value.encode() for name, value in given["headers"].items()})
    assert envelope
    assert (envelope.type, envelope.specversion) == (event_type, "1.0")
    assert given["headers"]["content-type"] == CONTENT_TYPE
    assert envelope.subject == given["key"]


@pytest.mark.parametrize(("topic", "event_type"), TYPES, ids=lambda part: str(getattr(part, "name", part)))
def test_the_key_of_an_example_is_the_one_that_its_value_belongs_under(topic: Topic, event_type: str) -> None:
    given = example(event_type)
    event = topic.adapter.validate_python(given["value"])
    if isinstance(event, RoutedStances):
        assert given["key"] == position_key(event.party, event.issue)
    elif isinstance(event, RoutedCasualties):
        assert given["key"] == toll_key(event.theatre, event.harm)
    else:
        assert given["key"] == (event.id if event_type in ALERT_TYPES else event.article_id)


ALERT_TYPES = {event_type for topic, event_type in TYPES if topic.name.startswith("alerts.")}


@pytest.mark.parametrize("event_type", sorted(ALERT_TYPES))
def test_an_alert_says_who_said_it_where_and_which_record_caused_it(event_type: str) -> None:
    alert = ALERT.validate_python(example(event_type)["value"])
    told = [claim for side in alert.evidence.values() for claim in side]
    assert len(alert.evidence) >= 2
    assert all(claim.quote and claim.end - claim.start == len(claim.quote) and claim.rule for claim in told)
    assert alert.cause
    assert example(event_type)["headers"]["ce_id"] == alert.event_id


def test_the_article_of_the_example_has_the_id_that_its_address_gives() -> None:
    article = Article.model_validate(example("trucewire.article.received.v1")["value"])
    assert article.article_id == example("trucewire.article.received.v1")["key"]
