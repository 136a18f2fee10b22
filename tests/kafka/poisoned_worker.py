"""A worker whose extraction hangs, fails or dies where a text says so: `python -m tests.kafka.poisoned_worker`."""

import os
import signal
import sys
import time

from schemas.articles import Article
from schemas.claims import ArticleClaims, Version
from streams import logs
from streams.settings import Settings
from streams.worker import run
from streams.worker.child import Read, Reading


def make() -> Read:
    """Made in the child."""
    return _read


def _read(value: bytes) -> Reading:
    article = Article.model_validate_json(value)
    if article.text == "hang":
        time.sleep(60)
    if article.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if article.text == "fail":
        raise ArithmeticError("our code fails on this article")
    claims = ArticleClaims(
        id=article.id or "",
        article_id=article.article_id,
        version=Version(content=article.content),
        extractor="test",
        codebook="test",
    )
    return Reading(claims.model_dump_json().encode(), article.content, stances=0, casualties=0, skipped=False)


if __name__ == "__main__":
    settings = Settings.load()
    logs.configure(level=settings.log_level, form=settings.log_format)
    sys.exit(run(settings, make=make))
