"""Where a word leads: every entry that has it as a name, and for which party it stands on a day."""

from collections.abc import Iterator
from typing import Any

from streams.codebook.book import Codebook
from streams.codebook.leads import Lead, Role
from streams.codebook.names import names
from streams.codebook.places import places


def explained(word: str, codebook: Codebook, day: str | None) -> list[dict[str, Any]]:
    """The entries that have exactly this word or these words as a name, in any case.

    Each has `subject`, `id`, `written` (how the entry spells it), `role`, `party` (null where it stands for none on
    the day) and `file` (built-in, overlay or both).
    """
    found = [
        *(
            (lead.subject, lead.id, lead.written, *_meaning(lead, codebook, day))
            for lead in names(codebook).leads(word)
        ),
        *((subject, key, word, role, None) for subject, key, role in _others(word, codebook)),
    ]
    return [
        {
            "subject": subject,
            "id": key,
            "written": written,
            "role": role,
            "party": party,
            "file": codebook.files.origin(f"{subject}.toml", key),
        }
        for subject, key, written, role, party in found
    ]


def _meaning(lead: Lead, codebook: Codebook, day: str | None) -> tuple[str, str | None]:
    """In which role a name stands, and for which party on the day."""
    if lead.subject == "parties":
        return str(lead.role), codebook.parties[lead.id].on(day)
    if lead.subject == "holders":
        post, timing = codebook.holders[lead.id].on(day)
        return (f"{lead.role}, {timing}", None) if post is None else (f"{lead.role}, {post.office}", post.party)
    if lead.role is Role.OFFICE:
        return f"{lead.role}, {codebook.offices[lead.id].kind}", None
    return str(lead.role), None


def _others(word: str, codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    """Subject, id and role of the places, theatres and issues that the word means."""
    for place in places(codebook).find(word):
        if (place.start, place.end) == (0, len(word)):
            yield "places", place.place.id, "place"
    folded = word.casefold()
    for theatre in codebook.theatres.values():
        if folded in (one.casefold() for one in theatre.words):
            yield "theatres", theatre.id, "word of the theatre"
    for issue in codebook.issues.values():
        if folded in (one.casefold() for one in issue.words):
            yield "issues", issue.id, "word of the issue"
