"""The rules of `counts.toml`, compiled to patterns over chunk letters, and what they find in a sentence."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from schemas.vocabulary import Harm
from streams.extract.casualties import elided, objects, parts, subjects, victims
from streams.extract.casualties.chunks import LETTERS, Row
from streams.extract.casualties.figures import Figure
from streams.extract.casualties.regions import Region, word_at
from streams.extract.casualties.vocabulary import Cue

_GAPS = {
    "gap": "[xprtnN,]{0,8}",
    "toll-gap": "[xprtbGN&,FPfM]{0,9}?",
    "figure-gap": "[xprbnPFN]{0,6}?",
}


@dataclass(frozen=True, slots=True)
class CountRule:
    """One shape in which a count is told; `reads` says where its figures are."""

    id: str
    pattern: re.Pattern[str]
    reads: str
    example: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A figure with its harm, as one rule read them. `tokens` is the range of both (half-open)."""

    figure: Figure
    place: int
    harm: Harm
    rule: str
    member: bool
    tokens: tuple[int, int]
    cue_place: int


def _compiled(pattern: str) -> re.Pattern[str]:
    out = []
    for word in pattern.split():
        kind, _, rest = word.rpartition(":")
        times = ""
        if rest.endswith("}"):
            rest, _, bounds = rest[:-1].partition("{")
            times = f"{{{bounds}}}"
        if rest == "start":
            out.append("^")
            continue
        if rest in _GAPS:
            out.append(_GAPS[rest])
            continue
        letters = "[" + "".join(re.escape(LETTERS[name]) for name in rest.split("|")) + "]"
        out.append({
            "": f"{letters}{times}",
            "cue": f"(?P<cue>{letters}){times}",
            "figure": f"(?P<figure>{letters})",
            "not": f"(?!{letters})",
            "after": f"(?<={letters})",
            "unless": f"(?<!{letters})",
        }[kind])  # fmt: skip
    return re.compile("".join(out))


def _rules() -> tuple[CountRule, ...]:
    tables = tomllib.loads(Path(__file__).with_name("counts.toml").read_text("utf-8"))
    return tuple(
        CountRule(f"count.{name}", _compiled(table["pattern"]), table["reads"], table["example"], table["confidence"])
        for name, table in tables.items()
    )


COUNT_RULES = _rules()


def hits(row: Row) -> list[Hit]:
    """Every figure with its harm, in the order of the sentence."""
    used_cues: set[int] = set()
    used_figures: set[int] = set()
    found: list[Hit] = []
    for rule in COUNT_RULES:
        for match in rule.pattern.finditer(row.letters):
            cue_place = match.start("cue") if "cue" in match.groupdict() else match.end() - 1
            if cue_place in used_cues:
                continue
            new = [hit for hit in _read(rule, match, row, cue_place) if hit.place not in used_figures]
            if new:
                used_cues.add(cue_place)
                used_figures.update(hit.place for hit in new)
                found += new
    dead = set(parts.died_in_care(row))
    found = [replace(hit, harm=Harm.KILLED) if hit.place in dead else hit for hit in found]
    found += _elided(row, found, used_figures)
    found += _parts(row, found, used_figures)
    return sorted(found, key=lambda hit: hit.place)


def _elided(row: Row, found: list[Hit], used: set[int]) -> Iterator[Hit]:
    """Counts behind one with its verb, which is meant for them too."""
    for hit in [one for one in found if not one.member and one.rule in _WITH_VERB]:
        for place in elided.further(row, max(hit.place, hit.cue_place) + 1, used):
            used.add(place)
            figure = row.chunks[place].figure
            if figure is not None:
                yield Hit(figure, place, hit.harm, "count.elided", False, (figure.start, figure.end), hit.cue_place)


_WITH_VERB = frozenset(("count.passive", "count.happened", "count.adjacent", "count.active"))


_FIGURE = re.compile(r"n[xp]?[pt](?P<figure>F)(?![BkDdN])")


def carried(row: Row, harm: Harm) -> Iterator[Hit]:
    """What a sentence without a harm word goes on counting: `another agency put the number at 90`, `37 of them are in
    hospital`.
    """
    for match in _FIGURE.finditer(row.letters):
        place = match.start("figure")
        figure = row.chunks[place].figure
        if figure is not None and figure.head == "bare" and figure.partitive is None:
            yield Hit(figure, place, harm, "count.figure", False, (row.chunks[match.start()].start, figure.end), place)
    for place in parts.of_those(row):
        figure = row.chunks[place].figure
        if figure is not None:
            yield Hit(figure, place, harm, "count.part", True, (figure.start, figure.end), place)
    for place, noun in parts.of_the_dead(row):
        figure = row.chunks[place].figure
        if figure is not None:
            yield Hit(figure, place, _OF_WHOLE.get(noun, harm), "count.part", True, (figure.start, figure.end), place)
    if harm is Harm.WOUNDED:
        for place in parts.in_care(row):
            figure = row.chunks[place].figure
            if figure is not None:
                yield Hit(figure, place, harm, "count.part", True, (figure.start, figure.end), place)


