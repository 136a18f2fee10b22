"""Things that a number counts and that are no people: what keeps the count grammar from counting them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Nouns of one kind of thing, in the singular (`things.toml`); plurals follow by rule, or stand in `plural`."""

    id: str
    words: tuple[str, ...]
    plural: tuple[str, ...] = ()
