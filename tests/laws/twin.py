"""The naive twin: what the folds mean, worked out over the whole set at once, the slowest and clearest way.

It shares no code with `streams.fold`. Where the two differ one of them is wrong. Claims are routed claims as plain
mappings (`RoutedStance` and `RoutedCasualty`, dumped in mode `json`); the answer is what `trucewire fold` prints.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from streams.codebook.policy import Policy
from tests.laws.twin_positions import positions_and_alerts
from tests.laws.twin_tolls import tolls_and_alerts

Claim = Mapping[str, Any]
Answer = dict[str, list[dict[str, Any]]]


def twin(claims: Iterable[Claim], policy: Policy) -> Answer:
    """Positions, tolls and standing alerts that follow from a set of claims, sorted as they are printed."""
    by_id = {claim["id"]: claim for claim in claims}
    stances = [claim for claim in by_id.values() if "position" in claim]
    casualties = [claim for claim in by_id.values() if "harm" in claim]
    positions, shifts = positions_and_alerts(stances, policy.positions)
    tolls, disputes = tolls_and_alerts(casualties, policy.tolls)
    alerts = sorted([*shifts, *disputes], key=lambda alert: (alert["day"], alert["type"], alert["id"]))
    return {"positions": positions, "tolls": tolls, "alerts": alerts}
