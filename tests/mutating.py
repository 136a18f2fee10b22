"""What mutmut 3.7 needs beside pytest 9.2. Loaded by `make mutate` alone."""

import gc
from functools import lru_cache

import pytest

_CACHED = type(lru_cache(len))


def pytest_sessionstart() -> None:
    """Forgets what was remembered: mutants run in forks of a process that has run every test, with full caches."""
    for thing in gc.get_objects():
        if isinstance(thing, _CACHED) and thing.__module__.startswith("streams.fold"):
            thing.cache_clear()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Gives the item its name under the old attribute."""
    vars(item)["_nodeid"] = item.nodeid
