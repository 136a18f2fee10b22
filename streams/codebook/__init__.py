"""The analyst's knowledge as data, and the small code that reads, checks, overlays and resolves it."""

from streams.codebook.book import Codebook, load
from streams.codebook.reading import CodebookError

__all__ = ["Codebook", "CodebookError", "load"]
