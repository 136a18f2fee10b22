"""Who speaks for a party, and when: dated holders of offices. A former or future holder speaks for nobody."""

from dataclasses import dataclass
from enum import StrEnum

from streams.codebook.days import begun, check_days, ended


class Timing(StrEnum):
    """Where a day lies against the posts of a person."""

    IN_OFFICE = "in-office"
    FORMER = "former"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a person holds for a party, from `since` through `until`; a date that is left out is open."""

    party: str
    office: str
    since: str | None = None
    until: str | None = None
    dissent: bool = False
    """Whether the person speaks for the party's dissent where it speaks against a truce."""

    def __post_init__(self) -> None:
        check_days(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Holder:
    """One person (`holders.toml`).

    `name` and `also` are written in full. The surname is the last word of `name` (with its particle) unless given; it
    stands for the person in a text that has the full name, and with `alone` in any text.
    """

    id: str
    name: str
    posts: tuple[Post, ...]
    also: tuple[str, ...] = ()
    surname: str | None = None
    alone: bool = False

    def __post_init__(self) -> None:
        if not self.posts:
            raise ValueError("posts is empty; say for whom the person speaks")

    def on(self, day: str | None) -> tuple[Post | None, Timing]:
        """The post that the person holds on a day, the later one of two; without a day the last post.

        Without a post on that day: null, and whether the posts lie before it or (all of them) after it.
        """
        if day is None:
            return self.posts[-1], Timing.IN_OFFICE
        current = [post for post in self.posts if begun(post.since, day) and not ended(post.until, day)]
        if current:
            return current[-1], Timing.IN_OFFICE
        return None, Timing.FORMER if any(begun(post.since, day) for post in self.posts) else Timing.FUTURE
