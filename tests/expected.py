"""The alerts that the seeds lead to: `seeds/expected.json`, whole and each with its reason.

    python -m tests.expected

writes the file anew after a change of extractor, codebook or fold, with the reasons that it holds; read the difference
before it is committed. An alert that is new gets an empty reason, which a test refuses.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from schemas.claims import ArticleClaims
from streams.codebook import load
from streams.extract import extract
from streams.fold.answer import answer
from streams.replay import Found, read

SEEDS = Path(__file__).parent.parent / "seeds"
FILE = SEEDS / "expected.json"
RECEIVED = "2024-12-01T00:00:00Z"

EXPECTED: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["alerts"]


def unreasoned(alerts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The alerts without their reasons: what a demo and a fold print."""
    return [{key: value for key, value in alert.items() if key != "reason"} for alert in alerts]


def seeds() -> list[ArticleClaims]:
    """What the seeds say."""
    found = read(sorted(SEEDS.glob("[0-9]*.md")), now=RECEIVED)
    return [extract(item.article, load()) for item in found if isinstance(item, Found)]


def main() -> None:
    """Writes the file."""
    reasons = {alert["id"]: alert["reason"] for alert in EXPECTED if "id" in alert}
    alerts = answer(seeds(), load().policy)["alerts"]
    reasoned = [{"reason": reasons.get(alert["id"], ""), **alert} for alert in alerts]
    FILE.write_text(json.dumps({"alerts": reasoned}, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
