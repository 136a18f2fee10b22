"""The dictionary form of a token: rules for the endings, and a table of what the rules get wrong.

The table `model/lemmas.tsv` is made from the treebanks and from a list of irregular verbs (`streams.treebank.lexemes`):
a line is form, tag, lemma.
"""

import re
from functools import cache
from importlib import resources

_KEPT = frozenset({"NNP", "NNPS", "FW", "ADD", "GW"})
_VOWELS = frozenset("aeiou")
_MUTE_E = re.compile(
    # Ends of stems that have lost an e: "urg-ed", "continu-ed", "rescu-ed", "settl-ed".
    r"(?:[aeu]t|[iyau]z|[vcu]|[drln]g|[aeiu]g|[aiounrlp]s|[bdtgpkfz]l|[iuao][rd]|in|[iaou]m|[aioy]k|[iuo]l|[oaiy]p"
    r"|(?:[mvn]|qu)ot|dup)$"
)
_WHOLE = re.compile(
    # Ends of stems that have lost nothing, although the ends above say otherwise.
    r"(?:[eo]at|oot|out|eet|[aeu]?it|iet|ss|[aoe]in|oun|aim|[eo]am|oom|[eo]ak|[eo]{2}k|[aeo]il|eal|o[uo]l|[eo]{2}p|eap"
    r"|oup|[ao]id|o[uao]d|ead|[eo]ar|o[ou]r|[ea]ir|eur|ist|iew|e[rnl]|on|ng|[fc]us|ias|agi|irst|ow)$"
)


def lemma(text: str, tag: str, pos: str) -> str:
    """The lemma of a token in small letters; names keep their letters.

    `tag` is the Penn tag, `pos` the universal part of speech.
    """
    if tag in _KEPT:
        return text
    form = text.lower()
    known = exceptions().get((form, tag))
    return known if known is not None else by_rule(form, tag, pos)


def by_rule(form: str, tag: str, pos: str) -> str:
    """The lemma by the ending alone."""
    if tag == "NNS" or (tag == "VBZ" and pos in {"VERB", "AUX"}):
        return _without_s(form)
    if tag in {"VBD", "VBN"} and form.endswith("ed") and len(form) > 4:
        return _past(form)
    if tag == "VBG" and form.endswith("ing") and len(form) > 5:
        return _stem(form[:-3])
    if tag in {"JJR", "RBR"} and form.endswith("er") and len(form) > 4:
        return _degree(form[:-2])
    if tag in {"JJS", "RBS"} and form.endswith("est") and len(form) > 5:
        return _degree(form[:-3])
    return form


def _without_s(form: str) -> str:
    if form.endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 2:
        return form[:-1]
    return form


def _past(form: str) -> str:
    if form.endswith("eed"):
        return form[:-1]
    if form.endswith("ied"):
        return form[:-3] + "y"
    return _stem(form[:-2])


def _stem(stem: str) -> str:
    """The verb of a stem that has lost "ed" or "ing"."""
    if stem.endswith("i") or not _VOWELS & set(stem):
        return stem
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" and stem[-1] not in _VOWELS:
        return stem[:-1]
    end = stem[-4:]
    return stem + "e" if _MUTE_E.search(end) and not _WHOLE.search(end) else stem


def _degree(stem: str) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lse":
        return stem[:-1]
    return stem + "e" if stem.endswith(("g", "c", "v", "s", "u", "bl", "mpl", "at", "ar", "id")) else stem


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """Lemmas by form and tag that the rules get wrong."""
    table = resources.files("streams.extract").joinpath("model", "lemmas.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {(form, tag): found for form, tag, found in lines}
