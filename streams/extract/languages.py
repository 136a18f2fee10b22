"""Whether a text is English: a count of function words, and a detector with a fixed seed only where they are rare."""

import re

from streams.extract.wordsets import wordset

_FUNCTION_WORDS = wordset("languages.function-words")
_WORD = re.compile(r"[^\W\d_]{1,30}")

READ = 3_000
"""Characters from the beginning that decide."""

FEWEST = 12
"""Words below which nothing can be told: such a text is taken to be English."""

_ENGLISH_SHARE = 0.2
_SURE = 0.9


def foreign(text: str) -> str | None:
    """The code of the language that the text is in, or None when it is English or too short to tell."""
    head = text[:READ]
    words = _WORD.findall(head.lower())
    if len(words) < FEWEST and not _other_script(head):
        return None
    known = sum(word in _FUNCTION_WORDS for word in words)
    if words and known >= _ENGLISH_SHARE * len(words):
        return None
    found = _detected(head)
    return None if found == "en" else found


def _other_script(text: str) -> bool:
    """Most letters are not Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 10 and sum(letter > "\u024f" for letter in letters) * 2 > len(letters)


def _detected(text: str) -> str | None:
    """The language that the detector is sure of."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text)[0]
    except LangDetectException:
        return None
    return str(best.lang) if best.prob >= _SURE else None
