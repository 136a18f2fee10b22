"""JSON Schemas of the public topics, generated from the catalogue: `python -m schemas.export [--check]`."""

import json
import sys
from pathlib import Path

from schemas.topics import EVENTS, Topic

FOLDER = Path(__file__).parent / "json"


def schema(topic: Topic) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a topic's values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:trucewire:{topic.name}",
        "title": topic.name,
        "description": topic.description,
        **{
            name: value
            for name, value in topic.adapter.json_schema(by_alias=True, mode="serialization").items()
            if name not in {"title", "description"}
        },
    }


def files() -> dict[Path, str]:
    """What each generated file holds."""
    return {
        FOLDER / f"{topic.name}.schema.json": json.dumps(schema(topic), indent=2, sort_keys=True) + "\n"
        for topic in EVENTS
    }


def drifted() -> list[Path]:
    """The generated files that differ from the models, are missing, or have no topic."""
    wanted = files()
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    return sorted(stale + [path for path in FOLDER.glob("*") if path not in wanted])


def main(arguments: list[str]) -> int:
    """Writes the files, or with `--check` says which of them are stale (exit 1)."""
    if "--check" in arguments:
        stale = drifted()
        if stale:
            names = ", ".join(path.name for path in stale)
            sys.stderr.write(f"{names}: differs from the models; run python -m schemas.export\n")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for path in drifted():
        path.unlink(missing_ok=True)
    for path, text in files().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
