"""`trucewire replay` and `retract` on a real Kafka: delivered, in order, repeatable, honest about what was refused."""

import json
import time
from itertools import pairwise
from pathlib import Path

import orjson
import pytest

from schemas.articles import Article
from schemas.envelope import Envelope
from schemas.topics import ARTICLES
from streams import cluster
from streams.cluster import Seen
from streams.settings import Settings
from tests.conftest import Command
from tests.expected import SEEDS


def articles(settings: Settings) -> list[Seen]:
    """What stands in the topic of articles."""
    with cluster.consumer(settings) as client:
        return list(cluster.records(client, [ARTICLES.named(settings.prefix)]))


def read(record: Seen) -> Article:
    return Article.model_validate_json(record.value or b"")


def write(folder: Path, name: str, *, day: str, title: str = "Talks go on") -> Path:
    path = folder / name
    head = f"---\ntitle: {title}\npublished: {day}\noutlet: Harbour Post\n---\n\n"
    path.write_text(f"{head}Envoys met on the day that {name} tells of.\n", encoding="utf-8")
    return path


def test_every_article_stands_once_as_a_cloud_event_under_its_key(trucewire: Command, settings: Settings) -> None:
    done = trucewire("replay", SEEDS, "--json", settings=settings)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["sent"], told["articles"], told["refused"]) == (9, 9, [])
    records = articles(settings)
    assert len(records) == 9
    for record in records:
        article, event = read(record), Envelope.read(record.headers)
        assert record.key == article.article_id.encode()
        assert event
        assert (event.type, event.subject) == ("trucewire.article.received.v1", article.article_id)
        assert dict(record.headers)["content-type"] == b"application/json"
        assert article.received


def test_a_second_replay_repeats_contents_and_event_ids_and_so_changes_nothing(
    trucewire: Command, settings: Settings
) -> None:
    for _ in range(2):
        assert trucewire("replay", SEEDS, settings=settings).returncode == 0
    records = articles(settings)
    events = [event.id for record in records if (event := Envelope.read(record.headers))]
    assert len(records) == 18
    assert len(set(events)) == len({read(record).content for record in records}) == 9
    # The first receipt of a content is its stamp, and within a partition it comes first.
    by_content: dict[str, list[str]] = {}
    for record in records:
        by_content.setdefault(read(record).content, []).append(read(record).received or "")
    assert all(stamps == sorted(stamps) for stamps in by_content.values())


def test_what_is_refused_is_named_the_rest_goes_on_and_the_exit_code_is_3(
    trucewire: Command, settings: Settings, tmp_path: Path
) -> None:
    write(tmp_path, "good.md", day="2024-11-26")
    write(tmp_path, "tomorrow.md", day="2199-01-01")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "empty.md").touch()
    (tmp_path / "large.md").write_bytes(b"x" * 10_000_000)
    done = trucewire("replay", tmp_path, SEEDS / "cases" / "malformed.md", "--json", settings=settings)
    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert told["sent"] == 1
    names = sorted(Path(refused["path"]).name for refused in told["refused"])
    assert names == ["binary.txt", "empty.md", "large.md", "latin.txt", "malformed.md", "tomorrow.md"]
    assert all(refused["reason"] for refused in told["refused"])
    assert [read(record).title for record in articles(settings)] == ["Talks go on"]


def test_a_correction_is_sent_after_what_it_corrects_whatever_the_files_are_called(
    trucewire: Command, settings: Settings
) -> None:
    case, seed = SEEDS / "cases" / "correction-of-02.md", SEEDS / "02-two-counts-of-fallen-fighters.md"
    assert trucewire("replay", case, seed, settings=settings).returncode == 0
    first, second = articles(settings)
    assert first.key == second.key
    assert read(first).updated is None
    assert read(second).updated == "2024-02-22T10:00:00Z"
    assert (read(first).received or "") < (read(second).received or "")


def test_days_and_limit_choose_what_is_sent(trucewire: Command, settings: Settings, tmp_path: Path) -> None:
    for day in ("01", "02", "03", "04"):
        write(tmp_path, f"{day}.md", day=f"2024-11-{day}")
    chosen = ("--from", "2024-11-02", "--until", "2024-11-04", "--limit", "2", "--json")
    done = trucewire("replay", tmp_path, *chosen, settings=settings)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sent"] == 2
    assert sorted(read(record).published or "" for record in articles(settings)) == ["2024-11-02", "2024-11-03"]


def test_a_paced_replay_keeps_the_distance_between_articles(
    trucewire: Command, settings: Settings, tmp_path: Path
) -> None:
    for hour in (0, 1, 2):
        write(tmp_path, f"{hour}.md", day=f"2024-11-26T0{hour}:00:00Z")
    begun = time.monotonic()
    assert trucewire("replay", tmp_path, "--speed", "3600x", settings=settings).returncode == 0
    assert time.monotonic() - begun > 2
    sent = [record.timestamp_ms for record in sorted(articles(settings), key=lambda record: record.timestamp_ms)]
    assert [round((after - before) / 1000) for before, after in pairwise(sent)] == [1, 1]


