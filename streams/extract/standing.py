"""What is said of a truce that stands as the subject, and what a party does with its own fire.

"The plan drew support from Norland", "the truce is acceptable to Norland", "Norland's own truce still stands"; "Norland
ended its war", "its troops will hold their fire".
"""

import re

from streams.codebook.lexicon import ActKind
from streams.extract import tree
from streams.extract.actors import Actor
from streams.extract.beneath import Beneath
from streams.extract.cues import Cue, cues, tables
from streams.extract.doers import is_denied, joints_of
from streams.extract.lists import with_listed
from streams.extract.parse import Token
from streams.extract.proposals import VALUES, Proposal
from streams.extract.readings import NOBODY, Who
from streams.extract.wordlists import words

_WAR = re.compile(r"\b(?:war|fighting|hostilities|conflict|bloodshed|armed struggle|insurgency|violence)\b", re.I)
"""What a party can end by itself with a word; an operation, an attack or a strike ends every day."""

_RECEIVES = words(
    "draw win receive get gain earn garner enjoy have attract secure obtain find meet elicit collect command carry run"
)
"""Verbs by which a plan comes by somebody's approval or refusal."""

_FROM = frozenset({"from", "of", "in", "by", "with", "among"})
_OWN = words("own unilateral self-declared self-proclaimed one-sided self-imposed")
_STANDS = words("run last stay remain hold continue begin start stand apply take come go expire be")
_FIRE = re.compile(r"\b(?:fire|firing|fighting|shooting|hostilities|guns|war)\b", re.I)
"""What refused is a truce refused; arms that are not laid down may be only kept."""
_LATER = frozenset({"will", "would", "shall", "'ll"})


