"""Treebank trees told over the tokens that the extractor will see.

spaCy's tokeniser and the treebanks differ on hyphens, clitics and web words. A token that covers several words takes
the annotation of the one whose head lies outside; a word that is cut into several tokens keeps its annotation on the
last of them, and the others hang on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.treebank.conllu import TreebankSentence


@dataclass(frozen=True, slots=True)
class Tree:
    """Parallel lists over tokens: words as written, the tagger's labels, heads (the root is its own), relations."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


def align(sentence: TreebankSentence, spans: Sequence[tuple[int, int]]) -> Tree | None:
    """The sentence's tree over tokens at `spans`, or None where a token touches no word."""
    covering = _covering(sentence, spans)
    if not all(covering):
        return None
    chosen = [_outward(sentence, words) for words in covering]
    bearer = {word: token for token, word in enumerate(chosen)}  # the last token of a divided word bears it
    labels, heads, deps = [], [], []
    for token, word in enumerate(chosen):
        start, end = spans[token]
        mark = sentence.text[start:end]
        if bearer[word] != token:
            hyphen = not any(letter.isalnum() for letter in mark)
            labels.append("HYPH/PUNCT" if hyphen else f"{sentence.words[word].tag}/{sentence.words[word].pos}")
            heads.append(bearer[word])
            deps.append("punct" if hyphen else "compound")
            continue
        labels.append(f"{sentence.words[word].tag}/{sentence.words[word].pos}")
        deps.append(sentence.words[word].dep)
        heads.append(_head(sentence, covering, bearer, token, word))
    return Tree(
        words=tuple(sentence.text[start:end] for start, end in spans),
        labels=tuple(labels),
        heads=tuple(heads),
        deps=tuple(deps),
    )


def _covering(sentence: TreebankSentence, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each token, the words that overlap it."""
    found: list[list[int]] = []
    first = 0
    for start, end in spans:
        while first < len(sentence.words) and sentence.words[first].end <= start:
            first += 1
        found.append(
            [
                index
                for index in range(first, len(sentence.words))
                if sentence.words[index].start < end and sentence.words[index].end > start
            ]
            if first < len(sentence.words) and sentence.words[first].start < end
            else []
        )
    return found


def _outward(sentence: TreebankSentence, words: list[int]) -> int:
    """The word whose head is the root's or lies outside of the token: the first such one."""
    for word in words:
        head = sentence.words[word].head
        if head == word or head not in words:
            return word
    return words[0]


def _head(sentence: TreebankSentence, covering: list[list[int]], bearer: dict[int, int], token: int, word: int) -> int:
    """The token that bears the nearest ancestor which lies outside of this token; itself at the root."""
    seen = word
    while True:
        head = sentence.words[seen].head
        if head == seen:
            return token
        if head in bearer and bearer[head] != token:
            return bearer[head]
        holders = [index for index, words in enumerate(covering) if head in words and index != token]
        if holders:
            return holders[-1]
        seen = head
