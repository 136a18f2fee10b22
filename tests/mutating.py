"""Lets mutmut 3.7 find the name of a test where pytest 9.2 does not keep it any more. Loaded by `make mutate` alone."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Gives the item its name under the old attribute."""
    vars(item)["_nodeid"] = item.nodeid
