"""What is an article, and what is refused with which reason."""

from pathlib import Path

import orjson
import pytest

from schemas.articles import Article
from streams.replay import Found, Refused, left_alone, read

NOW = "2024-12-01T12:00:00Z"

HEAD = """---
title: Talks resume
published: 2024-11-26T08:00:00Z
outlet: Harbour Post
url: https://harbourpost.example/talks
language: en
---

"""
BODY = "Envoys met in the capital on Tuesday.\n"


def found(*paths: Path, stated: str | None = None) -> list[Found | Refused]:
    return list(read(paths, now=NOW, stated=stated))


def the_article(path: Path, **options: str) -> Article:
    [item] = found(path, **options)
    assert isinstance(item, Found), item
    return item.article


def reason(path: Path) -> str:
    [item] = found(path)
    assert isinstance(item, Refused)
    return item.reason


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "article.md"


def test_front_matter_gives_the_metadata_and_the_rest_is_the_text(file: Path) -> None:
    file.write_text(HEAD + BODY, encoding="utf-8")
    article = the_article(file)
    assert (article.title, article.outlet, article.language) == ("Talks resume", "Harbour Post", "en")
    assert (article.published, article.text) == ("2024-11-26T08:00:00Z", BODY.strip())
    assert article.received == NOW


def test_without_front_matter_the_whole_file_is_the_text(file: Path) -> None:
    file.write_text(BODY, encoding="utf-8")
    assert the_article(file).text == BODY.strip()
    assert the_article(file).day is None
    assert the_article(file, stated="2024-11-20").day == "2024-11-20"


def test_a_stated_day_is_not_put_before_a_published_one(file: Path) -> None:
    file.write_text(HEAD + BODY, encoding="utf-8")
    assert the_article(file, stated="2001-01-01").day == "2024-11-26"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(file: Path) -> None:
    file.write_text(HEAD + BODY, encoding="utf-8")
    plain = the_article(file)
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + BODY).replace("\n", "\r\n").encode())
    assert the_article(file).content == plain.content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"GIF89a\x00\x01\x02", "is binary"),
        (b"caf\xe9 society met", "is not UTF-8 (byte 3)"),
        (b"---\ntitle: x\n\nno end of the head", "has no line ---"),
        (b'---\ntitle: "unclosed\n---\ntext', "is not YAML"),
        (b"---\nauthor: me\n---\ntext", "has no key 'author'; allowed are title"),
        (b"---\ntitle: a\ntitle: b\n---\ntext", "gives title twice"),
        (b"---\ntitle: [a, b]\n---\ntext", "takes plain values"),
        (b"---\ntitle: !!python/object/apply:os.system [ls]\n---\ntext", "takes plain values"),
        (b"---\na: &x b\ntitle: *x\n---\ntext", "plain values"),
        (b"---\njust words\n---\ntext", "takes lines of the form"),
        (b"---\npublished: yesterday\n---\ntext", "published"),
        (b"---\npublished: 2031-01-01\n---\ntext", "future"),
        (b"---\nupdated: 2031-01-01T00:00:00Z\n---\ntext", "updated 2031-01-01 lies in the future"),
        (b"---\nurl: ftp://x.example/a\n---\ntext", "http"),
        (b"---\ntitle: only a head\n---\n", "has no text"),
    ],
)
def test_what_cannot_be_an_article_is_refused_with_its_reason(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    assert said in reason(file)


def test_ten_megabytes_are_refused_without_being_read(file: Path) -> None:
    with file.open("wb") as handle:
        handle.truncate(10_000_000)
    assert reason(file) == "is over 900 kB"


def test_a_text_that_grows_over_the_limit_as_a_record_is_refused(file: Path) -> None:
    file.write_text("\u0001" * 300_000, encoding="utf-8")  # six bytes each in JSON
    assert "as a record" in reason(file)


@pytest.mark.parametrize("name", ["photo.jpg", "archive.json", "notes"])
def test_another_kind_of_file_is_refused_when_it_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert "is not one of .md, .txt, .jsonl" in reason(tmp_path / name)
    assert reason(tmp_path / "absent.md") == "no such file"


def test_of_a_folder_its_own_articles_are_read_by_name_and_the_rest_is_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.md", "README.md", "picture.png"):
        (tmp_path / name).write_text(f"Text of {name}", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.md").write_text("Deeper", encoding="utf-8")
    assert [item.path.name for item in found(tmp_path)] == ["a.md", "b.txt"]
    assert [path.name for path in left_alone([tmp_path])] == [".hidden.md", "README.md", "deeper", "picture.png"]


def line(**fields: object) -> bytes:
    return orjson.dumps({"id": "a1", "text": "Envoys met.", **fields}) + b"\n"


def test_lines_are_articles_and_a_bad_one_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"
    path.write_bytes(
        line(published="2024-11-02", unknown="ignored")
        + b"{broken\n\n"
        + b'["a list"]\n'
        + b'{"text": "'
        + b"x" * 1_000_000
        + b'"}\n'
        + line(id="a2", received="2024-11-03T00:00:00Z")
    )
    items = found(path)
    assert [(item.line, type(item).__name__) for item in items] == [
        (1, "Found"), (2, "Refused"), (4, "Refused"), (5, "Refused"), (6, "Found"),
    ]  # fmt: skip
    for item, said in zip(items[1:4], ("is not JSON", "is not a JSON object", "is over 900 kB"), strict=True):
        assert isinstance(item, Refused)
        assert said in item.reason
    last = items[-1]
    assert isinstance(last, Found)
    assert (last.stamped, last.article.received) == (True, "2024-11-03T00:00:00Z")
