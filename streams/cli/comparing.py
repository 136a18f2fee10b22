"""What differs between two readings of the same articles: as plain values, for people and for programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from schemas.claims import ArticleClaims
from streams.codebook.policy import Policy

Plain: TypeAlias = dict[str, Any]
"""A part of an answer, as it is printed."""

Change: TypeAlias = dict[str, Any]
"""One difference, as it is printed."""

COUNT = ("theatre", "harm", "place", "group", "counted_from", "happened", "kind")
"""What a toll counts."""


def policies(old: Policy, new: Policy) -> list[Change]:
    """The numbers that differ."""
    was, now = asdict(old), asdict(new)
    return [
        {"number": f"{section}.{name}", "before": value, "after": now[section][name]}
        for section, numbers in was.items()
        for name, value in numbers.items()
        if now[section][name] != value
    ]


def claims(old: ArticleClaims, new: ArticleClaims) -> Iterator[Change]:
    """The claims of an article that only one codebook reads, or that they read otherwise."""
    one, other = (
        {claim.id: claim.model_dump(mode="json") for claim in (*row.stances, *row.casualties)} for row in (old, new)
    )
    where = {"article_id": old.article_id, "outlet": old.outlet, "article_day": old.article_day}
    for identity in sorted(one.keys() | other.keys()):
        before, after = one.get(identity), other.get(identity)
        if before != after:
            yield where | {"before": before, "after": after, "slots": _slots(before, after)}


def _slots(before: Plain | None, after: Plain | None) -> list[str]:
    if before is None or after is None:
        return []
    return sorted(slot for slot in before if before[slot] != after[slot])


def positions(before: Iterable[Plain], after: Iterable[Plain]) -> list[Change]:
    """The present positions that differ."""
    return _changed(before, after, ("party", "issue"), ("position", "since"))


def tolls(before: Iterable[Plain], after: Iterable[Plain]) -> list[Change]:
    """The tolls that differ. One that stands alone, because an id of it is unknown, is known by its report."""
    return _changed(before, after, COUNT, ("low", "best", "high", "as_of"))


def _changed(before: Iterable[Plain], after: Iterable[Plain], key: Sequence[str], shown: Sequence[str]) -> list[Change]:
    """What stands under a key in one answer and not, or not so, in the other."""
    one, other = ({_key(entry, key): entry for entry in entries} for entries in (before, after))
    return [
        {
            "key": dict(zip(key, ((one.get(name) or other[name])[slot] for slot in key), strict=True)),
            "before": _only(one.get(name), shown),
            "after": _only(other.get(name), shown),
        }
        for name in sorted(one.keys() | other.keys())
        if _only(one.get(name), shown) != _only(other.get(name), shown)
    ]


def _key(entry: Plain, slots: Sequence[str]) -> tuple[str, ...]:
    first = entry["sources"][0] if "sources" in entry else None
    when = entry.get("counted_from") or entry.get("happened")
    alone = first is not None and None in (entry["place"], entry["group"], when, first["source"])
    return (*(str(entry[slot]) for slot in slots), first["evidence"]["claim_id"] if first and alone else "")


def _only(entry: Plain | None, slots: Sequence[str]) -> Plain | None:
    return None if entry is None else {slot: entry[slot] for slot in slots}


def alerts(before: Iterable[Plain], after: Iterable[Plain]) -> list[Change]:
    """Alerts that rise, fall, or say something else; the codebook's version alone is no change."""
    one, other = ({alert["id"]: alert for alert in alerts} for alerts in (before, after))
    names = sorted(one.keys() | other.keys(), key=lambda id_: ((one.get(id_) or other[id_])["day"], id_))
    return [
        {"change": _change(one.get(id_), other.get(id_)), "alert": other.get(id_) or one[id_]}
        for id_ in names
        if _bare(one.get(id_)) != _bare(other.get(id_))
    ]


def _bare(alert: Plain | None) -> Any:
    if alert is None:
        return None
    sides = {side: [{**claim, "codebook": None} for claim in claims] for side, claims in alert["evidence"].items()}
    return alert | {"evidence": sides}


def _change(before: Any, after: Any) -> str:
    if before is None:
        return "raised"
    return "fallen" if after is None else "changed"
