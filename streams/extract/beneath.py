"""Acts that hang below the words for a truce, or beside them: "a truce proposed by Norland", "a Norland-backed truce".

Also what a climb cannot reach: "Norland is against the truce", "Norland ended its war", and the verbs of headlines,
which parsers take for nouns.
"""

from streams.codebook.leads import Role
from streams.codebook.lexicon import ActKind
from streams.codebook.names import names
from streams.extract import tree
from streams.extract.actors import Actor, run_of
from streams.extract.acts import Acts
from streams.extract.cues import Cue, cues, first
from streams.extract.doers import joints_of
from streams.extract.parse import Token
from streams.extract.proposals import VALUES, Proposal
from streams.extract.readings import Who
from streams.extract.wordlists import words

_BACKED = words(
    "backed back sponsored sponsor proposed propose drafted draft supported support endorsed endorse initiated"
)


class Beneath(Acts):
    """Proposals that do not come from above the question."""

    def _participle(self, node: Token) -> list[Token]:
        """A participle with its agent right behind the question, wherever the parser hung it."""
        if node.index + 1 >= len(self.parse.tokens):
            return []
        after = self.parse.tokens[node.index + 1]
        agent = tree.child(self.parse, after, "obl:agent")
        return [after] if after.tag in ("VBN", "VBD") and agent is not None and after.head != node.index else []

    def _down(self, node: Token) -> None:
        """ "A truce proposed by Norland", "a truce that Norland rejected", "the Norland-backed truce"."""
        below = tree.children(self.parse, node, "acl", "acl:relcl", "amod", "compound", "dep", "advcl:relcl")
        for child in (*below, *self._participle(node), *self._behind(node)):
            if child.pos not in ("VERB", "ADJ", "NOUN", "PROPN"):
                continue
            verb = child
            if child.dep in ("amod", "compound") and child.lemma.lower() not in _BACKED:
                continue
            found = cues(self.parse, verb, set(), self.reading.codebook)
            if child.dep == "acl:relcl" and first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE) is None:
                found = cues(self.parse, verb, self._stranded(verb), self.reading.codebook)
            if child.dep in ("amod", "compound"):
                self._backed(verb)
                continue
            act = first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE)
            inner = self._told_below(verb) if act is None or act.act.affirmed is None else None
            if inner is not None:
                verb, act = inner
            if act is None or self.asked.taken not in act.act.takes:
                continue
            if child.dep == "acl" and child.tag not in ("VBN", "VBD"):
                continue
            who = self._doer(verb)
            if not who.actors:
                continue
            if any(one.pos in ("NOUN", "PROPN") and one.dep == "obj" for one in tree.children(self.parse, verb)):
                continue
            denied = tree.negation_of(self.parse, verb) is not None
            position = act.act.denied if denied else act.act.affirmed
            if position is not None:
                self.found.append(
                    Proposal(
                        self.asked,
                        act,
                        verb,
                        VALUES[position],
                        who,
                        "relative",
                        denied=denied,
                        trace=[f"{act.act.id} ({act.written}) below"],
                    )
                )
        if self.found:
            self._kept = list(self.found)

    def _stranded(self, verb: Token) -> set[str]:
        """The prepositions of a relative clause: "that Norland signed up *to*", "that it put *before* Sudmark"."""
        below = tree.children(self.parse, verb, "obl", "compound:prt", "case", "advmod")
        return {tree.preposition(self.parse, one) or one.text.lower() for one in below}

    def _behind(self, node: Token) -> list[Token]:
        """A clause right behind the question, hung on the noun above: "the text of a truce that Norland wants"."""
        above = tree.parent(self.parse, node)
        if node.dep != "nmod" or above is None:
            return []
        hung = tree.children(self.parse, above, "acl", "acl:relcl")
        return [one for one in hung if tree.subtree(self.parse, one)[0].index == node.index + 1]

    def _told_below(self, verb: Token) -> tuple[Token, Cue] | None:
        """ "A truce that Norland said it had signed up to": the act below the word for saying."""
        if first(cues(self.parse, verb, set(), self.reading.codebook), ActKind.REPORT) is None:
            return None
        below = tree.child(self.parse, verb, "ccomp")
        if below is None or tree.child(self.parse, below, "obj") is not None:
            return None
        found = cues(self.parse, below, self._stranded(below), self.reading.codebook)
        act = first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE)
        return (below, act) if act is not None else None

    def _backed(self, verb: Token) -> None:
        """ "Norland-backed": the party before the hyphen."""
        for child in tree.children(
            self.parse,
            verb,
            "compound",
            "nmod",
            "obl",
            "nsubj",
            "obl:npmod",
            "obl:unmarked",
            "obj",
            "amod",
            "nmod:unmarked",
        ):
            actor = self.reading.actor_at(child) or self._named(child)
            if (
                actor is not None
                and actor.parties
                and child.index < verb.index
                and self.parse.text[child.end : child.end + 1] == "-"
            ):
                act = self.reading.codebook.lexicon["endorse"]
                earlier = [one for one in reversed(self.reading.actors) if one.end <= actor.start]
                listed = run_of(self.reading.text, actor.start, earlier)
                self.found.append(
                    Proposal(
                        self.asked,
                        Cue(act, verb.lemma, "adjective"),
                        verb,
                        1,
                        Who((actor, *listed), False, "name"),
                        "backed",
                        trace=["endorse (X-backed)"],
                    )
                )
                return

    def _named(self, token: Token) -> Actor | None:
        """The party whose name a word is, inside a compound where no mention is looked for."""
        leads = names(self.reading.codebook).leads(token.text)
        found = next((one for one in leads if one.role in (Role.NAME, Role.DEMONYM) and not one.weak), None)
        start = self.reading.merged.original(token.start)
        return None if found is None else Actor(start, start + len(token.text), (found.id,), token.text)

    def _predicate(self, node: Token) -> None:
        """ "Norland is against the truce", "in favour of a truce"."""
        subject = tree.child(self.parse, node, "nsubj")
        if subject is None or subject.start > node.start:
            return
        words = {word for joint in joints_of(self.reading, node) for word in joint.split()}
        copula = tree.child(self.parse, node, "cop") is not None
        found = {
            one.text.lower()
            for one in tree.subtree(self.parse, node)
            if one.index < node.index and one.index > subject.index
        }
        act = (
            "oppose"
            if "against" in words
            else "endorse"
            if words & {"behind", "favour", "favor"} or found & {"favour", "favor"} or (copula and words == {"for"})
            else None
        )
        who = self.reading.who(subject)
        if act is None or not who.actors:
            return
        denied = tree.negation_of(self.parse, node) is not None
        entry = self.reading.codebook.lexicon[act]
        position = entry.denied if denied else entry.affirmed
        if position is not None:
            cue = Cue(entry, "against" if act == "oppose" else "in favour of", "adjective")
            self.found.append(
                Proposal(
                    self.asked,
                    cue,
                    node,
                    VALUES[position],
                    who,
                    "subject",
                    denied=denied,
                    trace=[f"{act} ({cue.written}) by subject"],
                )
            )

    def _headline(self) -> None:
        """ "Norland backs truce": the verb of a headline that was read as a noun, between a party and the truce."""
        node = self.path[0] if self.pending is None else self.pending.node
        sign = 1 if self.pending is None else self.pending.value
        if self.asked.strength == "it":
            return
        for place in range(node.index - 1, max(node.index - 6, 0), -1):
            if self.parse.tokens[place].pos in ("ADP", "NUM", "PUNCT", "CCONJ", "SCONJ"):
                return
            token, before = self.parse.tokens[place], self.parse.tokens[place - 1]
            actor = self.reading.actor_at(before)
            if actor is None or actor.adjective or self.reading.actor_at(token) is not None:
                continue
            found = [
                cue
                for cue in cues(self.parse, token, set(), self.reading.codebook, headline=True)
                if self.asked.taken in cue.act.takes
            ]
            act = first(found, ActKind.ATTITUDE, ActKind.DIRECTIVE)
            if act is not None and act.act.affirmed is not None and act.written != "call":
                value = VALUES[act.act.affirmed] * sign
                self.found.append(
                    Proposal(
                        self.asked,
                        act,
                        token,
                        value,
                        Who((actor,), not actor.parties),
                        "subject",
                        trace=[f"{act.act.id} ({act.written}) in a headline"],
                    )
                )
                self.dead = None
            return
