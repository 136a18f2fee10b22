"""The small edges: rows in a Faust table, records through Faust topics, the folder of a worker, what is configured."""

import asyncio
from pathlib import Path
from typing import Any

import faust
import pytest

from schemas.topics import CLAIMS, STANCES
from streams.deadletters.headers import Reason
from streams.settings import Mechanism, Security, Settings
from streams.worker import StartError, app, running, sending, tables
from streams.worker.records import RecordError
from streams.worker.sending import FaustOutbox, Outgoing


class FaustTable(dict[bytes, bytes]):
    """A Faust table and its store."""

    name = "positions"

    @property
    def data(self) -> "FaustTable":
        return self

    _get = dict.get


def test_rows_have_names_and_tell_whether_they_are_new() -> None:
    stored = FaustTable()
    rows = tables.Table(stored)
    assert rows.get("a|b|2024-q4") is None
    assert (rows.put("a|b|2024-q4", b"1"), rows.put("a|b|2024-q4", b"2")) == (True, False)
    assert stored == {b"a|b|2024-q4": b"2"}
    assert rows.get("a|b|2024-q4") == b"2"


def test_a_row_over_the_limit_is_refused() -> None:
    assert tables.checked({"a": b"x" * 100_000})
    with pytest.raises(RecordError, match="row a would have 100,001 bytes") as refused:
        tables.checked({"a": b"x" * 100_001})
    assert refused.value.reason is Reason.TOO_LARGE


class FaustTopic:
    """A Faust topic whose deliveries are confirmed later, the first one last."""

    def __init__(self, journal: list[str]) -> None:
        self._journal = journal

    async def send(self, *, key: bytes, **_: Any) -> "asyncio.Future[None]":
        self._journal.append(f"queued {key.decode()}")
        return asyncio.ensure_future(self._confirm(key.decode()))

    async def _confirm(self, key: str) -> None:
        await asyncio.sleep(0.05 if key == "1" else 0.01)
        self._journal.append(f"confirmed {key}")


async def test_records_are_queued_in_order_and_all_confirmed_before_it_returns() -> None:
    journal: list[str] = []
    topic = FaustTopic(journal)
    outbox = FaustOutbox({CLAIMS.name: topic, STANCES.name: topic})
    await outbox.deliver(
        [Outgoing(CLAIMS, b"1", b"", []), Outgoing(STANCES, b"2", b"", []), Outgoing(CLAIMS, b"3", b"", [])]
    )
    assert journal[:3] == ["queued 1", "queued 2", "queued 3"]
    assert sorted(journal[3:]) == ["confirmed 1", "confirmed 2", "confirmed 3"]


def test_a_record_over_the_limit_is_refused_before_it_is_sent() -> None:
    limit = sending.MAX_RECORD_BYTES
    assert Outgoing(CLAIMS, b"", b"x" * limit, []).checked()
    with pytest.raises(RecordError, match=r"claims\.articles\.v1 would have 950,001 bytes"):
        Outgoing(CLAIMS, b"", b"x" * (limit + 1), []).checked()


def test_two_workers_do_not_share_a_data_folder(tmp_path: Path) -> None:
    settings = Settings.load(data_dir=tmp_path)
    with (
        running._own_folder(settings),
        pytest.raises(StartError, match="TRUCEWIRE_DATA_DIR"),
        running._own_folder(settings),
    ):
        pass
    with running._own_folder(settings):
        pass


def test_faust_is_told_what_keeps_events_safe(tmp_path: Path) -> None:
    settings = Settings.load(data_dir=tmp_path, bootstrap_servers="a:1,b:2", session_timeout=20.0)
    told = app._configuration(settings, partitions=3)
    assert told["broker"] == ["aiokafka://a:1", "aiokafka://b:2"]
    assert (told["processing_guarantee"], told["producer_acks"]) == ("at_least_once", -1)
    assert (told["web_enabled"], told["topic_allow_declare"], told["topic_disable_leader"]) == (False, False, True)
    assert told["broker_request_timeout"] > told["broker_session_timeout"] > told["broker_heartbeat_interval"]
    assert told["datadir"] == str(settings.worker_dir)
    assert told["broker_credentials"] is None


def test_credentials_are_those_of_the_settings(tmp_path: Path) -> None:
    def given(**more: Any) -> Any:
        return app._credentials(Settings.load(data_dir=tmp_path, **more))

    sasl = given(
        security_protocol=Security.SASL_PLAINTEXT,
        sasl_mechanism=Mechanism.SCRAM_SHA_256,
        sasl_username="worker",
        sasl_password="secret",  # noqa: S106
    )
    assert isinstance(sasl, faust.SASLCredentials)
    assert (sasl.username, sasl.password, sasl.mechanism.value) == ("worker", "secret", "SCRAM-SHA-256")
    assert given(security_protocol=Security.SSL).context.check_hostname
