"""Positions as the twin sees them: all claims of a party on an issue lie on the table, and every day is asked anew."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from schemas.alerts import ALERT, RECORD_FIELDS
from schemas.ids import natural_id
from schemas.vocabulary import Position
from streams.codebook.policy import PositionPolicy

Claim = Mapping[str, Any]
LAST = "9999-99-99"
SHIFTED = "trucewire.position.shifted.v1"
CONTESTED = "trucewire.position.contested.v1"


def positions_and_alerts(
    claims: Iterable[Claim], policy: PositionPolicy
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The present position of every party on every issue, and the alerts that stand on their days."""
    keys: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        keys.setdefault((claim["party"], claim["issue"]), []).append(claim)
    stories = [Story(party, issue, told, policy) for (party, issue), told in sorted(keys.items())]
    return [story.present() for story in stories], [alert for story in stories for alert in story.alerts()]


def day_of(claim: Claim) -> str | None:
    """The day of a claim, where it is known to the day."""
    interval = claim["day"]
    return interval["from"] if interval and interval["from"] == interval["to"] else None


def days_before(day: str, count: int) -> list[str]:
    """The `count` days before a day, the nearest last."""
    return [(date.fromisoformat(day) - timedelta(days=back)).isoformat() for back in range(count, 0, -1)]


def kept_order(claim: Claim) -> tuple[bool, bool, str, str]:
    """Own before told, then what was said that day, then the earlier article."""
    return (claim["voice"] != "own", claim["date_source"] != "said", claim["article_day"] or LAST, claim["id"])


def alike(one: Claim, other: Claim, equal: int) -> bool:
    """Whether two claims have at least `equal` words in common; unknown words are like no others."""
    mine, theirs = one["words"], other["words"]
    return bool(mine and theirs and sum(a == b for a, b in zip(mine, theirs, strict=True)) >= equal)


def kept(claims: Iterable[Claim], policy: PositionPolicy) -> list[Claim]:
    """What is kept of one day, in kept order; recalled positions are counted by themselves."""
    chosen: list[Claim] = []
    for claim in sorted(claims, key=kept_order):
        same = [c for c in chosen if c["position"] == claim["position"] and c["time"] == claim["time"]]
        teller = [c for c in same if (c["teller"], c["outlet_family"]) == (claim["teller"], claim["outlet_family"])]
        most = policy.kept_per_position if claim["time"] == "current" else policy.kept_recalled
        if len(teller) < policy.kept_per_teller and len(same) < most:
            chosen.append(claim)
    return chosen


