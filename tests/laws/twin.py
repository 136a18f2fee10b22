"""The naive twin: what the folds mean, worked out over the whole set at once, the slowest and clearest way.

It shares no code with `streams.fold`. Where the two differ one of them is wrong. Claims are routed claims as plain
mappings (`RoutedStance` and `RoutedCasualty`, dumped in mode `json`); the answer is what `trucewire fold` prints.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.claims import ArticleClaims
from streams.codebook.policy import Policy
from tests.laws.twin_positions import positions_and_alerts
from tests.laws.twin_tolls import tolls_and_alerts

Claim = Mapping[str, Any]
Answer = dict[str, list[dict[str, Any]]]


def twin(claims: Iterable[Claim], policy: Policy) -> Answer:
    """Positions, tolls and standing alerts that follow from a set of claims, sorted as they are printed."""
    told = list(claims)
    stances = [claim for claim in told if "position" in claim]
    casualties = [claim for claim in told if "harm" in claim]
    positions, shifts = positions_and_alerts(stances, policy.positions)
    tolls, disputes = tolls_and_alerts(casualties, policy.tolls)
    alerts = sorted([*shifts, *disputes], key=lambda alert: (alert["day"], alert["type"], alert["id"]))
    return {"positions": positions, "tolls": tolls, "alerts": alerts}


def standing(rows: Iterable[ArticleClaims], *, as_of: str | None = None) -> list[Claim]:
    """The claims of the version of each article that stands, of those that were out by a day."""
    versions: dict[str, list[ArticleClaims]] = {}
    for row in rows:
        out = (row.updated or row.article_day or "9999-99-99")[:10]
        if as_of is None or out <= as_of:
            versions.setdefault(row.article_id, []).append(row)
    found: list[Claim] = []
    for rows_ in versions.values():
        stamps = {
            content: min((row.received or "" for row in rows_ if row.version.content == content), default="")
            for content in {row.version.content for row in rows_}
        }
        last = max(rows_, key=lambda row: (stamps[row.version.content], row.version.content, row.version.generation))
        told = {slot: getattr(last, slot) for slot in ("article_id", "article_day", "outlet", "codebook")}
        found += [claim.model_dump(mode="json") | told for claim in (*last.stances, *last.casualties)]
    return found
