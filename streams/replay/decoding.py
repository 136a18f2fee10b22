"""From bytes to the fields of an article: a text with front matter or without, or one line of JSON.

What cannot be an article raises `NotAnArticleError` with the reason, which whoever reads adds the place to.
"""

from typing import Any

import orjson

from streams.replay import frontmatter

LINE_KEYS = ("id", "text", "title", "url", "published", "updated", "outlet", "received", "language")
"""What is read of a line; other keys are ignored, because lines come from other people's exports."""


class NotAnArticleError(ValueError):
    """Why some bytes are no article."""


def text_fields(content: bytes) -> dict[str, Any]:
    """The fields that a text's front matter gives, and its body as `text`. Raises NotAnArticleError."""
    text = _decoded(content).replace("\r\n", "\n")
    try:
        fields, body = frontmatter.split(text)
    except frontmatter.FrontMatterError as error:
        raise NotAnArticleError(str(error)) from error
    return {**fields, "text": body.strip("\n")}


def line_fields(line: bytes) -> dict[str, Any]:
    """The fields of a line that are an article's, without nulls. Raises NotAnArticleError."""
    try:
        fields = orjson.loads(_decoded(line))
    except orjson.JSONDecodeError as error:
        raise NotAnArticleError(f"is not JSON: {error.msg}") from error
    if not isinstance(fields, dict):
        raise NotAnArticleError('is not a JSON object such as {"id": "a1", "text": "..."}')
    return {key: fields[key] for key in LINE_KEYS if fields.get(key) is not None}


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise NotAnArticleError("is empty")
    if b"\0" in content:
        raise NotAnArticleError("is binary, not text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnArticleError(f"is not UTF-8 (byte {error.start}); convert it first") from error
