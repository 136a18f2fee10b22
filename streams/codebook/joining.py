"""Joins what belongs together to one mention: a party, the office in it, and the person who holds it.

The grammar of a mention, its parts with nothing but a space, a hyphen or a possessive between them:

    qualifier* party? (qualifier | office)* person?        "former Israeli defence minister X Y", "Hamas's spokesman"
    person's office                                        "the prime minister's office", "X's spokesman"
    office of|for|from|in party                            "the army of Sudan", "a spokesman for the group"
    state('s) group                                        "Lebanon's Hezbollah": the group, the state is its home
    noun group                                             "the militant group Hamas"
"""

import re
from dataclasses import dataclass, replace

from streams.codebook.book import Codebook
from streams.codebook.holders import Holder, Post, Timing
from streams.codebook.leads import Role
from streams.codebook.parties import PartyKind
from streams.codebook.sentences import Sentence, named_after
from streams.codebook.wordings import OfficeKind

_CLOSE = re.compile(r"(?:['’]s?)?[\s\-\u2010\u2011]{1,3}")
_OF = re.compile(r" (?:of|for)(?: the)? ")
_IN = re.compile(r" (?:in|from)(?: the)? ")
_BODY = "government"
"""The office of a body that has the name of another party's."""

_PARTIES = (Role.NAME, Role.DEMONYM, Role.METONYM, Role.BODY, Role.NOUN)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: characters from `start` to `end` of its sentence, and for whom it stands.

    `party` is null where the mention stands for no party: a person without a post on the day (`timing` says which way),
    an office that does not speak (`outside`), an office whose party is not named beside it. `parties` are all that a
    noun may mean, the one named last before it first. `head` is where the last part (office or person) begins.
    """

    start: int
    end: int
    role: Role
    party: str | None
    parties: tuple[str, ...] = ()
    holder: Holder | None = None
    post: Post | None = None
    timing: Timing = Timing.IN_OFFICE
    office: str | None = None
    outside: bool = False
    head: int = 0
    last: int = 0
    """The number of the word after the mention."""

    @property
    def out_of_office(self) -> bool:
        """Whether the text gives an office to a person who held none on the article's day: the day is doubtful."""
        return self.office is not None and self.timing is not Timing.IN_OFFICE and not self.outside


def joined(sentence: Sentence, parts: list[Mention], codebook: Codebook) -> list[Mention]:
    """The mentions of a sentence, made of its parts, which lie in order and do not overlap."""
    mentions: list[Mention] = []
    run: list[Mention] = []
    for part in parts:
        if run and not _close(sentence.gap(run[-1].end, part.start), run[-1], codebook):
            mentions += _Run(sentence, codebook).read(run)
            run = []
        run.append(part)
    mentions += _Run(sentence, codebook).read(run)
    return _with_of(sentence, mentions, codebook)


def _close(gap: str, before: Mention, codebook: Codebook) -> bool:
    """Whether nothing but a joint stands between two parts; a short title has its full stop there: "Gen. X"."""
    if _CLOSE.fullmatch(gap):
        return True
    return gap == ". " and before.office is not None and codebook.offices[before.office].kind is OfficeKind.QUALIFIER


