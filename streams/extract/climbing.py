"""Who does what to a truce in one sentence: the way from the words for it up the tree, act by act.

From a mention of the question (`Asked`) the climb goes to its head, and on to the root. Each word on the way that does
an act adds to what is said: "refused to accept a truce" is an acceptance, turned round; "urged Sudmark to accept" is a
wish of whoever urged, and no act of Sudmark. A report names the teller, a charge ("accused Sudmark of rejecting") tells
of its object, a neutral act ("discussed a truce") ends the way. This is how factuality is read off predicates (Saurí
and Pustejovsky 2012), with the position of a party in place of the truth of an event.
"""

import re

from streams.codebook.lexicon import ActKind
from streams.extract import tree
from streams.extract.cues import Cue, cues, first
from streams.extract.doers import SPEECHES, joints_of
from streams.extract.parse import Token
from streams.extract.proposals import Way
from streams.extract.readings import NOBODY
from streams.extract.standing import Standing
from streams.extract.wordlists import words

HYPOTHETICAL = frozenset(
    ("if", "whether", "unless", "once", "whenever", "until", "till", "before", "in case", "should", "lest", "even if")
)
_LOOSE_MARKS = HYPOTHETICAL | words("after because although though while as since when despite by without than")
_STATED = (ActKind.ATTITUDE, ActKind.DIRECTIVE, ActKind.READINESS, ActKind.CONTRARY)
_ASIDE = frozenset({"advcl", "acl:relcl", "parataxis", "advcl:relcl", "list", "discourse", "dep"})
SAYING = words("say tell add claim state insist announce declare write tweet argue warn note")


_CONTRAST = re.compile(r"(?:\band|\bbut|,) not (?:a |an |the |any )?$")
"""What comes before a truce that is named only to be denied: "wants war and not a truce"."""

_CONTAINERS = words(
    "term text draft framework roadmap timetable wording version package arrangement document formula outline blueprint"
    " plan proposal deal detail"
)
"""Nouns that hold a truce and join it to what stands above: "agreed terms *for* a truce"."""

_COORDINATED = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "VERB", "AUX", "NUM", "ADV"})


