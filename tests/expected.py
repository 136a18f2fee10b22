"""The alerts that the seeds lead to, and how a fold's are compared with them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parent.parent / "seeds"

EXPECTED: list[dict[str, Any]] = json.loads((SEEDS / "expected.json").read_text("utf-8"))["alerts"]


def alike(found: Iterable[Mapping[str, Any]], expected: Iterable[Mapping[str, Any]]) -> bool:
    """Whether both hold the same alerts, on every field that the expected ones name, reasons aside.

    Raises AssertionError that shows what is missing and what is too much.
    """
    wanted = [{key: value for key, value in alert.items() if key != "reason"} for alert in expected]
    keys = {key for alert in wanted for key in alert} - {"id"}
    given = [{key: value for key, value in alert.items() if key in keys} for alert in found]
    missing, extra = Counter(map(_line, wanted)), Counter(map(_line, given))
    assert (list(missing - extra), list(extra - missing)) == ([], [])
    return True


def _line(alert: Mapping[str, Any]) -> str:
    return json.dumps(alert, sort_keys=True)
