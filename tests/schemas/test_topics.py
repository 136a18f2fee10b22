"""The catalogue of topics holds what the flow needs, and the generated schemas say what it says."""

import pytest
from jsonschema import Draft202012Validator

from schemas import export
from schemas.topics import CATALOGUE, CHANGELOGS, CONSUMED, DEAD_LETTERS, EVENTS, TABLES, Role, Topic, app_id


def test_no_two_topics_share_a_name() -> None:
    names = [topic.name for topic in CATALOGUE]
    assert len(names) == len(set(names))


def test_the_prefix_is_put_before_everything() -> None:
    assert all(topic.named("demo-1.").startswith("demo-1.") for topic in CATALOGUE)
    assert app_id("demo-1.") == "demo-1.trucewire"


def test_what_a_worker_reads_and_writes_together_has_equal_partitions() -> None:
    assert all(topic.alike for topic in (*CONSUMED, *CHANGELOGS))


def test_everything_consumed_has_a_dead_letter_topic_with_room_for_the_largest_record() -> None:
    assert [letters.name for letters in DEAD_LETTERS] == [f"{topic.name}.dlq" for topic in CONSUMED]
    assert all(int(letters.config["max.message.bytes"]) == 2 * 1024 * 1024 for letters in DEAD_LETTERS)


def test_nothing_that_is_history_is_deleted_and_only_changelogs_are_compacted() -> None:
    for topic in CATALOGUE:
        assert topic.config["retention.ms"] == "-1", topic.name
        assert (topic.config.get("cleanup.policy") == "compact") == (topic.role is Role.CHANGELOG), topic.name


def test_a_table_is_fed_by_one_topic_and_no_topic_feeds_two() -> None:
    assert len({table.source.name for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("topic", EVENTS, ids=lambda topic: topic.name)
def test_the_schema_of_a_topic_is_valid_and_closed(topic: Topic) -> None:
    schema = export.schema(topic)
    Draft202012Validator.check_schema(schema)
    assert not Draft202012Validator(schema).is_valid({"no": "event"})


def test_the_generated_schemas_are_those_of_the_models() -> None:
    assert export.drifted() == []


def test_a_schema_that_drifted_is_told(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "files", lambda: {export.FOLDER / "news.articles.v1.schema.json": "{}"})
    assert export.FOLDER / "news.articles.v1.schema.json" in export.drifted()
    assert export.main(["--check"]) == 1