class Climb(Standing):
    """One way up. Words are met from the inside out."""

    def way(self) -> Way | None:
        """The climb; None where the mention has no token (a sentence too long to be parsed)."""
        node = self.reading.token_at(self.asked.head)
        if node is None or (self.asked.strength in ("deal", "talks", "peace") and node.pos not in ("NOUN", "PROPN")):
            return None
        self._down(node)
        if _CONTRAST.search(self.reading.text, max(0, self.asked.start - 16), self.asked.start):
            self.sign = -1
        self.path.append(node)
        self._predicate(node)
        self._owned(node)
        joints = joints_of(self.reading, node)
        for _ in range(len(self.parse.tokens)):
            head = tree.parent(self.parse, node)
            if head is None:
                break
            if node.dep == "conj" and (head.dep == "conj" or head.pos in _COORDINATED):
                joints |= joints_of(self.reading, head)
                node = head
                continue
            if self._borders(node, head):
                self._suppose(node)
                self._verbless(node)
                self.outside = True
            elif self._hypothetical(node):
                self._suppose(node)
            head = self._nearer(self._higher(head, node, joints), node)
            self._between(head, node, joints)
            self.path.append(head)
            self._meet(head, node, joints)
            if any(one.text.lower() in ("may", "might", "could") for one in tree.children(self.parse, head, "aux")):
                for proposal in self.found:
                    proposal.possible = proposal.possible or proposal.node.index != head.index
            if self.dead:
                break
            acted = bool(self.found or self.pending) and head.pos != "PROPN"
            if acted or head.pos in ("VERB", "AUX") or head.lemma.lower() in _CONTAINERS:
                joints = set()
            node = head
            joints |= joints_of(self.reading, node)
        self._loose()
        if not self.found and self.asked.strength in ("end", "arms"):
            self._ended()
        hopeless = self.dead is not None and not self.dead.startswith("no act")
        if not self.found and not hopeless and (self.reading.title or len(self.parse.tokens) < 14):
            self._headline()
        if not self.found:
            self._need()
        return Way(self.asked, self.found, self.dead or "root", self.told_by, node, tuple(self.path), self.subject_of)

    def _higher(self, head: Token, node: Token, joints: set[str]) -> Token:
        """The verb that wants the preposition which the parser hung on a noun: "called in a note for a truce"."""
        if node.dep != "nmod" or head.pos not in ("NOUN", "PROPN") or self.found or self.pending is not None:
            return head
        verb = tree.parent(self.parse, head)
        if verb is None or verb.pos != "VERB" or head.dep not in ("obl", "obj", "nmod:unmarked", "obl:unmarked"):
            return head
        if cues(self.parse, head, joints, self.reading.codebook) and head.lemma.lower() not in SPEECHES:
            return head
        found = [
            cue for cue in cues(self.parse, verb, joints, self.reading.codebook) if cue.written.split()[-1] in joints
        ]
        return verb if first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE) is not None else head

    def _nearer(self, head: Token, node: Token) -> Token:
        """The noun right before "to accept" that the parser passed over: "stood by its *refusal* to accept"."""
        mark = next((one for one in tree.children(self.parse, node, "mark") if one.text.lower() == "to"), None)
        if node.dep not in ("advcl", "xcomp") or node.tag != "VB" or mark is None or mark.index == 0:
            return head
        noun = self.parse.tokens[mark.index - 1]
        if noun.pos != "NOUN" or noun.head != head.index or self.reading.actor_at(noun) is not None:
            return head
        found = [one for one in cues(self.parse, noun, {"to"}, self.reading.codebook) if one.form == "noun"]
        return noun if first(found, *_STATED) is not None else head

    def _between(self, head: Token, node: Token, joints: set[str]) -> None:
        """The noun act before a phrase that the parser hung on the verb: "voiced (support) (for a truce)"."""
        if node.dep != "obl" or head.pos != "VERB" or self.found or self.pending is not None:
            return
        for child in tree.children(self.parse, head, "obj", "iobj", "nsubj:pass"):
            if child.index >= node.index or self.reading.actor_at(child) is not None:
                continue
            found = cues(self.parse, child, joints, self.reading.codebook)
            act = first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE)
            if act is not None and head.lemma.lower() == "give" and child.lemma.lower() == "call":
                continue
            if (
                act is not None
                and act.form == "noun"
                and joints & {"for", "to", "of", "on", "in", "with", "towards", "toward", "against"}
            ):
                self._act(child, node, act)
                joints.clear()
                return

    def _meet(self, head: Token, node: Token, joints: set[str]) -> None:
        oblique = node.dep == "obl" and bool(joints - {"to", "that"}) and head.tag != "VBG"
        found = cues(self.parse, head, joints, self.reading.codebook, oblique=oblique)
        if node.dep == "appos" and head.pos in ("NOUN", "PROPN"):
            found = [one for one in found if one.form != "verb"]
        reported = _report(found, head)
        if self.outside or (node.dep in ("ccomp", "parataxis") and (reported or self._quotation(head, node))):
            self._above(head, node, found)
            return
        if node.dep in ("nsubj", "nsubj:outer", "csubj") and not tree.passive(self.parse, head):
            self._as_subject(head)
            return
        if node.dep == "nsubj:pass" and not self.found and self.pending is None and self._received(head):
            self.outside = True
            return
        charge = first(found, ActKind.CHARGE)
        if charge is not None and node.dep in ("obl", "advcl", "ccomp", "acl", "xcomp", "obj", "nmod"):
            self._charge(head, charge)
            return
        if self.carried is not None and head.pos in ("VERB", "AUX"):
            self._carry(head, node, found)
        if self.pending is not None and self._light(head, node, found):
            return
        act = self._chosen(found, node)
        if act is None:
            self._unknown(head, node)
        elif act.act.kind is ActKind.READINESS:
            self._readiness(head, node, act)
        elif act.act.kind is ActKind.CONTRARY:
            self._contrary(head, act)
        elif act.act.kind is ActKind.ATTAIN:
            self._attain(head, node, act)
        elif act.act.kind is ActKind.NEUTRAL:
            self._neutral(act)
        elif act.act.kind is ActKind.REPORT and head.pos in ("NOUN", "PROPN"):
            if not self.found and self.pending is None:
                self.dead = f"a {head.text} about it"
        elif act.act.kind is ActKind.REPORT:
            self._above(head, node, found)
        elif act.act.kind is ActKind.LIGHT:
            self._unknown(head, node)
        else:
            self._act(head, node, act)

    def _quotation(self, head: Token, node: Token) -> bool:
        """Whether a clause is quoted behind its verb: it says anew what the verb said and is not what it takes."""
        first_word = tree.subtree(self.parse, node)[0]
        between = self.parse.text[head.end : first_word.end]
        return first_word.index > head.index and (":" in between or '"' in between) and bool(self.found)

    def _chosen(self, found: list[Cue], node: Token) -> Cue | None:
        """The reading of the word that fits what stands below it."""
        takes = [
            cue
            for cue in found
            if self.asked.taken in cue.act.takes or cue.act.kind not in (ActKind.ATTITUDE, ActKind.DIRECTIVE)
        ]
        if self.found and node.dep in ("xcomp", "advcl", "acl", "ccomp"):
            order: tuple[tuple[ActKind, ...], ...] = (
                (ActKind.CONTRARY,),
                (ActKind.ATTITUDE, ActKind.DIRECTIVE),
                (ActKind.READINESS,),
                (ActKind.ATTAIN, ActKind.NEUTRAL, ActKind.REPORT, ActKind.LIGHT),
            )
            adjective = [cue for cue in takes if cue.form != "verb"]
            if adjective:
                order = (
                    (ActKind.CONTRARY,),
                    (ActKind.READINESS,),
                    (ActKind.ATTITUDE, ActKind.DIRECTIVE),
                    (ActKind.NEUTRAL, ActKind.REPORT),
                )
        else:
            order = (
                (ActKind.ATTITUDE, ActKind.DIRECTIVE),
                (ActKind.ATTAIN,),
                (ActKind.CONTRARY,),
                (ActKind.READINESS,),
                (ActKind.NEUTRAL,),
                (ActKind.LIGHT, ActKind.REPORT),
            )
        for kinds in order:
            chosen = first(takes, *kinds)
            if chosen is not None:
                best = max(
                    (2 if cue.written.count(" ") or "~" in cue.written else 1) for cue in takes if cue.act.kind in kinds
                )
                neutral = first(takes, ActKind.NEUTRAL)
                if neutral is not None and " " in neutral.written and best == 1 and kinds[0] is not ActKind.NEUTRAL:
                    return neutral
                return chosen
        return None

    def _as_subject(self, head: Token) -> None:
        """The question, or an act of nobody named, is the subject of a verb."""
        self._need()
        if not self.found:
            self.subject_of = head
            if self._acceptable(head) or self._received(head):
                return
        self.outside = True

    def _borders(self, node: Token, head: Token) -> bool:
        """Whether the step leaves the clause of the act for one that only stands beside it."""
        if node.dep not in _ASIDE:
            return False
        if node.dep == "advcl":
            marks = joints_of(self.reading, node)
            if marks & _LOOSE_MARKS or (not marks and head.pos in ("VERB", "AUX")):
                return True
            found = cues(self.parse, head, marks, self.reading.codebook)
            return (
                first(found, ActKind.READINESS, ActKind.ATTITUDE, ActKind.DIRECTIVE, ActKind.CONTRARY, ActKind.CHARGE)
                is None
            )
        return True

    def _hypothetical(self, node: Token) -> bool:
        return bool(joints_of(self.reading, node) & HYPOTHETICAL) and node.dep in (
            "advcl",
            "ccomp",
            "acl",
            "csubj",
            "xcomp",
        )

    def _suppose(self, node: Token) -> None:
        marks = joints_of(self.reading, node) & HYPOTHETICAL
        if marks and node.dep in ("advcl", "ccomp", "acl", "csubj", "xcomp"):
            for one in self.found:
                one.unreal = one.unreal or f"supposed: {' '.join(sorted(marks))}"
            if not self.found:
                self.dead = f"supposed: {' '.join(sorted(marks))}"

    def _verbless(self, node: Token) -> None:
        """What a clause leaves open the subject of its main clause holds."""
        pending, self.pending = self.pending, None
        if pending is None:
            return
        head = tree.parent(self.parse, node)
        who = (
            self._doer(head)
            if head is not None and node.dep == "advcl" and pending.cue is not None and pending.cue.form == "verb"
            else NOBODY
        )
        if who.actors:
            pending.who, pending.role = who, "subject"
            self.found.append(pending)

    def _loose(self) -> None:
        """A quotation whose "he said" the parser hung below it."""
        if self.told_by is not None:
            return
        for node in self.path:
            for child in tree.children(self.parse, node, "parataxis", "ccomp", "advcl"):
                if child in self.path or child.lemma.lower() not in SAYING:
                    continue
                teller = tree.actor_of(self.parse, child)
                if teller is not None and node.index not in {one.index for one in tree.subtree(self.parse, child)}:
                    self.told_by = self.reading.who(teller)
                    return


def _report(found: list[Cue], head: Token) -> bool:
    """Whether the word rather reports the clause below it than takes a position on it."""
    report = first(found, ActKind.REPORT)
    heavy = first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE)
    return report is not None and (heavy is None or head.lemma.lower() in SAYING)
