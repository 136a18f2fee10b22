"""The worker's tables: rows of bytes in RocksDB, one store a partition, each write in the table's changelog.

A row is read and written only inside an event of its partition: Faust sends a changelog record to the partition of the
current event, whatever the row's name is.
"""

from collections.abc import Mapping
from typing import Any

from schemas import topics
from streams.deadletters.headers import Reason
from streams.fold.rows import MAX_ROW_BYTES
from streams.worker.records import RecordError

STORE = {
    "driver": "rocksdict",
    "write_buffer_size": 8 * 1024 * 1024,
    "max_write_buffer_number": 2,
    "target_file_size_base": 16 * 1024 * 1024,
    "block_cache_size": 16 * 1024 * 1024,
    "max_open_files": 64,
}
"""A store for each table and partition: Faust's own sizes (a cache of 2 GB each) are made for one."""


ARTICLE_ROW_BYTES = 950_000
"""What an article's row may have. It holds claims as they were extracted, so what bounds it is Kafka's own limit."""


class Table:
    """Rows by name, as a fold reads them, within the partition of the current event."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self.name: str = table.name

    def get(self, name: str, /) -> bytes | None:
        """The bytes of a row, or None."""
        return self._read(name.encode())

    def put(self, name: str, row: bytes) -> bool:
        """Writes a row, and its record for the changelog, which is sent before the event's offset is committed.

        Gives whether the row is new.
        """
        key = name.encode()
        new = self._read(key) is None
        self._table[key] = row
        return new

    def _read(self, key: bytes) -> bytes | None:
        """From the store itself: a table's own `get` looks for each key twice, and reading is most of a fold's work."""
        row: bytes | None = self._table.data._get(key)
        return row


def add(app: Any, table: topics.Table, *, partitions: int) -> Any:
    """Adds a table to a Faust app."""
    return app.Table(table.name, key_type=bytes, value_type=bytes, partitions=partitions, options=dict(STORE))


def checked(rows: Mapping[str, bytes], *, most: int = MAX_ROW_BYTES) -> Mapping[str, bytes]:
    """The rows. Raises RecordError where one has more bytes: one that Kafka refuses would end the worker in a loop."""
    for name, row in rows.items():
        if len(row) > most:
            raise RecordError(Reason.TOO_LARGE, f"row {name} would have {len(row):,} bytes, over {most:,}")
    return rows


def held(table: Any) -> int:
    """How many rows the worker holds of a Faust table. Reads every name: about a second for a million."""
    return len(table.data)
