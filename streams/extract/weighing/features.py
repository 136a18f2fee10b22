"""What is seen of a party in a sentence when its positions are weighed: names of features, each true or absent.

They are few kinds, so that a person can read a weight: what the rules said (`rule:`), which acts the party is the doer
of (`does:`), what stands above its name (`name:`) and above the words for a truce (`truce:`), who it is and who speaks
(`party:`, `speaker:`), and which conditions, terms, modals and denials the sentence has (`sign:`). Words are lemmas;
`+` and `-` say whether a denial hangs on them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from streams.codebook import Codebook
from streams.codebook.modifiers import ModifierKind
from streams.extract import judge, modifiers, terms, tree
from streams.extract.cues import tables
from streams.extract.parse import Token
from streams.extract.proposals import Proposal, parties_of
from streams.extract.readings import Reading
from streams.extract.weighing.heard import Heard
from streams.extract.wordlists import words

Features = frozenset[str]

_DENIALS = words("not n't no never neither nor without hardly none")
_DOING = ("VERB", "AUX", "ADJ")
_NAMES = ("NOUN", "PROPN", "PRON", "DET")
_HEIGHT = 3
"""Words above the words for a truce that are looked at."""
_NEAR, _FAR = 4, 4
"""Tokens in a step of the distance between a party and a truce, and the steps that are told apart."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """A predicate, the parties that do it, and how it is written in features."""

    token: Token
    doers: frozenset[str]
    sign: str
    about: bool
    """Whether a word for a truce stands below it."""


def features(heard: Heard) -> dict[str, Features]:
    """What is seen of each party that a sentence may give a position to."""
    reading = heard.reading
    heads = tuple(token for one in heard.asked if (token := reading.token_at(one.head)) is not None)
    common = frozenset(_common(heard)) | frozenset(_above(reading, heads))
    deeds = tuple(_deeds(reading, heads))
    return {
        party: common
        | frozenset(_who(party, heard))
        | frozenset(_done(party, reading, deeds, heads))
        | frozenset(_named(party, reading, heads))
        | frozenset(_ruled(party, heard))
        for party in heard.parties
    }


@cache
def _acts(codebook: Codebook) -> Mapping[str, tuple[str, ...]]:
    """The acts that a lemma can do, whatever its part of speech."""
    found: dict[str, set[str]] = {}
    for table in tables(codebook).values():
        for lemma, entries in table.items():
            found.setdefault(lemma, set()).update(entry.act.id for entry in entries)
    return {lemma: tuple(sorted(acts)) for lemma, acts in found.items()}


def _acts_of(token: Token, reading: Reading) -> tuple[str, ...]:
    return _acts(reading.codebook).get(token.lemma.lower(), ())


def _sign(token: Token, reading: Reading) -> str:
    denied = any(one.text.lower() in _DENIALS for one in tree.children(reading.parse, token))
    return "-" if denied else "+"


def _common(heard: Heard) -> Iterator[str]:
    """What holds for every party of the sentence."""
    reading = heard.reading
    if reading.title:
        yield "sign:title"
    if "?" in reading.text:
        yield "sign:question"
    yield "sign:quoted" if heard.sentence.quoted or reading.text.count('"') > 1 else "sign:plain"
    for found in modifiers.signs(reading.text, reading.codebook, *ModifierKind):
        yield f"sign:{found.kind}"
        if found.kind is ModifierKind.CONDITION:
            yield f"sign:condition={found.words.lower()}"
    if terms.term_in(reading.text, reading.codebook) is not None:
        yield "sign:term"
    if modifiers.dated_past(reading.text, reading.day) is not None:
        yield "sign:dated-past"
    yield from (f"truce:{one.strength}" for one in heard.asked)
    if not heard.asked:
        yield "truce:before"
    yield from (f"sign:modal={one.lemma.lower()}" for one in reading.parse.tokens if one.tag == "MD")


def _above(reading: Reading, heads: tuple[Token, ...]) -> Iterator[str]:
    """The acts above the words for a truce."""
    for head in heads:
        for height, above in enumerate(tree.ancestors(reading.parse, head)):
            if height == _HEIGHT:
                break
            sign = _sign(above, reading)
            yield from (f"truce:{sign}{act}" for act in _acts_of(above, reading))


def _deeds(reading: Reading, heads: tuple[Token, ...]) -> Iterator[_Deed]:
    for token in reading.parse.tokens:
        if token.pos not in _DOING:
            continue
        doer = tree.actor_of(reading.parse, token)
        if doer is None or doer.pos not in _NAMES:
            continue
        doers = frozenset(parties_of(reading.who(doer)))
        if doers:
            below = {one.index for one in tree.subtree(reading.parse, token)}
            yield _Deed(token, doers, _sign(token, reading), any(head.index in below for head in heads))


def _who(party: str, heard: Heard) -> Iterator[str]:
    """Who the party is, and whether it speaks."""
    reading = heard.reading
    if judge.fights(party, reading):
        yield "party:side"
    elif party in reading.around.mediators:
        yield "party:mediator"
    else:
        known = reading.codebook.parties.get(party)
        yield f"party:{known.kind}" if known is not None else "party:unknown"
    yield f"party:one-of={min(3, len({one for actor in reading.actors for one in actor.parties}))}"
    own = [actor for actor in reading.actors if party in actor.parties]
    others = [actor for actor in reading.actors if actor.parties and party not in actor.parties]
    if not own:
        yield "name:absent"
    else:
        yield "name:first" if not others or own[0].start < others[0].start else "name:later"
        if all(actor.adjective for actor in own):
            yield "name:adjective"
        if any(actor.person for actor in own):
            yield "name:person"
    speaker = reading.speaker
    if speaker is not None:
        yield (
            "speaker:itself" if party in speaker.parties else "speaker:other" if speaker.parties else "speaker:stranger"
        )


def _done(party: str, reading: Reading, deeds: tuple[_Deed, ...], heads: tuple[Token, ...]) -> Iterator[str]:
    """The acts that the party does, alone and to a truce."""
    above = {one.index for head in heads for one in list(tree.ancestors(reading.parse, head))[:_HEIGHT]}
    for deed in deeds:
        if party not in deed.doers:
            continue
        lemma, acts = deed.token.lemma.lower(), _acts_of(deed.token, reading)
        yield f"does:{deed.sign}{lemma}"
        yield f"does:{lemma}"
        yield from (f"does:{deed.sign}act={act}" for act in acts)
        if deed.about:
            yield f"does:truce{deed.sign}{lemma}"
            yield from (f"does:truce{deed.sign}act={act}" for act in acts)
        if deed.token.index in above:
            yield "does:near"
            yield from (f"does:near{deed.sign}act={act}" for act in acts)
        for one in tree.children(reading.parse, deed.token, "aux", "advcl", "mark"):
            if one.dep == "aux" and one.tag == "MD":
                yield f"does:modal={one.lemma.lower()}"
            elif one.dep == "advcl":
                yield f"does:clause={tree.marker(reading.parse, one) or ''}"
            elif one.dep == "mark":
                yield f"does:mark={one.text.lower()}"


def _named(party: str, reading: Reading, heads: tuple[Token, ...]) -> Iterator[str]:
    """What stands above the party's names, and how far they are from the words for a truce."""
    tokens = [
        one for one in reading.parse.tokens if (actor := reading.actor_at(one)) is not None and party in actor.parties
    ]
    for token in tokens:
        head = tree.parent(reading.parse, token)
        if head is not None:
            yield f"name:{token.dep}"
            yield f"name:{token.dep}={head.lemma.lower()}"
            yield from (f"name:{token.dep}:act={act}" for act in _acts_of(head, reading))
    if not tokens or not heads:
        return
    name, head = min(((one, other) for one in tokens for other in heads), key=lambda pair: _apart(*pair))
    yield f"name:steps={min(_FAR, _apart(name, head) // _NEAR)}"
    yield "name:before" if name.index < head.index else "name:behind"


