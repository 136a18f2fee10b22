"""Who does an act: its subject or agent, the possessor of a noun, the party right before a verb."""

from streams.codebook.lexicon import ActKind
from streams.extract import tree
from streams.extract.cues import Cue, cues, first
from streams.extract.issues import Asked
from streams.extract.lists import opening, with_listed
from streams.extract.parse import Parse, Token
from streams.extract.readings import NOBODY, Reading, Who
from streams.extract.wordlists import words

SPEECHES = words(
    "statement office announcement letter spokesman declaration decision message speech note post tweet comment remark"
)
"""Nouns that speak for whoever made them."""

_PAPERS = words("draft plan proposal text resolution paper document initiative roadmap blueprint")
"""Papers that want what those want who wrote them."""

_CAUSING = words("help let make force allow enable get cause lead bring want need see hear have expect")
_ONES = words("those one first last latest many several country state nation government power leader")
_BETWEEN = words("on Monday Tuesday Wednesday Thursday Friday Saturday Sunday both all each")


class Doers:
    """Answers for one way up one tree."""

    def __init__(self, reading: Reading, asked: Asked) -> None:
        self.reading, self.asked = reading, asked
        self.parse = reading.parse
        self.path: list[Token] = []
        """The words met so far, from the question up."""

    def _holder(self, head: Token, cue: Cue) -> tuple[Who, str]:
        """Who does the act, and by which role of the grammar."""
        if cue.form == "noun":
            who = self._possessor(head)
            if who is not None:
                return who, "possessive"
            subject = tree.child(self.parse, head, "nsubj")
            if subject is not None and tree.child(self.parse, head, "cop") is not None and subject not in self.path:
                # "Norland is a supporter of the truce".
                return with_listed(self.reading.who(subject), self.reading), "subject"
            return NOBODY, "noun"
        role = "agent" if tree.passive(self.parse, head) else "subject"
        who = with_listed(self._doer(head), self.reading)
        active = None if tree.child(self.parse, head, "aux:pass") else tree.child(self.parse, head, "nsubj")
        if role == "agent" and not who.actors and active is not None:
            # "Both called by phone for a truce": by is no agent.
            who, role = with_listed(self.reading.who(active), self.reading), "subject"
        if not who.actors and role == "subject" and (first_named := opening(head, self.reading)) is not None:
            who = with_listed(first_named, self.reading)
        if not who.actors and role == "agent" and cue.act.kind in (ActKind.ATTITUDE, ActKind.READINESS):
            # "Norland is committed to the truce": a state of its subject.
            subject = tree.child(self.parse, head, "nsubj:pass", "nsubj") or tree.subject_of(self.parse, head)
            who = self.reading.who(subject) if subject is not None and subject not in self.path else who
            role = "subject" if who.actors else role
        if not who.actors and (first_among := self._among(head)).actors:
            return with_listed(first_among, self.reading), "subject"
        if not who.actors and (beside := self._beside(head)) is not None:
            return beside, "nearest"
        if who.stranger and cue.act.kind is ActKind.DIRECTIVE and (sayer := self._sayer(head)).actors:
            return sayer, "subject"
        if not who.actors and role == "agent" and not tree.children(self.parse, head, "aux:pass", "nsubj:pass"):
            subject = tree.subject_of(self.parse, head)
            who, role = (self.reading.who(subject), "subject") if subject is not None else (who, role)
        if not who.actors and head.pos in ("NOUN", "PROPN", "ADJ"):
            # A headline's verb read as a noun: "Norland approves truce".
            possessor = self._possessor(head)
            who = possessor if possessor is not None else who
        return who, role

    def _beside(self, head: Token) -> Who | None:
        """The actors that stand right before a verb, with nothing but auxiliaries and adverbs between."""
        if head.pos != "VERB" or head.tag in ("VB", "VBG"):
            return None
        place = head.index - 1
        while (
            place >= 0
            and self.reading.actor_at(self.parse.tokens[place]) is None
            and (self.parse.tokens[place].pos in ("AUX", "ADV", "PART") or self.parse.tokens[place].text in _BETWEEN)
        ):
            place -= 1
        actor = self.reading.actor_at(self.parse.tokens[place]) if place >= 0 else None
        if actor is None or actor.adjective or tree.passive(self.parse, head):
            return None
        found = [actor]
        for other in reversed(self.reading.actors):
            gap = self.reading.text[other.end : found[-1].start]
            if other.end <= found[-1].start and gap in (" and ", ", ", ", and "):
                found.append(other)
        return Who(tuple(found), not actor.parties, "nearest")

    def _among(self, head: Token) -> Who:
        """ "Norland was among those to welcome it", "the first to call for it": the subject of who it was."""
        noun = tree.parent(self.parse, head)
        if head.dep not in ("acl", "acl:relcl") or noun is None or noun.lemma.lower() not in _ONES:
            return NOBODY
        subject = tree.child(self.parse, noun, "nsubj")
        if subject is None and (above := tree.parent(self.parse, noun)) is not None and above.lemma.lower() == "become":
            subject = tree.child(self.parse, above, "nsubj")
        return self.reading.who(subject) if subject is not None and subject not in self.path else NOBODY

    def _sayer(self, head: Token) -> Who:
        """ "Norland said the raid was a crime and called for a truce": it called, and no raid did."""
        before = tree.parent(self.parse, head)
        if head.dep != "conj" or before is None or before.dep not in ("ccomp", "parataxis"):
            return NOBODY
        verb = tree.parent(self.parse, before)
        if verb is None or first(cues(self.parse, verb, set(), self.reading.codebook), ActKind.REPORT) is None:
            return NOBODY
        subject = tree.subject_of(self.parse, verb)
        return self.reading.who(subject) if subject is not None else NOBODY

    def _doer(self, head: Token) -> Who:
        doer = tree.actor_of(self.parse, head)
        above = tree.parent(self.parse, head)
        if head.dep == "acl" and head.tag == "VB" and above is not None and self.reading.actor_at(above) is not None:
            # "Flew to Norland to press for a truce": whoever flew.
            verb = tree.clause_of(self.parse, above)
            doer = tree.actor_of(self.parse, verb)
        if doer is None or doer.index == head.index:
            return NOBODY
        if head.tag == "VBN" and head.dep == "advcl" and not tree.children(self.parse, head, "aux", "aux:pass"):
            # "Asked for a truce, Norland ...": it was asked.
            return NOBODY
        if above is not None and doer.dep == "obj" and doer.head == above.index and not self._controlled(above):
            # "Reached Norland to press for a truce": whoever reached it.
            subject = tree.actor_of(self.parse, above)
            doer = subject if subject is not None else doer
        if head.index == 0 and head.text.endswith("ed") and tree.child(self.parse, head, *tree.SUBJECTS) is None:
            return NOBODY
        who = self.reading.who(doer)
        more = [
            one
            for one in tree.children(self.parse, head, doer.dep)
            if one.index != doer.index and one.dep in tree.SUBJECTS
        ]
        for one in more:
            other = self.reading.who(one)
            if other.actors and who.actors:
                who = Who((*who.actors, *(actor for actor in other.actors if actor not in who.actors)), False, who.how)
            elif other.actors:
                who = other
        if who.stranger and doer.pos == "NOUN" and doer.lemma.lower() in (SPEECHES | _PAPERS):
            possessor = self._possessor(doer)
            return possessor if possessor is not None else who
        return who

    def _controlled(self, verb: Token) -> bool:
        """Whether a verb makes its object do what follows: urge, help, accuse."""
        found = cues(self.parse, verb, {"to"}, self.reading.codebook)
        return first(found, ActKind.DIRECTIVE, ActKind.CHARGE) is not None or verb.lemma.lower() in _CAUSING

    def _possessor(self, head: Token) -> Who | None:
        for child in tree.children(self.parse, head, "nmod:poss", "compound", "amod", "nmod"):
            if child in self.path:
                continue
            joint = tree.preposition(self.parse, child)
            if child.dep == "nmod" and joint not in ("of", "by", "from", "among", "between", "within"):
                continue
            actor = self.reading.actor_at(child)
            if child.dep == "compound" and any(
                one.pos not in ("ADJ", "PUNCT", "ADV") and self.reading.actor_at(one) is None
                for one in self.parse.tokens[child.index + 1 : head.index]
            ):
                continue
            if actor is not None and actor.parties:
                if (
                    child.dep in ("compound", "amod")
                    and not actor.adjective
                    and set(actor.parties) & set(self.reading.around.places)
                ):
                    continue
                who = self.reading.who(child)
                return who if who.actors else Who((actor,), False, "possessive")
            if child.dep in ("nmod:poss", "nmod"):
                who = self.reading.who(child)
                if who.actors:
                    return who
        return None


