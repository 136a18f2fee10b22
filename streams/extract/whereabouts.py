"""Which war a question is about, where an article names several: by the places and the parties beside the question."""

import re
from collections.abc import Sequence

from streams.codebook import Codebook
from streams.extract import gate
from streams.extract.asking import Asked
from streams.extract.gate import Scene

_BEHIND = re.compile(
    r" (?:(?:deal|agreement|plan|proposal|talks) )?(?:in|for) (?:the |eastern |western |southern |northern )?"
    r"[A-Z][\w-]+(?: [A-Z][\w-]+)?"
)
"""A place right behind a question: "a truce in Norland"."""
_BEFORE = re.compile(r"\b[A-Z][\w'’-]+[ -](?:war |peace |truce |ceasefire |cease-fire )?$")
"""A place right before it: "the Norland truce"."""
_WHERE = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)?, where\b[^,.;]{0,70}$")
"""A place whose clause it stands in: "Norland, where envoys seek a truce"."""
_REACH = 90
"""Characters before a question within which its place is looked for."""


def theatre(text: str, one: Asked, parties: Sequence[str], scene: Scene, codebook: Codebook) -> str:
    """The theatre of a question: that of a place beside it, else the article's.

    A place that only stands near counts where the article names its theatre often enough, and not against the parties:
    what somebody says in another country about his own war is about his own war.
    """
    main = scene.theatre or "other"
    near = _beside(text, one, codebook)
    if near and main not in near:
        return near[0]
    if near or one.strength == "it" or one.again:
        return main
    known = [name for name, count in scene.scores if count >= gate.FEWEST and name != main]
    if not known:
        return main
    found = gate.theatres_in(text[max(0, one.start - 40) : one.end + 60], codebook)
    found = [name for name in found if name in (*known, main)]
    if not found or main in found or _theirs(main, found[0], parties, codebook):
        return main
    return found[0]


def _beside(text: str, one: Asked, codebook: Codebook) -> list[str]:
    behind = _BEHIND.match(text, one.end)
    found = gate.theatres_in(behind.group(), codebook) if behind is not None else []
    if found or one.strength in ("it", "end"):
        return found
    for pattern in (_BEFORE, _WHERE):
        before = pattern.search(text, max(0, one.start - _REACH), one.start)
        found = gate.theatres_in(before.group(), codebook) if before is not None else []
        if found:
            break
    return found


def _theirs(main: str, other: str, parties: Sequence[str], codebook: Codebook) -> bool:
    """Whether the parties fight in the article's war and not in the other."""
    here = {party for side in codebook.theatres[main].sides for party in side} if main in codebook.theatres else set()
    there = {party for side in codebook.theatres[other].sides for party in side}
    return bool(parties) and all(party in here and party not in there for party in parties)
