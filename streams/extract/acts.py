"""What each kind of act on the way up does to what stands below it."""

import re

from schemas.vocabulary import Position
from streams.codebook.lexicon import ActKind, Taken
from streams.extract import tree
from streams.extract.cues import Cue, first
from streams.extract.doers import Doers, is_denied
from streams.extract.issues import Asked
from streams.extract.parse import Parse, Token
from streams.extract.proposals import MUTUAL, VALUES, Proposal, parties_of
from streams.extract.readings import NOBODY, Reading, Who
from streams.extract.wordlists import words

_REACHED = frozenset(
    ("reach", "conclude", "strike", "clinch", "finalise", "finalize", "hammer~out", "secure", "complete", "cut")
)
_STATES = words("will ready willing prepared interested eager keen intend desire readiness willingness interest")
_ASPECTS = words("have be get need use ought keep end finish succeed wait")
_NEEDS = words("need require urgency necessity importance imperative priority")


class Acts(Doers):
    """The state of one way up, and what each kind of act changes in it."""

    def __init__(self, reading: Reading, asked: Asked) -> None:
        super().__init__(reading, asked)
        self.sign = 1
        self.found: list[Proposal] = []
        self.pending: Proposal | None = None
        """An act told as a noun, which waits for its holder."""
        self.carried: Proposal | None = None
        """A proposal whose noun ("no desire to") waits for the subject of the verb above it."""
        self.told_by: Who | None = None
        self.outside = False
        """Whether the way has left the act's own clause."""
        self.subject_of: Token | None = None
        self.dead: str | None = None
        """Why the way gives nothing, once it is known."""

    def _act(self, head: Token, node: Token, cue: Cue) -> None:
        denied = is_denied(self.reading, head) != self._none_of(node)
        if cue.act.affirmed is None and not denied:
            denied = re.search(r"\b(?:yet|still) to $", self.parse.text[: head.start]) is not None
        if cue.written == "call" and tree.child(self.parse, head, "xcomp") is not None:
            self._unknown(head, node)
            return
        position = cue.act.denied if denied else cue.act.affirmed
        if position is None and cue.form == "noun":
            if cue.act.id == "answer" and not self.found:
                # It waits for a verb that denies it: "sent no response", "has not given an answer".
                self.pending = Proposal(self.asked, cue, head, 1, NOBODY, "light")
            return
        if position is None:
            if not self.found and self.pending is None:
                self.dead = f"{cue.act.id}: gives no position {'when denied' if denied else 'when done'}"
            self.outside = True
            return
        value = VALUES[position]
        if any(child.text.lower() in ("how", "whether") for child in tree.children(self.parse, head, "advmod", "mark")):
            self.dead = f"asked, not done: {head.text}"
            self.outside = True
            return
        if cue.act.id == "withhold" and node.dep not in ("obj", "nsubj:pass", "obl", "nmod", "advcl", "acl"):
            self._unknown(head, node)
            return
        if cue.act.id in ("end", "keep") and node.dep in ("ccomp", "xcomp") and node.pos in ("VERB", "AUX"):
            self._unknown(head, node)
            return
        if value and self.sign == 0 and (cue.act.kind is ActKind.DIRECTIVE or cue.act.id == "propose"):
            self.sign = 1
        if cue.act.id == "end" and self._only_wished():
            self.dead = f"an end of a demand: {head.text}"
            self.found, self.pending = [], None
            return
        value = value * self.sign
        who, role = self._holder(head, cue)
        if role == "agent" and not who.actors and not denied and cue.written.split()[0] in MUTUAL:
            role = "speaker" if head.dep in ("ccomp", "parataxis", "root") and node.dep == "nsubj:pass" else role
        self._absorb(node)
        if self.found and value < 0 and set(parties_of(self.found[-1].who)) & set(parties_of(who)):
            self.found.pop()
        if cue.act.kind is ActKind.DIRECTIVE:
            for one in self.found:
                if cue.form == "noun" or not set(parties_of(one.who)) <= set(parties_of(who)):
                    one.unreal = one.unreal or f"wished: {head.text}"
        proposal = Proposal(
            self.asked, cue, head, value, who, role, denied=denied, direct=not self.found and self.pending is None
        )
        if (
            not who.actors
            and not who.stranger
            and (cue.act.id == "seek" or (cue.form == "verb" and _also_noun(cue, head, self.reading)))
        ):
            self.pending = proposal
            self.sign = value
            proposal.trace.append(f"{cue.act.id} ({cue.written})")
            return
        proposal.trace.append(f"{cue.act.id} ({cue.written}) by {role}")
        self.sign = value
        if self.pending is not None:
            self.pending = None
        loose = head.tag == "VBG" and (
            head.dep == "acl" if who.stranger else not who.actors and head.dep in ("acl", "advcl", "xcomp")
        )
        if loose or (cue.form == "noun" and not who.actors):
            self.pending = proposal
            return
        self.found.append(proposal)

    def _none_of(self, node: Token) -> bool:
        """ "Seeks no truce": the object itself is denied."""
        return node.pos == "NOUN" and any(
            one.text.lower() in ("no", "neither") for one in tree.children(self.parse, node, "det")
        )

    def _only_wished(self) -> bool:
        """Whether what stands below is a demand or a wish told as a noun."""
        below = self.pending or (self.found[-1] if self.found else None)
        return (
            below is not None
            and below.cue is not None
            and below.cue.form == "noun"
            and below.cue.act.kind is ActKind.DIRECTIVE
        )

    def _absorb(self, node: Token) -> None:
        """ "Refused to accept" is one act: the acceptance, which has no subject of its own, goes up in the refusal."""
        if node.dep not in ("xcomp", "advcl", "acl", "ccomp", "obl") or not self.found:
            return
        below = self.found[-1]
        if below.node.index != node.index and below.node not in self.path[-2:]:
            return
        if tree.child(self.parse, node, *tree.SUBJECTS) is None and below.role in ("subject", "agent"):
            self.found.pop()

    def _light(self, head: Token, node: Token, found: list[Cue]) -> bool:
        """Gives a noun act ("a call") to the subject of the verb that carries it ("renewed")."""
        light = first(found, ActKind.LIGHT)
        heavy = first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE)
        verb = head.pos in ("VERB", "AUX")
        if not verb or node.dep not in ("obj", "nsubj:pass", "obl", "xcomp", "obl:agent", "nsubj"):
            return False
        pending = self.pending
        if pending is None or pending.cue is None:
            return False
        if light is None or (heavy is not None and VALUES.get(heavy.act.affirmed or Position.SUPPORTS) == -1):
            return False
        if node.dep == "nsubj":
            return False
        who = self._doer(head)
        if not who.actors and pending.cue is not None and pending.cue.written in _NEEDS and who.how != "name":
            self._need()
            return True
        negated = tree.negation_of(self.parse, head) is not None
        if not negated and pending.cue is not None and pending.cue.act.affirmed is None:
            self.dead = f"{pending.cue.act.id}: gives no position when done"
            self.pending = None
            return True
        if negated:
            denied = pending.cue.act.denied if pending.value > 0 else None
            if denied is None:
                self.dead = f"{pending.cue.act.id}: not done"
                return True
            pending.value, pending.denied = VALUES[denied], True
        pending.who, pending.role = who, "light"
        pending.trace.append(f"light ({light.written})")
        pending.node = head
        self.found.append(pending)
        self.pending = None
        return True

    def _readiness(self, head: Token, node: Token, cue: Cue) -> None:
        denied = is_denied(self.reading, head)
        below = self._below(node)
        if below is None:
            if (
                self.pending is None
                and not self.found
                and (cue.written.split()[0] in _STATES or self._own_end(node))
                and self.asked.taken is Taken.TRUCE
            ):
                self._act(head, node, cue)
            elif not self.found:
                self._unknown(head, node)
            return
        if denied:
            below.value, below.denied = -below.value, not below.denied
            self.sign = below.value
        if not below.who.actors:
            below.who, below.role = self._holder(head, cue)
            if not below.who.actors and cue.form == "noun":
                self.carried = below
        below.readiness = head
        below.trace.append(f"ready ({cue.written}){' denied' if denied else ''}")

    def _own_end(self, node: Token) -> bool:
        """ "Decided to hold its fire", "is prepared to stop the fighting": what a party may do by itself."""
        return node.dep == "xcomp" and node.tag == "VB" and self.asked.strength in ("arms", "end")

    def _carry(self, head: Token, node: Token, found: list[Cue]) -> None:
        carried, self.carried = self.carried, None
        if carried is None or node.dep not in ("obj", "nsubj:pass", "obl", "xcomp", "ccomp"):
            return
        carried.who, carried.role = self._doer(head), "light"
        if first(found, ActKind.CONTRARY) is None and tree.negation_of(self.parse, head) is not None:
            carried.value, carried.denied = -carried.value, not carried.denied

    def _contrary(self, head: Token, cue: Cue) -> None:
        denied = is_denied(self.reading, head)
        if denied:
            return
        if self.found:
            below = self.found[-1]
            below.value, below.denied = -below.value, not below.denied
            if not below.who.actors:
                below.who, below.role = self._holder(head, cue)
            below.trace.append(f"contrary ({cue.written})")
        elif self.pending is not None:
            self.pending.value = -self.pending.value
            self.pending.trace.append(f"contrary ({cue.written})")
            if cue.form == "verb":
                self.pending.who, self.pending.role = self._holder(head, cue)
                self.found.append(self.pending)
                self.pending = None
        self.sign = -self.sign

    def _attain(self, head: Token, node: Token, cue: Cue) -> None:
        """Reached, it is a yes of those who reached it; wished, it only carries the wish on."""
        if self.found or self.pending is not None:
            return
        finite = head.tag in ("VBD", "VBZ", "VBP") or any(
            one.tag == "MD" for one in tree.children(self.parse, head, "aux")
        )
        done = (
            head.tag in ("VBD", "VBN", "VBP", "VBZ") and cue.written in _REACHED and not is_denied(self.reading, head)
        )
        if done and node.dep in ("obj", "nsubj:pass") and not self.outside:
            who, role = self._holder(head, cue)
            if who.actors:
                proposal = Proposal(
                    self.asked, cue, head, self.sign, who, role, trace=[f"attain ({cue.written}) by {role}"]
                )
                self.found.append(proposal)
                return
        if (
            finite
            and head.dep != "root"
            and tree.child(self.parse, head, "nsubj") is not None
            and not _necessary(self.parse, head)
        ):
            self.dead = f"brought about, not wished: {head.text}"

    def _neutral(self, cue: Cue) -> None:
        if not self.found:
            self.dead = f"neutral ({cue.written})"
        self.pending = None
        self.outside = True

    def _charge(self, head: Token, cue: Cue) -> None:
        target = tree.child(self.parse, head, "obj", "nsubj:pass", "iobj")
        teller = tree.actor_of(self.parse, head)
        self.told_by = self.reading.who(teller) if teller is not None else NOBODY
        who = self.reading.who(target) if target is not None else NOBODY
        below = self.pending or (self.found[-1] if self.found else None)
        if below is None:
            self.dead = f"charge ({cue.written}) without an act"
            return
        if self.pending is not None:
            self.found.append(self.pending)
            self.pending = None
        below.who, below.role, below.charged = who, "charge", True
        below.trace.append(f"charge ({cue.written})")
        self.outside = True

    def _need(self) -> None:
        """An urgency or a need without a holder is felt by whoever speaks of it."""
        pending, self.pending = self.pending, None
        speaker = self.reading.speaker
        if pending is not None and pending.cue is not None and pending.cue.written in _NEEDS and speaker is not None:
            pending.who, pending.role = Who.of(speaker, "speaker"), "speaker"
            self.found.append(pending)

    def _unknown(self, head: Token, node: Token) -> None:
        if head.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADP", "DET", "SYM", "ADV"):
            return
        if head.pos == "AUX" or node.dep in ("nsubj:pass",):
            if not self.found and node.dep == "nsubj:pass":
                self.subject_of = head
            return
        if (
            self.pending is not None
            and self.pending.cue is not None
            and self.pending.cue.written in _NEEDS
            and not self.outside
        ):
            who = self._doer(head)
            if who.actors:
                self.pending.who, self.pending.role = who, "light"
                self.found.append(self.pending)
                self.pending = None
        if node.dep == "xcomp" and self.found and not self.outside and head.lemma.lower() not in _ASPECTS:
            self.found[-1].unreal = self.found[-1].unreal or f"not done: {head.text}"
        if not self.found and self.pending is None:
            self.dead = f"no act: {head.text}"
        self.outside = True

    def _above(self, head: Token, node: Token, found: list[Cue]) -> None:
        """Outside of the act's own clause only a teller, a wish or a supposition still counts."""
        report = first(found, ActKind.REPORT)
        if node.dep in ("ccomp", "parataxis", "xcomp", "acl", "nmod", "obj", "obl") or self.outside:
            if report is not None and node.dep in ("ccomp", "parataxis", "xcomp", "acl", "obj"):
                teller = tree.actor_of(self.parse, head) if head.pos in ("VERB", "AUX") else None
                if teller is None and head.pos == "NOUN":
                    poss = tree.child(self.parse, head, "nmod:poss")
                    teller = poss
                if teller is not None and self.told_by is None:
                    self.told_by = self.reading.who(teller)
                if tree.negation_of(self.parse, head) is not None:
                    for one in self.found:
                        one.unreal = one.unreal or f"not said: {head.text}"
            directive = first(found, ActKind.DIRECTIVE)
            if directive is not None and report is None and node.dep in ("ccomp", "xcomp"):
                for one in self.found:
                    one.unreal = one.unreal or f"wished: {head.text}"
        self.outside = True

    def _below(self, node: Token) -> Proposal | None:
        return (
            self.found[-1]
            if self.found and node.dep in ("xcomp", "ccomp", "advcl", "acl", "conj", "obl", "csubj")
            else None
        )


def _necessary(parse: Parse, head: Token) -> bool:
    return any(one.text.lower() in ("must", "should", "shall") for one in tree.children(parse, head, "aux"))


def _also_noun(cue: Cue, head: Token, reading: Reading) -> bool:
    """Whether a word read as a verb may be a noun: "steps up call for"."""
    return (
        head.tag in ("VB", "VBP")
        and cue.written.split()[0] in {word.split()[0] for word in cue.act.nouns}
        and tree.child(reading.parse, head, "aux", *tree.SUBJECTS) is None
    )
