"""Nothing leaves the guard: what fails is buried as it came, and too many in a row end the worker."""

import pytest

from schemas.topics import ARTICLES
from streams.deadletters import headers as names
from streams.deadletters.headers import Reason, split
from streams.worker.guard import Failure, WorkError, attempt
from streams.worker.records import RecordError
from tests.worker.fakes import EndedError, MemoryOutbox, Record, guard, shared

BAD = Failure(Reason.INVALID, RecordError(Reason.INVALID, "published: is no day"))


def test_any_exception_of_the_work_becomes_a_reason() -> None:
    failure = attempt(lambda: dict[str, int]()["absent"])
    assert isinstance(failure, Failure)
    assert (failure.reason, str(failure.error)) == (Reason.FAILED, "KeyError: 'absent'")
    assert isinstance(failure.error, WorkError)


def test_work_that_succeeds_gives_what_it_gives() -> None:
    assert attempt(lambda: 5) == 5


async def test_a_dead_letter_is_the_record_as_it_came_and_why() -> None:
    outbox = MemoryOutbox()
    record = Record(b"\x00not json", b"\xff", headers=[("h", b"1"), ("h", b"2")], topic="x.news", partition=2, offset=7)
    await guard(ARTICLES, shared(outbox)).bury(record, BAD)
    [letter] = outbox.delivered
    came, why = split(letter.headers)
    assert (letter.topic.name, letter.key, letter.value) == ("news.articles.v1.dlq", record.key, record.value)
    assert came == record.headers
    assert (why[names.REASON], why[names.OFFSET], why[names.CODE]) == ("invalid", "7", "TW-RECORD")


async def test_a_record_with_neither_key_nor_value_can_be_buried() -> None:
    outbox = MemoryOutbox()
    await guard(ARTICLES, shared(outbox)).bury(Record(None, None), BAD)
    assert (outbox.delivered[0].key, outbox.delivered[0].value) == (b"", None)


async def test_so_many_in_a_row_on_one_partition_end_the_worker_after_the_last_is_buried() -> None:
    outbox = MemoryOutbox()
    judge = guard(ARTICLES, shared(outbox), limit=3)
    for partition in (0, 1, 0, 1):
        await judge.bury(Record(b"", b"", partition=partition), BAD)
    judge.passed(Record(b"", b"", partition=1))
    await judge.bury(Record(b"", b"", partition=1), BAD)
    with pytest.raises(EndedError, match=r"3 bad records in a row on news.articles.v1 partition 0"):
        await judge.bury(Record(b"", b"", partition=0), BAD)
    assert len(outbox.delivered) == 6


async def test_a_dead_letter_that_cannot_be_delivered_is_no_dead_letter() -> None:
    with pytest.raises(OSError, match="away"):
        await guard(ARTICLES, shared(MemoryOutbox(broken=OSError("away")))).bury(Record(b"", b""), BAD)
