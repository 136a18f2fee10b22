"""Where names lead: every name, demonym, office and surname of a codebook with the entry that has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from streams.codebook.book import Codebook
from streams.codebook.holders import Holder
from streams.codebook.parties import Party

PARTICLES = frozenset(("al", "el", "bin", "ben", "von", "van", "der", "de", "da", "dos", "le", "la", "abu", "ag", "ul"))
"""Words that belong to the surname behind them."""


class Role(StrEnum):
    """How a name stands for what it leads to; see `parties.py`, `holders.py` and `wordings.py`."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    BODY = "body"
    NOUN = "noun"
    PERSON = "person"
    SURNAME = "surname"
    OFFICE = "office"
    DECOY = "decoy"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a name leads: the subject and the id of an entry, and the name as that entry writes it.

    A `weak` name counts beside another sign of its party, a `local` one is such a sign where the party's home is named.
    """

    role: Role
    id: str
    written: str
    weak: bool = False
    local: bool = False

    @property
    def subject(self) -> str:
        """The subject of the codebook that has the entry."""
        return _SUBJECT.get(self.role, "parties")


_SUBJECT = {Role.PERSON: "holders", Role.SURNAME: "holders", Role.OFFICE: "offices", Role.DECOY: "decoys"}


def surnames(holder: Holder) -> tuple[str, ...]:
    """The surnames of a person: as given, else the last word of each full name with the particle before it."""
    if holder.surname is not None:
        return (holder.surname,)
    return tuple(dict.fromkeys(_surname(name) for name in (holder.name, *holder.also)))


def _surname(name: str) -> str:
    before, _, last = name.rpartition(" ")
    particle = before.rpartition(" ")[2]
    return f"{particle} {last}" if particle.lower() in PARTICLES else last


def all_leads(codebook: Codebook) -> Iterator[Lead]:
    """Every name of a codebook's parties, holders, offices and decoys, as often as an entry has it."""
    for party in codebook.parties.values():
        yield from _party_leads(party)
    for holder in codebook.holders.values():
        yield from _holder_leads(holder)
    for office in codebook.offices.values():
        yield from (Lead(Role.OFFICE, office.id, word) for word in office.words)
    for decoy in codebook.decoys.values():
        yield from (Lead(Role.DECOY, decoy.id, name) for name in decoy.names)


def _party_leads(party: Party) -> Iterator[Lead]:
    roles = (
        (Role.NAME, party.names),
        (Role.DEMONYM, party.demonyms),
        (Role.METONYM, party.metonyms),
        (Role.BODY, party.bodies),
        (Role.NOUN, party.nouns),
    )
    for role, written in roles:
        yield from (Lead(role, party.id, name) for name in written)
    yield from (Lead(Role.NAME, party.id, name, weak=True) for name in party.weak)
    yield from (Lead(Role.NAME, party.id, name, weak=True, local=True) for name in party.local)
    yield from (Lead(Role.BODY, party.id, name, weak=True) for name in party.shared)


def _holder_leads(holder: Holder) -> Iterator[Lead]:
    for name in (holder.name, *holder.also):
        yield from (Lead(Role.PERSON, holder.id, one) for one in _articled(name))
    for name in surnames(holder):
        yield from (Lead(Role.SURNAME, holder.id, one, weak=not holder.alone) for one in _articled(name))


def _articled(name: str) -> Iterator[str]:
    """The name, and the name without and with another spelling of the Arabic article."""
    yield name
    if re.search(r"\b[ae]l-", name):
        yield re.sub(r"\b[ae]l-", "", name)
        yield re.sub(r"\b([ae])l-", lambda match: "el-" if match[1] == "a" else "al-", name)
