"""Counts on texts of another world: MUC-4's wire reports of 1989 and 1990, in capitals, with answer keys.

    python -m tests.benchmarks.muc4 FILE.tar.gz [--misses]

What is scored: every human target with a number and an effect of death or injury (template slots 21 and 23, joined by
the
quoted target; alternatives count as one; `PLURAL` and `-` have no number). Per message, the keys of all its templates
are
one set of (effect, number); the counts found are another: those of one event with a number, an open range by its lower
end.
Left out are vague counts (the keys call them PLURAL) and running tolls (no target of an incident). Recall is over the
keys
of templates that are not optional; an optional one that is found is a hit, one that is missed is nothing. Precision is
over
the messages that have a human target with number and effect: what else was counted there. The keys leave out fighters
who
fell in combat, so many of those false counts are counts. MUC-4's own scorer aligns templates first; this one asks only
whether the number and its effect were read.
"""

import re
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.vocabulary import Harm, Kind
from streams.codebook import Codebook, load
from streams.extract.casualties import CasualtyDraft, casualties
from streams.extract.dates import article_dates
from streams.extract.text import read

EFFECTS = {"DEATH": Harm.KILLED, "INJURY": Harm.WOUNDED}

_MESSAGE = re.compile(r"^(?P<id>(?:DEV|TST\d)-MUC[34]-\d{4}).*$", re.MULTILINE)
_SLOT = re.compile(r"^\s{0,3}(\d{1,2})\. {1,3}([A-Z :]+?) {2,}(.*)$")
_TARGET = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NUMBER = re.compile(r"^(?:\?\s*)?(?:-\s*|~\s*)?(\d[\d,]*)")


@dataclass(frozen=True, slots=True)
class Target:
    """A human target of a key: what happened to how many; `names` are the texts that stand for it."""

    harm: Harm
    number: int
    names: frozenset[str]
    optional: bool


def texts(archive: Path) -> Iterator[tuple[str, str]]:
    """The messages of every text file of the archive."""
    for name, content in _files(archive):
        if not name.startswith("key-"):
            heads = list(_MESSAGE.finditer(content))
            for head, after in zip(heads, [*heads[1:], None], strict=True):
                yield head["id"], content[head.end() : after.start() if after else len(content)].strip()


def keys(archive: Path) -> dict[str, list[Target]]:
    """The human targets with number and effect, by message."""
    found: dict[str, list[Target]] = {}
    for name, content in _files(archive):
        if name.startswith("key-"):
            for template in re.split(r"\n(?=\s{0,3}0\. {1,3}MESSAGE: ID)", content):
                message, targets = _template(template)
                known = found.setdefault(message, [])
                for target in targets:
                    if not any(target.harm is one.harm and target.names & one.names for one in known):
                        known.append(target)
    return found


def _files(archive: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda one: one.name):
            name = Path(member.name).name
            if member.isfile() and re.match(r"(?:key-)?(?:dev|tst\d)", name) and "mixed" not in name:
                handle = tar.extractfile(member)
                if handle is not None:
                    yield name, handle.read().decode("latin-1")


def _template(text: str) -> tuple[str, list[Target]]:
    slots: dict[int, list[str]] = {}
    current = -1
    for line in text.splitlines():
        match = _SLOT.match(line)
        if match is not None:
            current = int(match[1])
            slots[current] = [match[3].strip()]
        elif line.startswith(" ") and current >= 0:
            slots[current].append(line.strip())
    message = slots.get(0, [""])[0].split(" ")[0]
    optional = "OPTIONAL" in " ".join(slots.get(1, []))
    effects = {names: kind for kind, names in _fills(slots.get(23, []))}
    targets = []
    for number, names in _fills(slots.get(21, [])):
        harm = next((EFFECTS[kind] for other, kind in effects.items() if other & names and kind in EFFECTS), None)
        digits = _NUMBER.match(number)
        if harm is not None and digits is not None:
            targets.append(Target(harm, int(digits[1].replace(",", "")), names, optional))
    return message, targets


def _fills(lines: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The fills of a slot: `6: "PRIESTS" / "JESUITS"` is one, over several lines too."""
    joined: list[str] = []
    for line in lines:
        if joined and (line.startswith("/") or joined[-1].endswith("/")):
            joined[-1] += " " + line
        else:
            joined.append(line)
    for fill in joined:
        head, _, rest = fill.partition(":")
        names = frozenset(name.strip() for name in _TARGET.findall(rest))
        if names:
            yield head.strip().lstrip("? "), names


def found(text: str, codebook: Codebook) -> dict[tuple[Harm, int], str]:
    """The counts of dead and hurt that the extractor reads in a message, with rule and quote."""
    document = read(None, text)
    drafts = casualties(document, article_dates(document, codebook), codebook)
    return {
        (draft.harm, _number(draft)): f"{draft.rule} {draft.quote!r}"
        for draft in drafts
        if draft.harm in EFFECTS.values() and draft.kind is Kind.INCIDENT and draft.hit.figure.quantity.form != "vague"
    }


def _number(draft: CasualtyDraft) -> int:
    """The number as it was written: "more than 50" is 51 and open above."""
    above = draft.high is None and "more than" in draft.quote.lower().replace("\n", " ")
    return draft.low - 1 if above or (draft.high is None and "over" in draft.quote.lower()) else draft.low


def main(arguments: list[str]) -> str:
    """Runs the archive and returns the figures as one line."""
    archive, misses = Path(arguments[0]), "--misses" in arguments
    codebook, gold = load(), keys(archive)
    hits = missed = false = 0
    for message, text in texts(archive):
        targets = gold.get(message, [])
        if not targets:
            continue
        told = found(text, codebook)
        wanted = {(one.harm, one.number): sorted(one.names) for one in targets if not one.optional}
        allowed = {(one.harm, one.number) for one in targets}
        hits += len(told.keys() & allowed)
        missed += len(wanted.keys() - told.keys())
        false += len(told.keys() - allowed)
        if misses:
            sys.stdout.writelines(f"{message} MISS {key} {wanted[key]}\n" for key in wanted.keys() - told.keys())
            sys.stdout.writelines(f"{message} FALSE {key} {told[key]}\n" for key in told.keys() - allowed)
    recall, precision = hits / max(1, hits + missed), hits / max(1, hits + false)
    return f"targets {hits + missed}  found {hits + false}  recall {recall:.3f}  precision {precision:.3f}"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.stdout.write(main(sys.argv[1:]) + "\n")