class _Run:
    """Reads parts that stand side by side into mentions."""

    def __init__(self, sentence: Sentence, codebook: Codebook) -> None:
        self._sentence, self._codebook = sentence, codebook
        self._done: list[Mention] = []
        self._open: Mention | None = None
        self._start: int | None = None
        self._pending: list[Mention] = []

    def read(self, parts: list[Mention]) -> list[Mention]:
        """The mentions that the parts make."""
        for part in parts:
            self._take(part)
        self._close()
        return self._done

    def _take(self, part: Mention) -> None:
        kind = None if part.role is not Role.OFFICE else self._codebook.offices[part.office or ""].kind
        if kind in (OfficeKind.QUALIFIER, OfficeKind.FORMER):
            self._pending.append(replace(part, outside=True) if kind is OfficeKind.FORMER else part)
        elif kind is not None:
            self._office(part, outside=self._is_outside(kind))
        elif part.role in (Role.PERSON, Role.SURNAME):
            self._person(part)
        else:
            self._party(part)

    def _office(self, part: Mention, *, outside: bool) -> None:
        """An office behind a party, another office or a person's possessive."""
        outside = outside or any(one.outside for one in self._pending)
        before = self._open
        if before is None:
            self._open = self._from_pending(part, outside=outside)
        else:
            self._open = replace(
                part,
                start=before.start if self._start is None else self._start,
                party=self._party_of(before),
                parties=before.parties,
                outside=outside or before.outside,
                office=self._leading(before, part),
            )
        self._pending = []

    def _leading(self, before: Mention, part: Mention) -> str | None:
        """Which of two offices names the mention: of "the government side" the government."""
        refers = part.office is None or self._codebook.offices[part.office].refers
        return part.office if refers or before.office is None else before.office

    def _is_outside(self, kind: OfficeKind) -> bool:
        if kind is not OfficeKind.PARTISAN:
            return kind is OfficeKind.OUTSIDE
        party = self._codebook.parties.get(self._party_of(self._open) or "")
        return party is not None and party.kind is PartyKind.STATE

    def _person(self, part: Mention) -> None:
        before = self._open
        # Who holds a post on the day speaks for it, whatever else the text calls them.
        outside = part.post is None and any(one.outside for one in (before, *self._pending) if one is not None)
        if before is not None and not self._belongs(before, part):
            self._close()
            before = None
        if before is None:
            self._open = part
        else:
            # Who has no post on the day speaks for the party whose office the text gives.
            party = before.party if part.post is None and not outside and before.role is Role.OFFICE else part.party
            self._open = replace(part, start=before.start, office=before.office, outside=outside, party=party)
        self._pending = []

    def _belongs(self, before: Mention, person: Mention) -> bool:
        """Whether the party or office before a person is the person's own: not in "the envoy to Norland X Y"."""
        if before.role in (Role.PERSON, Role.SURNAME):
            return False
        return before.role is Role.OFFICE or person.post is None or before.party == person.party

    def _party(self, part: Mention) -> None:
        before = self._open
        if before is None:
            self._start = self._pending[0].start if self._pending else None
            self._open = replace(part, outside=True) if any(one.outside for one in self._pending) else part
        elif self._describes(before, part):
            self._open = replace(part, start=before.start)
        elif self._has_body(before, part):
            self._open = replace(part, role=Role.OFFICE, start=before.start, party=before.party, office=_BODY)
        else:
            self._close()
            self._open = part
        self._pending = []

    def _has_body(self, before: Mention, part: Mention) -> bool:
        """Whether a state before another's body has one of the same name: "Norland's National Security Council"."""
        named = before.role in (Role.NAME, Role.DEMONYM) and part.role is Role.BODY and before.party is not None
        return named and self._codebook.parties[before.party or ""].kind is PartyKind.STATE

    def _party_of(self, mention: Mention | None) -> str | None:
        """Whom a mention stands for; "rebel leaders": without an article too, a noun means whom the text names."""
        return None if mention is None else mention.party or next(iter(mention.parties), None)

    def _from_pending(self, part: Mention, *, outside: bool) -> Mention:
        """The part with the qualifiers before it."""
        if not outside and not self._pending:
            return part
        return replace(part, start=self._pending[0].start if self._pending else part.start, outside=outside)

    def _describes(self, before: Mention, part: Mention) -> bool:
        """Whether a state or a noun before a group only says what the group is, or a state names its own body."""
        if part.party is None or before.role not in _PARTIES:
            return False
        own = before.party == part.party
        return own or before.role is Role.NOUN or before.party in self._codebook.parties[part.party].home

    def _close(self) -> None:
        mention, self._open, self._start, self._pending = self._open, None, None, []
        if mention is None or (mention.role is Role.NOUN and mention.party is None):
            return
        if mention.role is Role.OFFICE and mention.party is not None:
            end = named_after(self._sentence, mention.last)
            mention = mention if end is None else replace(mention, end=end)
        if mention.outside and mention.party is not None and mention.role not in (Role.PERSON, Role.SURNAME):
            mention = replace(mention, party=None)
        self._done.append(mention)


def _with_of(sentence: Sentence, mentions: list[Mention], codebook: Codebook) -> list[Mention]:
    """An office and the party that "of" joins to it are one mention."""
    read: list[Mention] = []
    for mention in mentions:
        before = read[-1] if read else None
        if before is not None and _is_office_of(sentence, before, mention, codebook):
            outside = before.outside or mention.outside or _is_of_state(before, mention, codebook)
            party = None if outside else mention.party
            read[-1] = replace(
                before, end=mention.end, party=party, parties=mention.parties, outside=outside, last=mention.last
            )
        else:
            read.append(mention)
    return read


def _is_office_of(sentence: Sentence, office: Mention, party: Mention, codebook: Codebook) -> bool:
    if office.role is not Role.OFFICE or office.party is not None:
        return False
    if party.role not in _PARTIES and (party.role is not Role.OFFICE or party.party is None):
        return False
    gap = sentence.gap(office.end, party.start)
    if _OF.fullmatch(gap):
        return True
    there = not office.outside and not codebook.offices[office.office or ""].abroad
    return there and _IN.fullmatch(gap) is not None


def _is_of_state(office: Mention, party: Mention, codebook: Codebook) -> bool:
    """Whether the office is of the kind that is a group's and no state's."""
    partisan = codebook.offices[office.office or ""].kind is OfficeKind.PARTISAN
    return partisan and party.party is not None and codebook.parties[party.party].kind is PartyKind.STATE
