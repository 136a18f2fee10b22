"""How claims and alerts look in a terminal: one line each, and the words that they stand on below."""

from collections.abc import Iterator
from typing import Any

from schemas.alerts import Alert, Evidence, PositionContested, PositionShifted, TollRevised
from schemas.claims import ArticleClaims, CasualtyClaim, StanceClaim
from schemas.vocabulary import Status
from streams.feed import Change

QUOTED = 160
"""Characters of a quote that a line shows."""

COLOURS = {Status.CONFIRMED: "bold green", Status.RAISED: "bold yellow", Status.RETRACTED: "dim"}


def figure(low: int, high: int | None) -> str:
    """A range of people as a reader writes it: `12,000`, `40-50`, `5+`."""
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}-{high:,}"


def quote(text: str) -> str:
    """The words on one line, cut where they are long."""
    words = " ".join(text.split())
    return f'"{words[: QUOTED - 3]}..."' if len(words) > QUOTED else f'"{words}"'


def claims(row: ArticleClaims) -> Iterator[str]:
    """A line for each claim of an article."""
    where = f"{row.outlet or 'unknown outlet'} {row.article_day or 'without a date'}"
    yield from (f"{_stance(claim)}  {where}: {quote(claim.quote)}" for claim in row.stances)
    yield from (f"{_casualty(claim)}  {where}: {quote(claim.quote)}" for claim in row.casualties)


def headline(alert: Alert) -> str:
    """What an alert says, on one line."""
    day = f"{alert.status:<9}  {alert.day}"
    if isinstance(alert, PositionShifted):
        recalled = " (recalled)" if alert.from_recalled else ""
        turn = f"{alert.before}{recalled} -> {alert.after}"
        return f"{day}  {alert.party} on {alert.issue}: {turn}, {alert.direction} by {alert.steps}"
    if isinstance(alert, PositionContested):
        return f"{day}  {alert.party} on {alert.issue}: contested, {' against '.join(alert.positions)}"
    count = f"{day}  {alert.harm} in {alert.place}, {alert.group}, counted from {alert.counted_from}"
    if isinstance(alert, TollRevised):
        before, now = (figure(given.low, given.high) for given in (alert.before, alert.now))
        return f"{count}: {alert.source} said {before} on {alert.before.day} and now {now}"
    sides = " against ".join(f"{side.source} {figure(side.low, side.high)}" for side in alert.sources)
    return f"{count}: disputed, {sides}"


def evidence(alert: Alert) -> Iterator[str]:
    """A line for each claim that an alert stands on, side by side as the alert has them."""
    sides = alert.evidence.items()
    width = max((len(side) for side, _ in sides), default=0)
    for side, told in sides:
        yield from (f"  {side:<{width}}  {_where(claim)}: {quote(claim.quote)}" for claim in told)


def change(told: Change) -> Iterator[tuple[str, str | None]]:
    """The lines of one change, each with its style: what it says, and below it the words that it stands on."""
    if told.moved_from:
        yield f"{'moved':<9}  {told.moved_from.day} -> {headline(told.alert).split(None, 1)[1]}", COLOURS[Status.RAISED]
        return
    yield headline(told.alert), COLOURS[told.alert.status]
    yield from ((line, None) for line in evidence(told.alert))


def _where(claim: Evidence) -> str:
    return f"{claim.outlet or 'unknown outlet'} {claim.article_day or 'without a date'}"


def _stance(claim: StanceClaim) -> str:
    who = claim.voice if claim.voice == "own" else f"{claim.voice}, {claim.teller or 'teller unknown'}"
    return f"{_day(claim)}  {claim.party} on {claim.issue}: {claim.position} ({who}, {claim.time})"


def _casualty(claim: CasualtyClaim) -> str:
    place, source = claim.place_id or claim.place or "somewhere", claim.source_id or "source unknown"
    return f"{_day(claim)}  {claim.harm} in {place}: {figure(claim.low, claim.high)} ({source}, {claim.kind})"


def _day(claim: StanceClaim | CasualtyClaim) -> str:
    return claim.day.start if claim.day else "undated   "


def position(row: dict[str, Any]) -> tuple[str, ...]:
    """A present position as cells: party, issue, position, since."""
    open_days = [f"contested {row['contested'][-1]['day']}"] if row["contested"] else []
    return row["party"], row["issue"], ", ".join([row["position"] or "none", *open_days]), row["since"] or ""


def toll(row: dict[str, Any]) -> tuple[str, ...]:
    """A toll as cells: harm, place, group, where its count starts, best figure, range of the sources, as of."""
    happened = row["happened"] or {}
    start = row["counted_from"] or happened.get("from") or ""
    place, group = row["place"] or "unknown place", row["group"] or ""
    return row["harm"], place, group, start, f"{row['best']:,}", figure(row["low"], row["high"]), row["as_of"]
