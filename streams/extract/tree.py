"""Questions to a dependency tree, each answered by a plain function of a `Parse`.

Tokens are asked for and answered as `Token`; what does not exist is None or empty. Subjects and objects are found where
grammar leaves them out: shared by coordinated verbs, controlled by a higher verb, the noun of a relative clause or of a
participle. Every answer is bounded by the length of the sentence.
"""

from collections.abc import Callable, Container, Iterator

from streams.extract.parse import Parse, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"})
CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "parataxis"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "nobody", "none", "without"})


def children(parse: Parse, token: Token, *deps: str) -> tuple[Token, ...]:
    """The dependents of a token in order; only those of the given relations, where any are given."""
    found = (parse.tokens[index] for index in parse.children[token.index])
    return tuple(child for child in found if not deps or child.dep in deps)


def child(parse: Parse, token: Token, *deps: str) -> Token | None:
    """The first dependent with one of the relations."""
    return next(iter(children(parse, token, *deps)), None)


def parent(parse: Parse, token: Token) -> Token | None:
    """The token that this one hangs on; None for the root."""
    return None if token.head == token.index else parse.tokens[token.head]


def ancestors(parse: Parse, token: Token) -> Iterator[Token]:
    """The tokens above this one, nearest first, up to the root."""
    above = parent(parse, token)
    while above is not None:
        yield above
        above = parent(parse, above)


def subtree(parse: Parse, token: Token, *, without: Container[str] = ()) -> tuple[Token, ...]:
    """The token and all that hangs on it, in order; branches whose relation is in `without` are left out."""
    found, waiting = [], [token.index]
    while waiting:
        index = waiting.pop()
        found.append(index)
        waiting.extend(below for below in parse.children[index] if parse.tokens[below].dep not in without)
    return tuple(parse.tokens[index] for index in sorted(found))


def span(parse: Parse, token: Token, *, without: Container[str] = ()) -> tuple[int, int]:
    """Where the token's subtree begins and ends in the text."""
    tokens = subtree(parse, token, without=without)
    return tokens[0].start, tokens[-1].end


def tokens_in(parse: Parse, start: int, end: int) -> tuple[Token, ...]:
    """The tokens that overlap the characters `start:end`."""
    return tuple(token for token in parse.tokens if token.start < end and token.end > start)


def head_in(parse: Parse, start: int, end: int) -> Token | None:
    """The token that bears the passage `start:end`: the first whose head lies outside of it."""
    tokens = tokens_in(parse, start, end)
    inside = {token.index for token in tokens}
    return next((token for token in tokens if token.head not in inside or token.head == token.index), None)