def _apart(one: Token, other: Token) -> int:
    return abs(one.index - other.index)


def _ruled(party: str, heard: Heard) -> Iterator[str]:
    """What the rules said of the party, and whether they gave another a position."""
    for proposal, answer in heard.answers:
        mine = party in parties_of(proposal.who)
        if isinstance(answer, judge.Silence):
            continue
        for verdict in answer:
            if not mine:
                yield f"rule:other:{verdict.position}"
                continue
            position = "past" if verdict.past else str(verdict.position)
            yield f"rule:{position}"
            yield from (f"rule:{position}:{detail}" for detail in _details(party, proposal, verdict, heard))


def _details(party: str, proposal: Proposal, verdict: judge.Verdict, heard: Heard) -> Iterator[str]:
    yield verdict.rule.partition("+")[0]
    yield verdict.rule.split(".")[0]
    yield f"role={proposal.role}"
    yield f"question={proposal.asked.strength}"
    yield f"holder={proposal.who.how}"
    tellers = parties_of(proposal.told_by)
    yield "told-by=itself" if party in tellers else "told-by=other" if tellers else "told-by=nobody"
    yield "side" if judge.fights(party, heard.reading) else "outsider"
    if proposal.possible:
        yield "possible"
    if heard.reading.title:
        yield "title"
    if verdict.terms:
        yield "terms"