def joints_of(reading: Reading, node: Token) -> set[str]:
    """The words that join a phrase or a clause to its head."""
    found: set[str] = set()
    for child in tree.children(reading.parse, node, "case", "mark", "cc:preconj"):
        words = [child, *tree.children(reading.parse, child, "fixed")]
        if words[0].text.lower() == "at" and reading.parse.text[words[0].end :].lower().startswith(" once"):
            continue
        found.add(" ".join(word.text.lower() for word in words))
        found.add(words[0].text.lower())
    if node.dep == "advcl" and any(
        one.text.lower() in ("once", "until", "before") for one in tree.children(reading.parse, node, "advmod")
    ):
        found.add("once")
    return found


def _no_longer(parse: Parse, head: Token) -> bool:
    """ "No longer backs", "does no more": denied from now on."""
    for one in tree.children(parse, head, "advmod"):
        if one.text.lower() in ("longer", "more") and one.index and parse.tokens[one.index - 1].text.lower() == "no":
            return True
    return False


def is_denied(reading: Reading, head: Token) -> bool:
    """Whether the act is denied at its own word, by its subject, or by the copula's "no"."""
    parse = reading.parse
    denials = 1 if tree.negation_of(parse, head) is not None or _no_longer(parse, head) else 0
    subject = tree.child(parse, head, "nsubj", "nsubj:pass")
    if subject is not None and any(
        one.text.lower() in ("no", "neither", "none") for one in tree.subtree(parse, subject)[:2]
    ):
        denials += 1
    if any(
        one.text.lower() in ("without", "rather than", "instead") for one in tree.children(parse, head, "mark", "case")
    ):
        denials += 1
    return denials % 2 == 1
