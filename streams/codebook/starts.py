"""Starts of counts: the days from which running tolls count, so that equal starts are one series and others never
compared.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.moments import Interval

if TYPE_CHECKING:
    from streams.codebook.book import Codebook


@dataclass(frozen=True, slots=True)
class Start:
    """One start (`starts.toml`): the `day`, the theatres whose tolls count from it, and words that mean it.

    `also` are other days that texts give for the same start. `named` are words, in small letters, that name its war
    ("gaza"):
    a text's "four-month-old war" is compared with the day. `war`: a toll of "the war" in these theatres counts from
    here.
    `attack`: the day of a founding attack that later texts recall as background, known without its year.
    """

    id: str
    name: str
    day: str
    theatres: tuple[str, ...]
    also: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    war: bool = False
    attack: bool = False
    place: str | None = None
    """Where a founding attack was."""


def start_of(interval: Interval, theatre: str, codebook: "Codebook") -> Start | None:
    """The start of the theatre's counts that lies in the interval; of several the earliest."""
    fitting = [
        start
        for start in codebook.starts.values()
        if theatre in start.theatres and any(interval.start <= day <= interval.end for day in (start.day, *start.also))
    ]
    return min(fitting, key=lambda start: start.day, default=None)


def war_start(theatre: str, day: str | None, codebook: "Codebook") -> Start | None:
    """The start of the war that goes on in the theatre on the day: the last one begun.

    Without a day it is only known where the theatre has one war.
    """
    begun = [
        start
        for start in codebook.starts.values()
        if start.war and theatre in start.theatres and (day is None or start.day <= day)
    ]
    if day is None and len(begun) > 1:
        return None
    return max(begun, key=lambda start: start.day, default=None)
