"""A sentence read: its tree, its actors, and who a word of it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.vocabulary import Position
from streams.codebook import Codebook
from streams.extract import tree
from streams.extract.actors import Actor
from streams.extract.coreference import PERSONAL, PRONOUNS, SPEAKING, antecedent
from streams.extract.gathered import including, several
from streams.extract.homes import home
from streams.extract.issues import Asked
from streams.extract.merging import Merged
from streams.extract.parse import Parse, Token
from streams.extract.wordlists import words

ORGANS = words(
    "government leader leadership official minister cabinet army military force spokesman spokeswoman"
    " spokesperson delegation negotiator envoy administration ministry president team side diplomat authority"
    " office representative commander member lawmaker ambassador premier chief head ally regime troop soldier"
    " politburo council bureau adviser aide counterpart mediator movement group faction party wing statement"
    " leadership presidency mission camp foreign secretary junta rebel fighter insurgent militant coalition"
    " commission department house kingdom capital people nation state country rapporteur separatist paramilitary"
    " brigade unit man"
)
"""Nouns that a party's name beside them makes speak for the party."""

_STATEMENTS = words("statement communique communiqué declaration letter note")
_OUTSIDERS = words(
    "family relative protester critic resident analyst expert hostage prisoner civilian opposition lawmaker"
    " voter settler refugee journalist activist citizen parliament source"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence is read within: the actors before it, the speaker of its quotation, the theatre's sides."""

    before: tuple[tuple[Actor, ...], ...] = ()
    speaker: Actor | None = None
    spoken: bool = False
    """Whether the whole sentence is the speaker's words, as a transcript's are."""
    speaker_before: Actor | None = None
    paragraph: tuple[Actor, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()
    named: tuple[Actor, ...] = ()
    """One actor for each party that the article names, the most named first."""
    places: tuple[str, ...] = ()
    """Parties that are also the theatre's place: a "Norland truce" is none of Norland's."""
    mediators: tuple[str, ...] = ()
    said: tuple[tuple[str, Position], ...] = ()
    """The parties and positions of the sentence before."""


@dataclass(frozen=True, slots=True)
class Who:
    """For whom a word stands. `stranger`: for somebody or something that is no party."""

    actors: tuple[Actor, ...] = ()
    stranger: bool = False
    how: str = ""

    @classmethod
    def of(cls, actor: Actor | None, how: str) -> "Who":
        """For one actor, a stranger where he speaks for no party; for nobody where there is none."""
        return cls() if actor is None else cls((actor,), not actor.parties, how)


NOBODY = Who()
STRANGER = Who(stranger=True)


@dataclass(slots=True)
class Reading:
    """One parsed sentence and whom its words mean."""

    text: str
    merged: Merged
    parse: Parse
    actors: tuple[Actor, ...]
    codebook: Codebook
    around: Surroundings
    day: str | None = None
    title: bool = False
    asked: tuple[Asked, ...] = ()
    _at: dict[int, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for actor, (start, end) in zip(self.actors, self.merged.places, strict=True):
            for token in tree.tokens_in(self.parse, start, end):
                self._at[token.index] = actor

    @property
    def speaker(self) -> Actor | None:
        """Who says the sentence."""
        return self.around.speaker

    def token_at(self, offset: int) -> Token | None:
        """The token at an offset of the sentence as it was written."""
        place = self.merged.short(offset)
        return next((token for token in self.parse.tokens if token.start <= place < token.end), None)

    def actor_at(self, token: Token) -> Actor | None:
        """The actor whose mention the token belongs to."""
        return self._at.get(token.index)

    def span(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """The characters of the sentence from the first to the last of these tokens."""
        first, last = min(tokens, key=lambda one: one.start), max(tokens, key=lambda one: one.end)
        return self.merged.original(first.start), self.merged.original(last.end, end=True)

    def who(self, token: Token) -> Who:
        """For whom a word and those coordinated below it stand."""
        found: list[Actor] = []
        strange, how = False, ""
        for one in tree.conjuncts_below(self.parse, token):
            who = self._one(one)
            found.extend(actor for actor in who.actors if actor not in found)
            strange = strange or who.stranger
            how = how or who.how
        return Who(tuple(found), strange and not found, how)

    def _one(self, token: Token) -> Who:
        if _pronominal(token) and token.pos in ("PRON", "DET", "NOUN", "PROPN"):
            return self._pronoun(token)
        actor = self.actor_at(token)
        if actor is not None and not actor.adjective:
            if actor.name.endswith(("esolution", "esolutions")):
                return STRANGER
            return Who.of(actor, "name")
        if actor is not None and token.pos in ("NOUN", "PROPN") and token.text.endswith("s"):
            return Who((actor,), False, "name")
        members = several(self, token)
        if members:
            return Who(members, False, "list")
        who = self._described(token)
        if not who.actors and (named := including(self, token)):
            return Who(named, False, "list")
        return who

    def _pronoun(self, token: Token) -> Who:
        word = token.text.lower()
        if word in SPEAKING:
            return Who((self.speaker,), False, "pronoun") if self.speaker is not None else NOBODY
        above = self._above(token)
        if above.actors and (word not in PERSONAL or above.actors[0].person):
            return Who(above.actors, above.stranger, "pronoun")
        offset = self.merged.original(token.start)
        if word in ("it", "its") and self._quoted(offset):
            return NOBODY
        found = antecedent(word, offset, self.actors, self.around.before)
        return Who.of(found, "pronoun")

    def _quoted(self, offset: int) -> bool:
        return self.text[:offset].count('"') % 2 == 1

    def _above(self, token: Token) -> Who:
        """Whom the nearest clause around the pronoun's own speaks of: whoever says it; of "its" also its own clause."""
        own = tree.clause_of(self.parse, token)
        for clause in tree.clauses_above(self.parse, token):
            if clause.index == own.index and token.dep != "nmod:poss":
                continue
            subject = tree.child(self.parse, clause, *tree.SUBJECTS)
            if subject is None or subject.index == token.index or subject.start > token.start:
                continue
            if not _pronominal(subject):
                return self.who(subject) if token.index not in _below(self.parse, subject) else NOBODY
        return NOBODY

    def _described(self, token: Token) -> Who:
        """A noun that stands for the party named beside it: "the delegation of Norland", "Norland's negotiators"."""
        lemma = token.lemma.lower()
        if lemma in _OUTSIDERS:
            return STRANGER
        for child in tree.children(
            self.parse, token, "appos", "nmod:poss", "amod", "compound", "nmod", "flat", "nmod:unmarked"
        ):
            actor = self.actor_at(child)
            if actor is None and child.text.lower() in PRONOUNS and child.dep == "nmod:poss" and lemma in ORGANS:
                who = self._pronoun(child)
                if who.actors:
                    return Who(who.actors, who.stranger, "pronoun")
            if actor is None:
                continue
            joint = tree.preposition(self.parse, child)
            if child.dep == "appos" or (lemma in ORGANS and (joint is None or joint in ("of", "for", "from", "in"))):
                return Who.of(actor, "description")
        definite_article = any(one.text.lower() == "the" for one in tree.children(self.parse, token, "det"))
        if (
            lemma in _STATEMENTS
            and definite_article
            and self.around.speaker_before is not None
            and self.around.speaker_before.parties
        ):
            return Who((self.around.speaker_before,), False, "statement")
        meant = home(self, token, lemma)
        if meant is not None:
            return Who((meant,), False, "description")
        if token.pos in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            return STRANGER
        return NOBODY


def _pronominal(token: Token) -> bool:
    """Whether a word is a pronoun: "us", and not "US"."""
    return token.text.lower() in PRONOUNS and token.text != "US"


def _below(parse: Parse, token: Token) -> set[int]:
    return {one.index for one in tree.subtree(parse, token)}
