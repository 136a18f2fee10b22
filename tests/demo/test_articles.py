"""Which articles a demo shows, and in which order."""

from pathlib import Path

import pytest

import streams
from schemas.articles import Article
from schemas.topics import ARTICLES
from streams import cluster
from streams.demo import UnreadError, own_seeds, sent
from streams.replay import Refused
from streams.settings import Settings


def order(settings: Settings, *paths: Path) -> list[str]:
    """Titles in the order in which Kafka got them."""
    refused: list[Refused] = []
    list(sent(paths, settings, refused=refused.append))
    with cluster.consumer(settings) as client:
        records = cluster.records(client, [ARTICLES.named(settings.prefix)])
        articles = [Article.model_validate_json(record.value or b"") for record in records]
    return [article.title or "" for article in sorted(articles, key=lambda article: article.received or "")]


def test_our_seeds_go_in_the_order_of_their_names_so_that_old_news_comes_late(settings: Settings) -> None:
    assert [path.name[:2] for path in own_seeds()] == [f"0{number}" for number in range(1, 10)]
    titles = order(settings)
    assert len(titles) == 9
    assert titles[-1] == "Israel seeks no ceasefire for now despite indirect approaches"


def test_articles_of_ones_own_go_by_the_time_of_their_publication(settings: Settings, tmp_path: Path) -> None:
    for name, day in (("a.md", "2024-11-27"), ("b.md", "2024-10-08")):
        (tmp_path / name).write_text(f"---\ntitle: {day}\npublished: {day}\n---\nText of {name}.\n", encoding="utf-8")
    assert order(settings, tmp_path) == ["2024-10-08", "2024-11-27"]


def test_in_an_installed_package_the_seeds_lie_within_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "streams"
    (package / "seeds").mkdir(parents=True)
    monkeypatch.setattr(streams, "__file__", str(package / "__init__.py"))
    with pytest.raises(UnreadError, match="files or folders of your own"):
        own_seeds()
    for name in ("README.md", "02-b.md", "01-a.md"):
        (package / "seeds" / name).touch()
    assert [path.name for path in own_seeds()] == ["01-a.md", "02-b.md"]