class Story:
    """All that is claimed of one party on one issue."""

    def __init__(self, party: str, issue: str, claims: list[Claim], policy: PositionPolicy) -> None:
        self.party, self.issue, self.policy = party, issue, policy
        days = sorted({day for claim in claims if (day := day_of(claim))})
        self.kept = {day: kept([claim for claim in claims if day_of(claim) == day], policy) for day in days}
        self.deciding = {day: self.decide(day) for day in self.kept}
        found = {
            day: sorted({Position(c["position"]) for c in self.deciding[day]}, key=lambda p: p.rank)
            for day in self.kept
        }
        self.position = {day: positions[0] for day, positions in found.items() if len(positions) == 1}
        self.contested = {day: positions for day, positions in found.items() if len(positions) > 1}

    # What a day says.

    def is_echo(self, claim: Claim) -> bool:
        """Whether a claim without a day of its own repeats the words of a kept claim up to two weeks older."""
        day = day_of(claim)
        if claim["date_source"] == "said" or day is None:
            return False

        def order(one: Claim) -> tuple[str, str, str]:
            return (str(day_of(one)), one["article_day"] or LAST, one["id"])

        return any(
            other["position"] == claim["position"]
            and other["time"] == "current"
            and order(other) < order(claim)
            and alike(claim, other, self.policy.echo_words)
            for near in [*days_before(day, self.policy.echo_days), day]
            for other in self.kept.get(near, [])
        )

    def heard(self, day: str) -> list[Claim]:
        """The claims of a day that may decide or support: no echoes, nothing recalled, nothing private."""
        return [
            claim
            for claim in self.kept.get(day, [])
            if claim["time"] == "current" and claim["audience"] != "private" and not self.is_echo(claim)
        ]

    def is_supported(self, claim: Claim) -> bool:
        """Whether somebody else tells the same, elsewhere, in other words, within a few days."""
        day = str(day_of(claim))
        after = [(date.fromisoformat(day) + timedelta(days=n)).isoformat() for n in range(self.policy.support_days + 1)]
        return not claim["adversary"] and any(
            other["id"] != claim["id"]
            and other["voice"] != "own"
            and not other["adversary"]
            and other["position"] == claim["position"]
            and (other["teller"] is None or other["teller"] != claim["teller"])
            and other["outlet_family"] is not None
            and other["outlet_family"] != claim["outlet_family"]
            and not alike(claim, other, self.policy.echo_words)
            for near in [*days_before(day, self.policy.support_days), *after]
            for other in self.heard(near)
        )

    def decide(self, day: str) -> list[Claim]:
        """The claims that decide a day."""
        heard = self.heard(day)
        own = [claim for claim in heard if claim["voice"] == "own"]
        deciding = own or [claim for claim in heard if self.is_supported(claim)]
        if any(claim["object"] == "proposal" for claim in deciding):
            deciding = [claim for claim in deciding if claim["object"] == "proposal"]
        positions = {claim["position"] for claim in deciding}
        beaten = set()
        if "conditional" in positions:
            beaten.add("supports")
        if positions & {"conditional", "supports"}:
            beaten.add("noncommittal")
        return [claim for claim in deciding if claim["position"] not in beaten]

    def pending(self, day: str) -> list[Claim]:
        """What is told of a day without words of the party's own, and by one side alone."""
        heard = self.heard(day)
        if any(claim["voice"] == "own" for claim in heard):
            return []
        return [claim for claim in heard if not self.is_supported(claim)]

    # How days follow each other.

    def before(self, day: str) -> list[str]:
        """The days with a position in the window before a day."""
        first = days_before(day, self.policy.window_days)[0]
        return [near for near in self.position if first <= near < day]

    def is_left_out(self, day: str, window: list[str]) -> bool:
        """Whether a day says nothing new: noncommittal, unless it follows a refusal within the window."""
        if self.position[day] != Position.NONCOMMITTAL:
            return False
        committal = [
            self.position[near] for near in window if near < day and self.position[near] != Position.NONCOMMITTAL
        ]
        return not committal or committal[-1] != Position.REJECTS

    def predecessor(self, day: str) -> str | None:
        """The last day in the window that says something."""
        window = self.before(day)
        return next((near for near in reversed(window) if not self.is_left_out(near, window)), None)

    def recalled(self, day: str) -> Position | None:
        """The one other position that the deciding claims of a day without a predecessor recall."""
        recalled = {Position(position) for claim in self.deciding[day] for position in claim["recalls"]}
        return recalled.pop() if len(recalled) == 1 and self.position[day] not in recalled else None

    def came_from(self, day: str) -> tuple[Position, str | None] | None:
        """The position that a day turned away from and its last day, where the day is a shift."""
        if self.is_left_out(day, self.before(day)):
            return None
        earlier = self.predecessor(day)
        if earlier is None:
            recalled = self.recalled(day)
            return None if recalled is None else (recalled, None)
        return None if self.position[earlier] == self.position[day] else (self.position[earlier], earlier)

    # What is published.

    def alerts(self) -> list[dict[str, Any]]:
        """The standing alerts of this party on this issue."""
        if self.party.endswith(":dissent"):
            return []
        days = [day for day in self.kept if any(claim["alerting"] for claim in self.deciding[day])]
        shifts = [self.shift(day, *origin) for day in days if day in self.position and (origin := self.came_from(day))]
        return shifts + [self.contradiction(day) for day in days if day in self.contested and not self.is_old(day)]

    def is_old(self, day: str) -> bool:
        """Whether the same contradiction stood on one of the days before."""
        return any(self.contested.get(n) == self.contested[day] for n in days_before(day, self.policy.contested_days))

    def shift(self, day: str, origin: Position, earlier: str | None) -> dict[str, Any]:
        """The alert of a day whose position differs from the one before."""
        now, position = self.deciding[day], self.position[day]
        past = self.deciding[earlier] if earlier else self.recalling(day, origin)
        known = [known_on(now)] if earlier is None else [known_on(past), known_on(now)]
        return self.alert(
            SHIFTED,
            f"{origin}|{position}",
            day,
            known,
            now,
            **{"from": origin, "to": position},
            last_day_of_from=earlier,
            from_recalled=earlier is None,
            direction="softened" if position.rank > origin.rank else "hardened",
            steps=abs(position.rank - origin.rank),
            evidence={"from": self.evidence(past), "to": self.evidence(now)},
        )

    def recalling(self, day: str, origin: Position) -> list[Claim]:
        """The passages that recall a position: where the text dates them otherwise, the claims that know of it."""
        deciding = [claim for claim in self.deciding[day] if origin in claim["recalls"]]
        articles = {claim["article_id"] for claim in deciding}
        after = [(date.fromisoformat(day) + timedelta(days=n)).isoformat() for n in range(self.policy.support_days + 1)]
        near = [claim for n in [*days_before(day, self.policy.support_days), *after] for claim in self.kept.get(n, [])]
        stored = [c for c in near if c["time"] == "past" and c["position"] == origin]
        return [claim for claim in stored if claim["article_id"] in articles] or deciding

    def contradiction(self, day: str) -> dict[str, Any]:
        """The alert of a day on which the deciding claims contradict each other."""
        positions = self.contested[day]
        sides = {p: [claim for claim in self.deciding[day] if claim["position"] == p] for p in positions}
        return self.alert(
            CONTESTED,
            "|".join(positions),
            day,
            [known_on(claims) for claims in sides.values()],
            self.deciding[day],
            positions=positions,
            evidence={position: self.evidence(claims) for position, claims in sides.items()},
        )

    def alert(
        self, kind: str, subject: str, day: str, known: list[str | None], now: list[Claim], **rest: Any
    ) -> dict[str, Any]:
        """What all alerts of positions have."""
        fields = {
            "id": natural_id(kind, f"{self.party}|{self.issue}", subject, day),
            "type": kind,
            "status": "confirmed" if all(claim["voice"] == "own" for claim in now) else "raised",
            "day": day,
            "known_on": max((side for side in known if side), default=None),
            "party": self.party,
            "issue": self.issue,
            **rest,
        }
        return dict(ALERT.dump_python(ALERT.validate_python(fields), mode="json", exclude=set(RECORD_FIELDS)))

    def evidence(self, claims: list[Claim]) -> list[dict[str, Any]]:
        """The first claims of a side, as a reader checks them."""
        slots = ("article_id", "outlet", "article_day", "quote", "part", "start", "end", "rule", "codebook")
        return [
            {"claim_id": claim["id"], **{slot: claim[slot] for slot in (*slots, "voice", "speaker", "terms")}}
            for claim in sorted(claims, key=kept_order)[: self.policy.claims_per_side]
        ]

    def present(self) -> dict[str, Any]:
        """The present position: what the last day that says something says, and what is unclear since."""
        days = [day for day in self.position if not self.is_left_out(day, self.before(day))]
        last = days[-1] if days else None
        return {
            "party": self.party,
            "issue": self.issue,
            "position": None if last is None else self.position[last].value,
            "since": self.since(days),
            "contested": [
                {
                    "day": day,
                    "positions": [position.value for position in positions],
                    "evidence": self.by_side(self.deciding[day]),
                }
                for day, positions in self.contested.items()
                if last is None or day > last
            ],
            "pending": [
                {"day": day, "evidence": self.by_side(self.pending(day))}
                for day in self.kept
                if self.pending(day) and (last is None or day > last)
            ],
            "evidence": [] if last is None else self.evidence(self.deciding[last]),
        }

    def since(self, days: list[str]) -> str | None:
        """The last day that was a shift, or the first after more than a year in which nothing was said."""
        new = [day for day in days if self.predecessor(day) is None or self.came_from(day)]
        return max(new, default=None)

    def by_side(self, claims: list[Claim]) -> dict[str, list[dict[str, Any]]]:
        """The claims of each position, as a reader checks them."""
        positions = {claim["position"] for claim in claims}
        return {p: self.evidence([claim for claim in claims if claim["position"] == p]) for p in positions}


def known_on(claims: list[Claim]) -> str | None:
    """The earliest day of the articles that carry the claims."""
    return min((claim["article_day"] for claim in claims if claim["article_day"]), default=None)