def test_a_dry_run_needs_no_kafka_and_sends_nothing(trucewire: Command, tmp_path: Path) -> None:
    write(tmp_path, "one.md", day="2024-11-26", title="A [bold]title[/bold]")
    (tmp_path / "two.txt").write_text("No date is given here.", encoding="utf-8")
    nowhere = Settings.load(bootstrap_servers="127.0.0.1:9")
    done = trucewire("replay", tmp_path, "--dry-run", settings=nowhere)
    assert done.returncode == 0, done.stderr
    first, second = sorted(done.stdout.splitlines(), key=len)[::-1]
    assert "2024-11-26  A [bold]title[/bold]" in first + second
    assert "no date" in first + second


def test_a_date_is_given_to_articles_without_one(trucewire: Command, settings: Settings, tmp_path: Path) -> None:
    write(tmp_path, "dated.md", day="2024-11-01")
    (tmp_path / "undated.txt").write_text("Talks went on in the capital.", encoding="utf-8")
    assert trucewire("replay", tmp_path, "--date", "2024-11-26", settings=settings).returncode == 0
    days = {(article.published, article.stated) for article in map(read, articles(settings))}
    assert days == {("2024-11-01", None), (None, "2024-11-26")}


def test_lines_of_other_peoples_exports_are_read(trucewire: Command, settings: Settings, tmp_path: Path) -> None:
    lines = [{"id": f"a{number}", "text": f"Text {number}", "score": 0.5} for number in range(1200)]
    path = tmp_path / "export.jsonl"
    path.write_bytes(b"\n".join(map(orjson.dumps, lines)) + b"\n{\n")
    done = trucewire("replay", path, settings=settings)
    assert done.returncode == 3
    assert f"{path}:1201: is not JSON" in done.stderr
    assert "1000 sent" in done.stderr
    assert "1200 sent (1200 articles)" in done.stderr
    assert len({record.key for record in articles(settings)}) == 1200


def test_without_topics_nothing_is_sent_and_the_mend_is_named(trucewire: Command, bare: Settings) -> None:
    done = trucewire("replay", SEEDS, settings=bare)
    assert done.returncode == 1
    assert "trucewire topics create" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_kafka_the_mend_is_named_in_one_line(trucewire: Command) -> None:
    done = trucewire("replay", SEEDS, settings=Settings.load(bootstrap_servers="127.0.0.1:9"))
    assert done.returncode == 1
    assert "trucewire broker start" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "wrong",
    [("--speed", "fast"), ("--from", "today"), ("--date", "2024-13-01"), ("--limit", "-1")],
)
def test_options_that_make_no_sense_are_usage_errors(trucewire: Command, wrong: tuple[str, str]) -> None:
    done = trucewire("replay", SEEDS, *wrong)
    assert done.returncode == 2
    assert wrong[0] in done.stderr


def test_an_article_is_taken_back_by_its_address(trucewire: Command, settings: Settings) -> None:
    seed = SEEDS / "02-two-counts-of-fallen-fighters.md"
    trucewire("replay", seed, settings=settings)
    [first] = articles(settings)
    url = read(first).url or ""
    done = trucewire(
        "retract", f"{url}?utm_source=mail", "--because", "the outlet took it down", "--json", settings=settings
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    _, last = articles(settings)
    assert (told["partition"], told["offset"]) == (last.partition, last.offset)
    withdrawn = read(last)
    assert (last.key, withdrawn.withdrawn) == (first.key, "the outlet took it down")
    assert withdrawn.text == read(first).text
    assert withdrawn.updated == withdrawn.received


def test_a_purge_sends_no_words_along_and_says_where_they_stand(trucewire: Command, settings: Settings) -> None:
    trucewire("replay", SEEDS / "02-two-counts-of-fallen-fighters.md", settings=settings)
    [first] = articles(settings)
    done = trucewire("retract", read(first).article_id, "--because", "a name", "--purge", "--json", settings=settings)
    places = json.loads(done.stdout)["places"]
    assert places == [{"topic": first.topic, "partition": first.partition, "offset": first.offset}]
    last = read(articles(settings)[-1])
    assert (last.text, last.title) == ("", None)


def test_what_is_not_there_cannot_be_taken_back(trucewire: Command, settings: Settings) -> None:
    done = trucewire("retract", "no-such-article", "--because", "x", settings=settings)
    assert done.returncode == 1
    assert "no article no-such-article" in done.stderr
    assert trucewire("retract", "ftp://x/y", "--because", "x", settings=settings).returncode == 2
