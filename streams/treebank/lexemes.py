"""The table of lemmas that the rules get wrong: from the treebanks, and irregular verbs that they may not hold."""

from collections import Counter
from collections.abc import Iterable
from importlib import resources

from streams.extract.lemmas import by_rule
from streams.treebank.conllu import Word

TAGS = frozenset(
    (
        "NNS",
        "VBD",
        "VBN",
        "VBZ",
        "VBG",
        "VB",
        "VBP",
        "JJR",
        "JJS",
        "RBR",
        "RBS",
        "MD",
        "RB",
        "PRP",
        "PRP$",
        "POS",
        "DT",
        "IN",
    )
)


def table(words: Iterable[Word]) -> list[tuple[str, str, str]]:
    """Form, tag and lemma of every word that the rules get wrong, in order of form and tag.

    A form that the treebanks give several lemmas takes the commonest; what they saw once and the rules do otherwise is
    kept only where it is a plain word.
    """
    seen: dict[tuple[str, str], Counter[str]] = {}
    parts: dict[tuple[str, str], str] = {}
    for word in words:
        form = word.form.lower().translate({0x2019: "'"})
        if word.tag in TAGS and (form.isalpha() or "'" in form) and word.lemma.isalpha() and form.isascii():
            seen.setdefault((form, word.tag), Counter())[word.lemma.lower()] += 1
            parts.setdefault((form, word.tag), word.pos)
    found = {(form, tag): lemma for (form, tag), lemma in irregular() if by_rule(form, tag, "VERB") != lemma}
    for key, lemmas in seen.items():
        lemma = min(lemmas, key=lambda item: (-lemmas[item], item))
        form, tag = key
        if by_rule(form, tag, parts[key]) != lemma and key not in found and _trusted(form, tag, lemma, lemmas[lemma]):
            found[key] = lemma
    return [(form, tag, lemma) for (form, tag), lemma in sorted(found.items())]


def irregular() -> Iterable[tuple[tuple[str, str], str]]:
    """The forms of the irregular verbs with their base, by form and tag, from `irregular.txt` beside this file."""
    lines = resources.files("streams.treebank").joinpath("irregular.txt").read_text("utf-8").splitlines()
    for line in lines[1:]:
        base, past, participle = line.split()
        for tag, forms in (("VBD", past), ("VBN", participle)):
            yield from (((form, tag), base) for form in forms.split("/"))


def _trusted(form: str, tag: str, lemma: str, count: int) -> bool:
    """Whether one sighting is enough: a form that begins as its lemma does is no slip of the pen."""
    if tag in {"VB", "VBP", "IN", "DT", "RB"}:
        return count >= 3
    return count >= 2 or form[:2] == lemma[:2]
