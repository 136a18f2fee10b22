"""What an article says: `extract(article, codebook)` gives its claims, each with its evidence.

A plain function of the article and the codebook: it reads no clock, no file and no environment, so that the worker,
the command line, the benchmark and the tests get the same answer.
"""

from streams.extract.pipeline import EXTRACTOR, extract

__all__ = ["EXTRACTOR", "extract"]
