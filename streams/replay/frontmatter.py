"""The head of a text file: `key: value` lines in YAML between two lines of three dashes.

Read as a flat list of texts from YAML's events: nothing is constructed, so no tag, anchor or nesting in a stranger's
file can do anything, and `no` or `2024-11-26` stay what was written.
"""

import yaml

ALLOWED = ("title", "published", "updated", "outlet", "url", "language")
"""The keys that a text file can give."""

LONGEST = 20_000
"""Characters that a head may have: what is longer is text that begins with dashes by accident."""

_FENCE = "---"


class FrontMatterError(ValueError):
    """The head of a text file cannot be read; the message says where and what it takes."""


def split(text: str) -> tuple[dict[str, str], str]:
    """The values of the head by key (empty ones left out), and the text below it.

    A text that does not begin with a line of three dashes has no head. Raises FrontMatterError.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != _FENCE:
        return {}, text
    lines = rest[:LONGEST].splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.rstrip() in (_FENCE, "..."):
            head = "".join(lines[:number])
            return _values(head), rest[len(head) + len(line) :]
    raise FrontMatterError(f"the front matter that begins with {_FENCE} has no line {_FENCE} at its end")


def _values(head: str) -> dict[str, str]:
    values: dict[str, str] = {}
    scalars = _scalars(head)
    for key, value in zip(scalars[::2], scalars[1::2], strict=True):
        if key not in ALLOWED:
            raise FrontMatterError(f"front matter has no key {key[:50]!r}; allowed are {', '.join(ALLOWED)}")
        if key in values:
            raise FrontMatterError(f"front matter gives {key} twice")
        values[key] = value
    return {key: value for key, value in values.items() if value.strip()}


def _scalars(head: str) -> list[str]:
    """Keys and values in turn. Anything but one flat mapping is an error."""
    inside, scalars = 0, []
    try:
        for event in yaml.parse(head, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.MappingStartEvent):
                inside += 1
            if isinstance(event, yaml.SequenceStartEvent | yaml.AliasEvent) or inside > 1:
                raise FrontMatterError("front matter takes plain values, one a line: key: value")
            if isinstance(event, yaml.ScalarEvent):
                scalars.append(event.value)
    except yaml.YAMLError as error:
        raise FrontMatterError(f"front matter is not YAML: {_where(error)}") from error
    if scalars and not inside:
        raise FrontMatterError("front matter takes lines of the form key: value")
    return scalars


def _where(error: yaml.YAMLError) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or "it cannot be read"
    return f"{problem} in line {mark.line + 2}" if mark else str(problem)