def conjuncts(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The token and those coordinated with it, in order, wherever in the list it stands."""
    first = token
    while first.dep == "conj" and first.head != first.index:
        first = parse.tokens[first.head]
    found, waiting = [], [first]
    while waiting:
        member = waiting.pop()
        found.append(member)
        waiting.extend(children(parse, member, "conj"))
    return tuple(sorted(found, key=lambda member: member.index))


def passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb is told in the passive: by its auxiliary or subject, or as a bare participle after a noun."""
    if child(parse, verb, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") is not None:
        return True
    if verb.dep == "conj" and verb.tag == "VBN" and child(parse, verb, "aux", *SUBJECTS) is None:
        return passive(parse, parse.tokens[verb.head])
    return verb.dep == "acl" and verb.tag in {"VBN", "VBD"}


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """The grammatical subject of a predicate, also where it is shared, controlled or the noun described.

    "They met and agreed": they agreed. "They want it to stop": it stops. "They refused to stop": they stop. "Rebels who
    refused": rebels. "Rebels refusing": rebels. "A truce offered by them": the truce.
    """
    seen: set[int] = set()
    at: Token | None = verb
    while at is not None and at.index not in seen:
        seen.add(at.index)
        own = child(parse, at, *SUBJECTS) or _hung(parse, at)
        if own is not None:
            return _antecedent(parse, at, own)
        above = parent(parse, at)
        if above is None or (at.dep == "ccomp" and marker(parse, at) == "that"):
            return None
        if at.dep in {"acl", "acl:relcl"}:
            return above
        if at.dep == "xcomp":
            controlled = child(parse, above, "obj", "iobj") if at.pos != "ADJ" else None
            if controlled is not None:
                return controlled
        elif at.dep not in {"conj", "advcl", "parataxis", "ccomp"}:
            return None
        at = above
    return None


def _hung(parse: Parse, verb: Token) -> Token | None:
    """The subject that a parser hung on the auxiliary, or left loose before "X said" in the middle of a clause."""
    for aux in children(parse, verb, "aux", "aux:pass", "cop"):
        found = child(parse, aux, *SUBJECTS)
        if found is not None:
            return found
    above = parent(parse, verb)
    if above is None or verb.dep != "ccomp" or verb.index < above.index:
        return None
    after = parse.tokens[above.index + 1]
    loose = children(parse, above, "dep", "nsubj", "obl", "dislocated", "vocative")
    return next((one for one in loose if one.index < above.index - 2), None) if after.text == "," else None


def objects_of(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """What the predicate acts on: its objects with their conjuncts, the passive's subject, the noun described."""
    if passive(parse, verb):
        subject = subject_of(parse, verb)
        return conjuncts_below(parse, subject) if subject is not None else ()
    found: list[Token] = []
    for item in children(parse, verb, "obj", "iobj"):
        found.extend(conjuncts_below(parse, _antecedent(parse, verb, item)))
    if not found and verb.dep == "conj" and child(parse, verb, *SUBJECTS, "ccomp", "xcomp") is None:
        return ()
    if not found and verb.dep == "acl:relcl" and child(parse, verb, *SUBJECTS) is not None:
        above = parent(parse, verb)
        if above is not None and child(parse, verb, "ccomp", "xcomp") is None:
            found.append(above)
    return tuple(found)


def conjuncts_below(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The token and those that are coordinated under it, in order."""
    found, waiting = [], [token]
    while waiting:
        member = waiting.pop()
        found.append(member)
        waiting.extend(children(parse, member, "conj"))
    return tuple(sorted(found, key=lambda member: member.index))


def agent_of(parse: Parse, verb: Token) -> Token | None:
    """Who does what a passive verb or a participle tells: "by them"."""
    told = child(parse, verb, "obl:agent")
    if told is not None:
        return told
    by = (item for item in children(parse, verb, "obl", "nmod") if preposition(parse, item) == "by")
    return next(by, None) if passive(parse, verb) else None


def actor_of(parse: Parse, verb: Token) -> Token | None:
    """Who does it: the agent of a passive, else the subject."""
    return agent_of(parse, verb) if passive(parse, verb) else subject_of(parse, verb)


def preposition(parse: Parse, token: Token) -> str | None:
    """The words that mark the token's case, in small letters, joined by a space: "by", "because of"."""
    marks = children(parse, token, "case")
    words = [word for mark in marks for word in (mark, *children(parse, mark, "fixed"))]
    return " ".join(word.text.lower() for word in words) or None


def marker(parse: Parse, clause: Token) -> str | None:
    """The words that open a subordinate clause, in small letters: "if", "unless", "as long as"."""
    words = [
        word
        for mark in children(parse, clause, "mark", "advmod")
        if mark.dep == "mark" or mark.tag == "WRB"
        for word in (mark, *children(parse, mark, "fixed"))
    ]
    return " ".join(word.text.lower() for word in words) or None


def negation_of(parse: Parse, token: Token) -> Token | None:
    """The dependent that negates the token: "not", "never", "no", "neither"."""
    return next(
        (
            item
            for item in children(parse, token, "advmod", "det", "cc:preconj", "cc", "mark", "case", "aux")
            if item.lemma in NEGATIONS
        ),
        None,
    )


def clause_of(parse: Parse, token: Token) -> Token:
    """The predicate of the narrowest clause that the token stands in; a predicate stands in its own."""
    at = token
    while not is_clause(parse, at):
        at = parse.tokens[at.head]
    return at


def is_clause(parse: Parse, token: Token) -> bool:
    """Whether the token is the predicate of a clause."""
    if token.dep in CLAUSES or token.head == token.index:
        return True
    if token.dep != "conj":
        return False
    return token.pos in {"VERB", "AUX"} or child(parse, token, "cop", *SUBJECTS) is not None


def clause_above(parse: Parse, clause: Token) -> Token | None:
    """The predicate of the clause that this clause stands in; None for the main one."""
    above = parent(parse, clause)
    return None if above is None else clause_of(parse, above)


def clauses_above(parse: Parse, token: Token) -> Iterator[Token]:
    """The predicates of the clauses around the token, narrowest first."""
    at: Token | None = clause_of(parse, token)
    while at is not None:
        yield at
        at = clause_above(parse, at)


def within_clause(parse: Parse, clause: Token) -> tuple[Token, ...]:
    """The tokens of the clause itself, without the clauses inside of it."""
    found, waiting = [], [clause.index]
    while waiting:
        index = waiting.pop()
        found.append(index)
        waiting.extend(below for below in parse.children[index] if not is_clause(parse, parse.tokens[below]))
    return tuple(parse.tokens[index] for index in sorted(found))


def find_below(parse: Parse, token: Token, wanted: Callable[[Token], bool]) -> Token | None:
    """The first token under this one (itself left out) that is wanted."""
    return next((item for item in subtree(parse, token) if item.index != token.index and wanted(item)), None)


def has_below(parse: Parse, token: Token, lemmas: Container[str]) -> bool:
    """Whether a token with one of the lemmas hangs somewhere under this one."""
    return find_below(parse, token, lambda item: item.lemma in lemmas) is not None


def path(parse: Parse, start: Token, end: Token) -> tuple[str, ...]:
    """The way between two tokens: relations up ("^nsubj") to the common ancestor, then down ("obj")."""
    up = [start, *ancestors(parse, start)]
    down = [end, *ancestors(parse, end)]
    over = {token.index for token in down}
    rise: list[str] = []
    for token in up:
        if token.index in over:
            fall = down[: next(i for i, item in enumerate(down) if item.index == token.index)]
            return (*rise, *(item.dep for item in reversed(fall)))
        rise.append(f"^{token.dep}")
    return ()


def _antecedent(parse: Parse, verb: Token, token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.lemma.lower() not in RELATIVE or token.tag not in {"WDT", "WP", "IN", "WP$"}:
        return token
    for clause in clauses_above(parse, verb):
        if clause.dep == "acl:relcl":
            return parse.tokens[clause.head]
    return token
