"""One mention of whom a position could belong to, and the lists that mentions stand in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of whom a position could belong to: characters of the sentence, and the parties it stands for.

    Several parties where the words name several ("both sides"), none where it is somebody who speaks for no
    party. `name` is how the text calls the speaker.
    """

    start: int
    end: int
    parties: tuple[str, ...]
    name: str
    person: bool = False
    adjective: bool = False
    noun: bool = False
    dissent: bool = False
    sure: bool = True
    doubtful_day: bool = False
    office: str = ""
    """The person's office, as far as text or codebook give it, in small letters."""


_COMMAS = (", ", " and ", ", and ")


def run_of(text: str, at: int, others: list[Actor]) -> list[Actor]:
    """The names that commas join to a place, going away from it."""
    found: list[Actor] = []
    for other in others:
        behind = other.start >= at
        gap = text[at : other.start] if behind else text[other.end : at]
        short = behind or other.adjective or (other.name.isupper() and len(other.name) < 5)
        if other.person or not short or not other.parties or gap not in _COMMAS:
            break
        found.append(other)
        at = other.end if behind else other.start
    return found