class Standing(Beneath):
    """Proposals in which nothing acts on the question from above."""

    def _received(self, head: Token) -> bool:
        """ "The plan drew backing from Norland", "met with a refusal in Sudmark"."""
        if head.lemma.lower() not in _RECEIVES:
            return False
        denied = is_denied(self.reading, head)
        for child in tree.children(self.parse, head, "obj", "obl", "nsubj", "xcomp", "ccomp", "advcl"):
            if child.index <= head.index or child in self.path or self.reading.actor_at(child) is not None:
                continue
            act = self._given(child)
            if act is None or act.act.affirmed is None or act.act.id in ("propose", "prolong", "end", "hopeful"):
                continue
            position = act.act.denied if denied or is_denied(self.reading, child) else act.act.affirmed
            who = self._giver(child, head)
            if position is None or not who.actors:
                continue
            trace = [f"{act.act.id} ({act.written}) received"]
            value = VALUES[position]
            self.found.append(Proposal(self.asked, act, child, value, who, "received", denied=denied, trace=trace))
            return True
        return False

    def _given(self, noun: Token) -> Cue | None:
        """The attitude that a noun tells, also where it was read as a verb: "broad *backing*"."""
        if noun.pos in ("NOUN", "PROPN"):
            found = cues(self.parse, noun, {"for", "of", "to"}, self.reading.codebook)
            return next((one for one in found if one.form == "noun" and one.act.kind is ActKind.ATTITUDE), None)
        for word in tables(self.reading.codebook)["noun"].get(noun.text.lower(), ()):
            if noun.tag == "VBG" and word.act.kind is ActKind.ATTITUDE:
                return Cue(word.act, word.written, "noun")
        return None

    def _giver(self, noun: Token, verb: Token) -> Who:
        """Whose backing or refusal it is: its possessor, or who stands behind "from" or "of"."""
        who = self._possessor(noun)
        if who is not None and who.actors:
            return with_listed(who, self.reading)
        for holder in (noun, verb):
            for child in tree.children(self.parse, holder, "nmod", "obl"):
                if child.index > noun.index and tree.preposition(self.parse, child) in _FROM:
                    who = self.reading.who(child)
                    if who.actors:
                        return with_listed(who, self.reading)
        return NOBODY

    def _owned(self, node: Token) -> None:
        """ "Norland's own truce will run for a week": a truce of one side, told as standing."""
        kinds = {one.text.lower() for one in tree.children(self.parse, node, "amod", "compound")}
        verb = tree.parent(self.parse, node)
        subject = node.dep == "nsubj" or (verb is not None and verb.pos == "VERB" and node.dep == "compound")
        if not kinds & _OWN or verb is None or not subject or verb.lemma.lower() not in _STANDS:
            return
        who = self._possessor(node) or self._possessor(verb)
        if who is None or not self._sided(who) or is_denied(self.reading, verb) or self._dependent(verb):
            return
        entry = self.reading.codebook.lexicon["keep"]
        cue = Cue(entry, node.lemma, "noun")
        trace = [f"keep (own {node.text})"]
        self.found.append(Proposal(self.asked, cue, verb, 1, Who(self._sided(who)), "possessive", trace=trace))

    def _sided(self, who: Who) -> tuple[Actor, ...]:
        """Those of the actors who fight in this war."""
        sides = {party for side in self.reading.around.sides for party in side}
        return tuple(one for one in who.actors if sides & set(one.parties))

    def _dependent(self, verb: Token) -> bool:
        """Whether a clause is only supposed, or joined by a condition."""
        own = joints_of(self.reading, verb) - ({"that", "to"} if self._is_to(verb) else {"that"})
        if own:
            return True
        for one in (verb, *tree.ancestors(self.parse, verb)):
            if one.dep not in ("root", "conj", "ccomp", "parataxis"):
                return True
            if one.index != verb.index and joints_of(self.reading, one) - {"that"}:
                return True
        return False

    def _ended(self) -> None:
        """ "Norland ended its war", "its men will hold their fire", "it has stopped fighting": an act of its own."""
        verb = self.path[0]
        war = self.asked.strength == "arms" or _WAR.search(self.reading.text, self.asked.start, self.asked.end)
        if not war or verb.pos not in ("VERB", "NOUN") or self._dependent(verb):
            return
        auxiliaries = {one.text.lower() for one in tree.children(self.parse, verb, "aux")}
        ordered = verb.dep == "xcomp" and self.path[1:2] and self.path[1].lemma.lower() == "be"
        ahead = bool(auxiliaries & _LATER) or ordered or self._is_to(verb)
        ended = verb.tag in ("VBD", "VBN", "VBZ", "VBP") and verb.dep in ("root", "conj", "ccomp", "parataxis")
        if not ahead and (not ended or auxiliaries & {"may", "might", "could", "should", "must"}):
            return
        if self.outside and verb.dep not in ("ccomp", "parataxis", "conj", "root", "xcomp"):
            return
        subject = tree.subject_of(self.parse, verb)
        who = Who(self._sided(with_listed(self.reading.who(subject), self.reading))) if subject is not None else NOBODY
        if not who.actors:
            return
        denied = is_denied(self.reading, verb)
        if denied and (not ahead or not _FIRE.search(self.reading.text, self.asked.start, self.asked.end)):
            return
        entry = self.reading.codebook.lexicon["refuse" if denied else "keep"]
        cue = Cue(entry, verb.lemma, "verb")
        trace = [f"{'would not end' if denied else 'ended'} ({verb.text})"]
        self.found.append(Proposal(self.asked, cue, verb, -1 if denied else 1, who, "subject", trace=trace))

    def _is_to(self, verb: Token) -> bool:
        """ "The army is to hold its fire": an order that it gives itself."""
        return re.search(r"\b(?:is|are|was|were) to $", self.parse.text[: verb.start]) is not None

    def _acceptable(self, head: Token) -> bool:
        """ "The deal is acceptable to Norland"."""
        word = head.text.lower()
        value = {"acceptable": 1, "unacceptable": -1, "welcome": 1, "satisfactory": 1, "unsatisfactory": -1}.get(word)
        if value is None:
            return False
        if tree.negation_of(self.parse, head) is not None:
            value = -value
        to = next(
            (
                one
                for one in tree.children(self.parse, head, "obl")
                if tree.preposition(self.parse, one) in ("to", "for")
            ),
            None,
        )
        who = self.reading.who(to) if to is not None else NOBODY
        act = self.reading.codebook.lexicon["accept" if value > 0 else "refuse"]
        cue = Cue(act, word, "adjective")
        self.found.append(
            Proposal(self.asked, cue, head, value, who, "to" if who.actors else "speaker", trace=[f"{act.id} ({word})"])
        )
        return True
