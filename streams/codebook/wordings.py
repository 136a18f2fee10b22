"""Words that are no party by themselves: offices, spellings of one name, and names that only look like a party's."""

from dataclasses import dataclass
from enum import StrEnum


class OfficeKind(StrEnum):
    """What a word for an office does to the party before it.

    `voice` states the party's position. `outside` is of the party's country but not the party (a parliament, an
    opposition, a crowd). `partisan` is the party if that is a group ("Rivermen fighters") and outside if it is a state.
    `former` makes outside what follows, as a part of the world does ("Western diplomats in Norburg"). `qualifier` may
    stand before the others.
    """

    VOICE = "voice"
    OUTSIDE = "outside"
    PARTISAN = "partisan"
    FORMER = "former"
    QUALIFIER = "qualifier"


@dataclass(frozen=True, slots=True)
class Office:
    """Words for who acts in a party (`offices.toml`): "Israeli *defence minister*", "the *army* of Sudan".

    What may be `abroad` is not a country's for being there: "troops in Norland" need not be Norland's. With "the" an
    office `refers` to the party that the text named in it before; where all its words mean the `same`, "the army" may
    be the military named before.
    """

    id: str
    words: tuple[str, ...]
    kind: OfficeKind
    abroad: bool = False
    refers: bool = True
    same: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """One word of names in its several spellings (`spellings.toml`): whichever is written, all are found."""

    id: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decoy:
    """Names that contain a party's name and are none (`decoys.toml`): "Washington Post"."""

    id: str
    names: tuple[str, ...]
