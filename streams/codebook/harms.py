"""Words for what is done to people: how each is said, so that one grammar of counts reads them all."""

from dataclasses import dataclass

from schemas.vocabulary import Harm


@dataclass(frozen=True, slots=True)
class HarmWord:
    """One way to say that people were harmed (`harms.toml`). Every list holds forms in small letters, also of several
    words.

    `done`: participles, which are also the past ("12 were *killed*", "it *killed* 12"). `doing`: other forms that take
    the
    harmed as object ("*killing* 12"). `happens`: what the harmed do ("12 *died*"). `state`: what they are ("12
    *dead*").
    `counted`: nouns that a number counts ("12 *deaths*"). `of`: nouns with of ("the *killing of* 12"). `toll`: nouns
    whose
    figure comes later ("the *death toll* rose to 12"). `those`: the harmed as a whole ("among *the dead*").
    `people_only`:
    the object must be people by their word, for the verb takes other things as well ("seized 12 rifles").
    """

    id: str
    harm: Harm
    example: str
    done: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    happens: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    toll: tuple[str, ...] = ()
    those: tuple[str, ...] = ()
    people_only: bool = False
