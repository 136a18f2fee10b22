"""Who is named in an article: parties, people in their offices on the day, and offices joined to their party.

`mentions` reads the sentences of one article together, since a surname or "the group" means whom the article names
elsewhere. What it returns lies in order and does not overlap; see `joining.py` for what counts as one mention.
"""

from collections.abc import Sequence
from dataclasses import replace

from streams.codebook.book import Codebook
from streams.codebook.holders import Holder, Post, Timing
from streams.codebook.joining import Mention, joined
from streams.codebook.leads import Lead, Role
from streams.codebook.names import Found, names
from streams.codebook.parties import PartyKind
from streams.codebook.sentences import Sentence, definite, describes, someone_else, something_else

__all__ = ["Mention", "mentions"]

_SIGNS = (Role.NAME, Role.DEMONYM, Role.BODY)


def mentions(sentences: Sequence[str], codebook: Codebook, day: str | None) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of each sentence of one article that was published on the day (null where it is unknown)."""
    compiled = names(codebook)
    read = [Sentence.of(text, compiled) for text in sentences]
    reader = _Reader(codebook, day, read)
    return tuple(tuple(reader.sentence(one)) for one in read)


class _Reader:
    """What the sentences of an article share: who is named in full, which parties have a sure sign, who came last."""

    def __init__(self, codebook: Codebook, day: str | None, sentences: Sequence[Sentence]) -> None:
        self._codebook, self._day = codebook, day
        leads = [lead for one in sentences for found in one.found for lead in found.leads]
        self._full = {lead.id for lead in leads if lead.role is Role.PERSON}
        self._sure = {lead.id for lead in leads if lead.role in _SIGNS and not lead.weak}
        self._sure |= {post.party for one in self._full for post in codebook.holders[one].posts}
        self._sure |= {
            lead.id for lead in leads if lead.local and self._sure.intersection(codebook.parties[lead.id].home)
        }
        self._offices: dict[str, str] = {}
        self._last: dict[str, int] = {}
        self._count = 0

    def sentence(self, sentence: Sentence) -> list[Mention]:
        """The mentions of one sentence; sentences are asked for in the order of the article."""
        parts: list[Mention] = []
        for found in sentence.found:
            part = self._part(sentence, found)
            if part is None:
                continue
            while parts and parts[-1].end > part.start:
                parts.pop()  # "the Palestinian group": the demonym lies inside the noun's mention
            parts.append(part)
            self._count += 1
            if part.party is not None:
                self._last[part.party] = self._count
        return [self._with_party(sentence, mention) for mention in joined(sentence, parts, self._codebook)]

    def _with_party(self, sentence: Sentence, mention: Mention) -> Mention:
        """The mention; "the government" is the party's whose government was named last before it."""
        if mention.party is not None:
            self._offices.update(dict.fromkeys(self._keys(sentence, mention), mention.party))
        elif not mention.outside and mention.role is Role.OFFICE and _has_article(sentence, mention):
            known = (self._offices[key] for key in self._keys(sentence, mention) if key in self._offices)
            party = self._of_country(sentence, mention, next(known, None))
            return mention if party is None else replace(mention, party=party, parties=(party,))
        return mention

    def _of_country(self, sentence: Sentence, mention: Mention, party: str | None) -> str | None:
        """The party, or its country where "the *federal* government" can be no group's."""
        known = self._codebook.parties.get(party or "")
        written = sentence.text[mention.head : mention.end].lower()
        if known is None or known.kind is PartyKind.STATE or not written.startswith(("federal", "central", "national")):
            return party
        return next((one for one in known.home if one in self._sure), party)

    def _keys(self, sentence: Sentence, mention: Mention) -> list[str]:
        """Under which words a mention's office is remembered, and referred to, the closest first."""
        keys = [] if mention.post is None else [mention.post.office]
        office = None if mention.office is None else self._codebook.offices[mention.office]
        if office is not None and office.refers:
            keys += [sentence.text[mention.head : mention.end].lower()] if mention.role is Role.OFFICE else []
            keys += [office.id] if office.same else []
        return keys

    def _part(self, sentence: Sentence, found: Found) -> Mention | None:
        by_role = {lead.role: lead for lead in reversed(found.leads)}
        if Role.DECOY in by_role:
            return None
        person = self._person(sentence, found)
        if person is not None:
            return person
        for role in (Role.NAME, Role.BODY, Role.DEMONYM, Role.METONYM):
            if role in by_role:
                return self._named(sentence, found, self._one_of(found, role))
        noun = self._noun(sentence, found) if Role.NOUN in by_role else None
        if Role.OFFICE in by_role and (noun is None or noun.party is None):
            return _mention(found, Role.OFFICE, None, office=by_role[Role.OFFICE].id)
        return noun

    def _one_of(self, found: Found, role: Role) -> Lead:
        """The lead of a role: of several weak ones that whose party the text names, the last named before."""
        leads = [lead for lead in found.leads if lead.role is role]
        leads.sort(key=lambda lead: (lead.weak and lead.id not in self._sure, -self._last.get(lead.id, -1)))
        return leads[0]

    def _named(self, sentence: Sentence, found: Found, lead: Lead) -> Mention | None:
        if describes(sentence, found):
            return None
        if lead.weak and (
            lead.id not in self._sure or someone_else(sentence, found) or something_else(sentence, found)
        ):
            return None
        if lead.role is Role.METONYM and (
            something_else(sentence, found) or (found.first > 1 and someone_else(sentence, found))
        ):
            return None
        return _mention(found, lead.role, self._codebook.parties[lead.id].on(self._day))

    def _person(self, sentence: Sentence, found: Found) -> Mention | None:
        leads = [lead for lead in found.leads if lead.role is Role.PERSON]
        if not leads:
            leads = [lead for lead in found.leads if lead.role is Role.SURNAME]
            if not leads or someone_else(sentence, found) or something_else(sentence, found):
                return None
            full = [one for one in leads if one.id in self._full] or [one for one in leads if not one.weak]
            leads = full or [one for one in leads if self._serves(one.id) or self._titled(sentence, found, one.id)]
        holders = [self._codebook.holders[one] for one in dict.fromkeys(lead.id for lead in leads)]
        chosen = [one for one in holders if one.on(self._day)[0] is not None] or holders
        if len(chosen) != 1:
            return None
        post, timing = chosen[0].on(self._day)
        party = None if post is None else post.party
        return _mention(found, leads[0].role, party, holder=chosen[0], post=post, timing=timing)

    def _serves(self, holder: str) -> bool:
        """Whether a person of this surname is in office on the day for a party that the article names."""
        post, _ = self._codebook.holders[holder].on(self._day)
        return self._day is not None and post is not None and post.party in self._sure

    def _titled(self, sentence: Sentence, found: Found, holder: str) -> bool:
        """Whether the title of the post that a person holds on the day stands right before: "President Orm"."""
        post, _ = self._codebook.holders[holder].on(self._day)
        before = sentence.text[max(0, found.start - 40) : found.start].lower().rstrip()
        return self._day is not None and post is not None and before.endswith(post.office.lower())

    def _noun(self, sentence: Sentence, found: Found) -> Mention | None:
        """A noun for a party that the article names; with "the" it stands alone, else only before the party's name."""
        article = definite(sentence, found)
        fitting = [lead.id for lead in found.leads if lead.role is Role.NOUN and lead.id in self._sure]
        if article is not None and article[1]:
            fitting = [one for one in fitting if article[1] & {*self._codebook.parties[one].home, one}]
        fitting.sort(key=lambda party: -self._last.get(party, -1))
        if not fitting:
            return None
        party = fitting[0] if article is not None else None
        start = found.start if article is None else article[0]
        return _mention(found, Role.NOUN, party, parties=tuple(fitting), start=start)


def _has_article(sentence: Sentence, mention: Mention) -> bool:
    return sentence.text[max(0, mention.start - 4) : mention.start].lower() == "the "


def _mention(
    found: Found,
    role: Role,
    party: str | None,
    *,
    start: int | None = None,
    parties: tuple[str, ...] = (),
    holder: Holder | None = None,
    post: Post | None = None,
    timing: Timing = Timing.IN_OFFICE,
    office: str | None = None,
) -> Mention:
    return Mention(
        start=found.start if start is None else start,
        end=found.end,
        role=role,
        party=party,
        parties=parties,
        holder=holder,
        post=post,
        timing=timing,
        office=office,
        head=found.start,
        last=found.last,
    )
