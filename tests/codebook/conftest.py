"""One invented world for all tests of the codebook."""

import pytest

from streams.codebook import Codebook
from tests.codebook.worlds import world


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    """The built-in codebook with Norland, Sudmark and their neighbours."""
    return world(tmp_path_factory.mktemp("world"))
