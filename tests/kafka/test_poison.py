"""Poison straight into every topic that is consumed: each record is buried as it came, and nothing else is lost."""

from collections import Counter
from pathlib import Path

from schemas.articles import TYPE, Article
from schemas.envelope import Envelope
from schemas.ids import natural_id
from schemas.topics import ARTICLES, CLAIMS, CONSUMED, STANCES, Topic
from streams.codebook.policy import load_policy
from streams.deadletters import headers as names
from streams.deadletters.headers import Reason, split
from streams.fold.answer import answer
from streams.settings import Settings
from tests.chronicles import chronicle
from tests.workers import WITHOUT_EXTRACTION, Record, buried, of_claims, seen, send, standing_alerts, worker

CHRONICLE = chronicle(30, seed=9)

Poison = tuple[Reason, Record]


def headers(type_: str) -> list[tuple[str, bytes]]:
    return [*Envelope(id="poison", type=type_).headers(), ("traceparent", b"\x00\xff"), ("traceparent", b"again")]


def everywhere(topic: Topic) -> list[Poison]:
    """What can be wrong with a record of any topic."""
    [type_] = topic.types
    return [
        (Reason.EMPTY, (topic, b"key", None, headers(type_), 0)),
        (Reason.EMPTY, (topic, b"", None, [], 1)),
        (Reason.UNREADABLE, (topic, b"key", b"\x00\x80 no json", headers(type_), 2)),
        (Reason.UNREADABLE, (topic, None, b"", [], 0)),
        (Reason.INVALID, (topic, b"key", b'{"colour": "grey"}', headers(type_), 1)),
        (Reason.UNKNOWN_TYPE, (topic, b"key", b"{}", headers(type_.replace(".v1", ".v9")), 2)),
    ]


def good(number: int, text: str = "A quiet day.") -> Record:
    article = Article(id=f"good-{number}", text=text)
    return ARTICLES, article.article_id.encode(), article.model_dump_json().encode(), headers(TYPE), None


def of_articles() -> list[Poison]:
    """What can be wrong with reading an article, and with its key."""
    texts = [(Reason.TIMEOUT, "hang"), (Reason.FAILED, "die"), (Reason.FAILED, "fail")]
    read = [(reason, good(100 + number, text)) for number, (reason, text) in enumerate(texts)]
    return [*read, (Reason.WRONG_KEY, (*good(200)[:1], b"another key", *good(200)[2:]))]


def of_claims_alone() -> list[Poison]:
    """Claims under another key, and so many of them that the record to be routed is over Kafka's limit."""
    some = next(claims for claims in CHRONICLE if claims.stances)
    many = some.model_copy(update={"article_id": natural_id("article", "many"), "stances": some.stances[:1] * 1250})
    return [
        (Reason.WRONG_KEY, (CLAIMS, b"another key", some.model_dump_json().encode(), headers(CLAIMS.types[0]), None)),
        (Reason.TOO_LARGE, of_claims([many])[0]),
    ]


def test_every_way_of_being_bad_is_buried_untouched_and_the_stream_goes_on(settings: Settings, tmp_path: Path) -> None:
    poison = [*of_articles(), *of_claims_alone(), *(p for topic in CONSUMED for p in everywhere(topic))]
    quick = settings.model_copy(update={"extract_timeout": 1.0, "pool_size": 2})
    with worker(quick, tmp_path, command=WITHOUT_EXTRACTION) as running:
        bad = [record for _, record in poison]
        half = len(CHRONICLE) // 2
        send(settings, [good(1), *of_claims(CHRONICLE[:half]), *bad, good(2), *of_claims(CHRONICLE[half:]), good(3)])
        running.settle()
        assert running.get("/readyz")[0] == 200
        counted = [line for line in running.get("/metrics")[1].splitlines() if "dead_letters_total{" in line]
        assert sum(float(line.split()[-1]) for line in counted) == len(poison)
        assert running.stop() == 0
    for topic in CONSUMED:
        letters = buried(settings, topic)
        found = Counter(
            (letter.key, letter.value, tuple(split(letter.headers)[0]), split(letter.headers)[1][names.REASON])
            for letter in letters
        )
        assert found == Counter(
            (key if key is not None or value is not None else b"", value, tuple(given), reason.value)
            for reason, (where, key, value, given, _) in poison
            if where is topic
        )
        assert {split(letter.headers)[1][names.TOPIC] for letter in letters} == {topic.named(settings.prefix)}
    read = {record.key for record in seen(settings, CLAIMS)}
    assert {key for _, key, *_ in map(good, (1, 2, 3))} <= read
    stands = [
        alert.model_dump(mode="json", exclude={"because", "replaced_by", "cause"})
        for alert in standing_alerts(settings)
    ]
    assert stands == answer(CHRONICLE, load_policy())["alerts"] != []


def test_fifty_in_a_row_on_one_partition_stop_the_worker(settings: Settings, tmp_path: Path) -> None:
    bad: list[Record] = [(STANCES, b"key", b"no json", [], 0)] * 60
    with worker(settings, tmp_path, ready=False, command=WITHOUT_EXTRACTION) as running:
        send(settings, [*bad[:49], (STANCES, b"key", b"no json", [], 1)])
        running.ready()
        running.settle()
        send(settings, bad[49:])
        assert running.code() == 1
    assert "50 bad records in a row on claims.stances.v1 partition 0" in running.log.read_text("utf-8")
    patient = settings.model_copy(update={"dead_letter_limit": 1000})
    with worker(patient, tmp_path, command=WITHOUT_EXTRACTION) as mended:
        mended.settle()
    origins = {
        (split(letter.headers)[1][names.PARTITION], split(letter.headers)[1][names.OFFSET])
        for letter in buried(settings, STANCES)
    }
    assert len(origins) == 61
