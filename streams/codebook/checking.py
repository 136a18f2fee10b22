"""What one entry alone cannot show: references that lead nowhere, names that lead to two, posts out of order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from schemas.ids import ID_PATTERN
from streams.codebook.book import Codebook
from streams.codebook.days import begun, ended
from streams.codebook.leads import Role
from streams.codebook.names import names

_KEYS = ("parties", "theatres", "issues", "places", "groups", "sources", "starts")
"""Subjects whose ids are written into claims."""

_ONE_PARTY = (Role.NAME, Role.DEMONYM, Role.METONYM, Role.BODY)


def problems(codebook: Codebook) -> tuple[str, ...]:
    """One line for each thing that is wrong with a codebook, with file and entry; none where it is sound."""
    return (*_ids(codebook), *_references(codebook), *_ambiguous(codebook), *_overlaps(codebook))


def _ids(codebook: Codebook) -> Iterator[str]:
    for subject in _KEYS:
        for key in getattr(codebook, subject, ()):
            if not re.fullmatch(ID_PATTERN, key):
                yield f"{subject}.toml [{key}]: an id is of small letters, digits and hyphens"


def _references(codebook: Codebook) -> Iterator[str]:
    for where, party in _parties_named(codebook):
        if party not in codebook.parties:
            yield f"{where}: there is no party {party} in parties.toml"
    for issue in codebook.issues.values():
        if issue.theatre not in codebook.theatres:
            yield f"issues.toml [{issue.id}]: there is no theatre {issue.theatre} in theatres.toml"
    yield from _around(codebook)


def _around(codebook: Codebook) -> Iterator[str]:
    """References of the files that counts are read by. A theatre may also be a country or a place."""
    theatres = {*codebook.theatres, *codebook.parties, *codebook.places}
    for place in codebook.places.values():
        if place.within is not None and place.within not in codebook.places:
            yield f"places.toml [{place.id}]: there is no place {place.within} to lie in"
        if place.capital is not None and place.capital not in codebook.places:
            yield f"places.toml [{place.id}]: there is no place {place.capital} to be its capital"
        if place.theatre is not None and place.theatre not in theatres:
            yield f"places.toml [{place.id}]: there is no theatre {place.theatre}"
    for subject, entries in (("starts", codebook.starts), ("sources", codebook.sources)):
        for key, entry in entries.items():
            for theatre in sorted(set(entry.theatres) - theatres):
                yield f"{subject}.toml [{key}]: there is no theatre {theatre}"
    for group in codebook.groups.values():
        if group.base is not None and group.base not in codebook.groups:
            yield f"groups.toml [{group.id}]: there is no group {group.base} to narrow"


def _parties_named(codebook: Codebook) -> Iterator[tuple[str, str]]:
    for party in codebook.parties.values():
        for other in (*party.home, *((party.successor,) if party.successor else ())):
            yield f"parties.toml [{party.id}]", other
    for holder in codebook.holders.values():
        for post in holder.posts:
            yield f"holders.toml [{holder.id}]", post.party
    for theatre in codebook.theatres.values():
        for other in (*theatre.parties, *theatre.mediators):
            yield f"theatres.toml [{theatre.id}]", other
    for issue in codebook.issues.values():
        for other in issue.alerting:
            yield f"issues.toml [{issue.id}]", other


def _ambiguous(codebook: Codebook) -> Iterator[str]:
    for written, leads in names(codebook).all():
        parties = {lead.id for lead in leads if lead.role in _ONE_PARTY and not lead.weak}
        people = {lead.id for lead in leads if lead.role is Role.PERSON}
        for subject, found in (("parties", parties), ("holders", people)):
            if len(found) > 1:
                yield f"{subject}.toml: {written!r} leads to {', '.join(sorted(found))}; let it lead to one"


def _overlaps(codebook: Codebook) -> Iterator[str]:
    for holder in codebook.holders.values():
        for before, after in pairwise(holder.posts):
            if before.since and after.since and not begun(before.since, after.since):
                yield f"holders.toml [{holder.id}]: {after.office} since {after.since} comes after {before.since}"
            at_once = after.since is not None and not ended(before.until, after.since)
            if before.party != after.party and at_once and before.until != after.since:
                yield f"holders.toml [{holder.id}]: speaks for {before.party} and {after.party} at once"