_OF_WHOLE = {"dead": Harm.KILLED, "killed": Harm.KILLED, "wounded": Harm.WOUNDED, "injured": Harm.WOUNDED}
"""What was done to those that a part belongs to, where their noun says it."""


def _parts(row: Row, found: list[Hit], used: set[int]) -> Iterator[Hit]:
    """Parts told after their total: each belongs to the last total before it."""
    totals = sorted((hit for hit in found if not hit.member), key=lambda hit: -hit.place)
    for total in totals:
        for place in parts.members_of(row, total.place, used):
            used.add(place)
            figure = row.chunks[place].figure
            if figure is not None:
                tokens = (min(total.tokens[0], figure.start), max(total.tokens[1], figure.end))
                yield Hit(figure, place, total.harm, "count.part", True, tokens, total.cue_place)


def _read(rule: CountRule, match: re.Match[str], row: Row, cue_place: int) -> Iterator[Hit]:
    chunk = row.chunks[cue_place]
    if rule.reads == "in":
        place = match.start("figure")
        figure = row.chunks[place].figure
        if figure is None or (rule.id == "count.noun" and figure.cue is None):
            return
        cue = figure.cue or (chunk.cues[0] if chunk.cues else None)
        if cue is None or (rule.id == "count.dead-colon" and word_at(row, match.end() - 2) == ";"):
            return
        region = Region(main=[place])
        behind = objects.object_(row, place, names=False)
        region.members = behind.members
        yield from _hits(rule, region, row, cue, cue_place)
        return
    harm_cue = chunk.cues[0] if chunk.cues else None
    region = _region(rule, match, row)
    if region:
        yield from _hits(rule, region, row, harm_cue, cue_place)


def _region(rule: CountRule, match: re.Match[str], row: Row) -> Region:
    if rule.reads == "before":
        region = _agreeing(match, row, subjects.subject(row, match.start()))
        if region:
            region.members = region.members or objects.including(row, match.end())
            if len(region.main) == 1:
                region.members += objects.told_over(row, match.end(), region.main[0])
        region.main += objects.along_with(row, match.end())
        return region
    if rule.reads == "after":
        return objects.object_(row, match.end(), names=rule.id != "count.of" or _is_reported(row, match.start()))
    if rule.reads == "before-hostages":
        region = _only(row, subjects.subject(row, match.start(), names=False), victims.is_hostages)
        if region:
            region.members = region.members or objects.including(row, match.end())
        return region
    region = objects.object_(row, match.end(), names=False, reach=2)
    wanted = {
        "after-hostages": victims.is_hostages,
        "after-people": victims.is_people,
        "after-driven": victims.is_driven,
    }
    return _only(row, region, wanted[rule.reads])


_REPORTING = re.compile(
    r"condemn|report|announc|confirm|deplor|denounc|repudiat|regret|responsib|investigat|claim|lament|mourn|"
    r"protest|witness|admit|accus"
)


def _is_reported(row: Row, place: int) -> bool:
    """A named person's death is an event where somebody reports or condemns it, and a mention behind "after" and the
    like.
    """
    first = row.chunks[place].start
    return any(_REPORTING.match(word.low) for word in row.words[max(0, first - 5) : first])


def _only(row: Row, region: Region, wanted: Callable[[Row, int], bool]) -> Region:
    """The region if its first figure is what the rule wants, else nothing."""
    return region if region.main and wanted(row, region.main[0]) else Region()


def _agreeing(match: re.Match[str], row: Row, region: Region) -> Region:
    """A single person takes no plural verb: `Ali Karim, whose men were killed`."""
    if len(region.main) == 1 and not region.members and row.letters[match.start() : match.start() + 1] == "B":
        figure = row.chunks[region.main[0]].figure
        verb = row.words[row.chunks[match.start()].start].low
        if figure is not None and figure.named and verb in ("were", "are"):
            return Region()
    return region


_HARM_OF_RULE = {
    "count.hold": Harm.CAPTURED,
    "count.holding": Harm.CAPTURED,
    "count.taken": Harm.CAPTURED,
    "count.taking": Harm.CAPTURED,
    "count.lost": Harm.KILLED,
    "count.driven": Harm.DISPLACED,
}
"""Rules whose verb says a harm only together with what it is about."""


def _hits(rule: CountRule, region: Region, row: Row, cue: Cue | None, cue_place: int) -> Iterator[Hit]:
    for places, member in ((region.main, False), (region.members, True)):
        for place in places:
            figure = row.chunks[place].figure
            if figure is None or figure.head == "thing":
                continue
            harm = _HARM_OF_RULE.get(rule.id) or (cue.harm if cue else None)
            if harm is None or (cue is not None and cue.word.people_only and figure.head == "unknown"):
                continue
            spoken = row.chunks[cue_place]
            tokens = (min(figure.start, spoken.start), max(figure.end, spoken.end))
            yield Hit(figure, place, harm, rule.id, member, tokens, cue_place)
