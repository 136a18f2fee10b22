"""Who can hold a position: states, armed groups, organisations and blocs, and every name that leads to them."""

from dataclasses import dataclass
from enum import StrEnum

from streams.codebook.days import check_days, ended


class PartyKind(StrEnum):
    """What sort of actor a party is."""

    STATE = "state"
    GROUP = "group"
    ORGANISATION = "organisation"
    BLOC = "bloc"


@dataclass(frozen=True, slots=True)
class Party:
    """One party (`parties.toml`).

    `names` stand for the party wherever they are written. `demonyms` ("Israeli", "Israelis") stand for it beside an
    office, or as its people. `metonyms` (a capital) are its name only where somebody could speak or act, else a place.
    `bodies` (a palace, a ministry, an army, an office of its own) speak for it. `nouns` ("militant group") refer to it
    with an article, in a text that names it. `weak` are names that are as often something else (Georgia, Jordan):
    they count in a text that has another sign of the party. `home` is the state whose demonym may describe a group;
    `local` names ("Maoist rebels") stand for the group in a text that names its home. `shared` bodies ("National
    Security Council") are several states': they are that of the one which the text names, the last named of two.
    After the day `until` all names stand for `successor`: who rules a country now is another party than who did.
    """

    id: str
    kind: PartyKind
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    until: str | None = None
    successor: str | None = None

    def __post_init__(self) -> None:
        check_days(None, self.until)
        if (self.until is None) != (self.successor is None):
            raise ValueError("until and successor come together; give both or none")
        if not self.names and not self.weak:
            raise ValueError("names and weak are both empty; give the party a name")
        if self.local and not self.home:
            raise ValueError("local names need a home; say in which state's news they mean the party")

    def on(self, day: str | None) -> str:
        """The id of the party for which the names stand on a day; without a day its own."""
        if self.successor is None or day is None or not ended(self.until, day):
            return self.id
        return self.successor
