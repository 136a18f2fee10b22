"""Who gives a figure: the subject of the verb of saying, or what "according to" names, in the sentence or beside it."""

import re

from schemas.vocabulary import Part, Time
from streams.extract.casualties.citing import cited, named_before
from streams.extract.casualties.context import Context
from streams.extract.text import Sentence
from streams.extract.wordsets import any_of, wordset

_PRONOUN = re.compile(
    r"^(?:it|he|she|they|him|her|them|we|i|this|that|those|these|which|who|there|you|what|one|"
    r"the (?:[\w-]{1,20}[- ](?:linked|based|run|backed) |monitoring |rights |war |rescue |same |militant |"
    r"armed |insurgent )?"
    r"(?:spokesman|spokesperson|spokeswoman|statement|official|officials|agency|ministry|group|report|monitor|"
    r"organisation|"
    r"organization|observatory|army|military|minister|governor|mayor|network|service|office|director|commander))$",
    re.IGNORECASE,
)
_BARE = wordset("sourcing.bare")
_RELATIVE = re.compile(
    r"\b(?<!and )(?:that|which|who)(?: (?:has|have|had|also|later)){0,2} ?$|\b(?:during|in) which ?$", re.IGNORECASE
)
_SAY_THAT = re.compile(
    rf"\b(?:{any_of(wordset('citing.say'))}|saying|reporting|adding|claiming|confirming|figures|reports)"
    r"(?: (?!after\b|before\b|when\b|while\b|following\b)[\w-]{1,20}){0,4} that ?$"
    r"|\b(?:told|tells|telling)(?: (?!after\b|before\b|when\b|while\b)[\w-]{1,20}){0,8} that ?$"
)


class Sources:
    """The sources of one article's figures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._speakers: dict[int, str | None] = {}

    def _any(self, sentence: Sentence) -> str | None:
        """Whoever a sentence cites."""
        if sentence.index not in self._speakers:
            self._speakers[sentence.index] = cited(sentence.text, (0, len(sentence.text)))
        return self._speakers[sentence.index]

    def of(self, sentence: Sentence, span: tuple[int, int], time: Time) -> str | None:
        """Who gives the figure at `span`: in the sentence, else as the sentences beside it go on telling."""
        told_on_the_way = _in_relative(sentence.text, span)
        own = cited(sentence.text, span, before=not told_on_the_way)
        if own is not None and _PRONOUN.match(own):
            own = named_before(sentence.text, span[0]) or own
        if own is not None:
            return self._named(sentence, own)
        if told_on_the_way or time is Time.PAST:
            return None
        return self._beside(sentence)

    def _named(self, sentence: Sentence, written: str) -> str | None:
        """The source itself; for a pronoun or a bare "the ministry" the one named before; letters in full."""
        if not _PRONOUN.match(written):
            return self._in_full(written)
        noun = written.lower().split()[-1]
        for earlier in self._context.before(sentence, 4):
            found = self._any(earlier)
            if found is not None and not _PRONOUN.match(found) and (noun not in _BODIES or noun in found.lower()):
                return self._in_full(found)
            body = _body(earlier.text, noun) if noun in _BODIES else None
            if body is not None:
                return body
        return None if written.lower() in _BARE else written

    def _in_full(self, written: str) -> str:
        """`MDA` as the article writes it out: `Magen David Adom (MDA)`."""
        letters = written.removeprefix("the ").removeprefix("The ")
        if not (2 <= len(letters) <= 6 and letters.isupper()):
            return written
        text = self._context.document.text
        at = text.find(f"({letters})")
        if at < 0:
            return written
        full = re.search(r"((?:[A-Z][\w'’-]{1,25} (?:of |for |the |and ){0,2}){1,8})$", text[max(0, at - 90) : at])
        return f"{full[1].strip().removeprefix('The ')} ({letters})" if full else written

    def _beside(self, sentence: Sentence) -> str | None:
        """The speaker of the sentence before in the paragraph, inside a quotation; after the first sentence, the
        second's.
        """
        for earlier in self._context.before(sentence, 1):
            apart = earlier.paragraph != sentence.paragraph and not _MORE.match(sentence.text)
            if not sentence.quoted and apart:
                break
            found = self._any(earlier) if sentence.quoted or _goes_on(sentence.text) else None
            if found is not None:
                return self._named(earlier, found)
        if self._is_lead(sentence):
            following = self._context.document.sentences[sentence.index + 1 : sentence.index + 2]
            found = self._any(following[0]) if following else None
            return self._named(following[0], found) if found is not None else None
        return None

    def _is_lead(self, sentence: Sentence) -> bool:
        """The first sentence of the text."""
        earlier = self._context.document.sentences[: sentence.index]
        return sentence.part is Part.TEXT and all(one.part is Part.TITLE for one in earlier)


_BODIES = wordset("sourcing.bodies")


def _body(text: str, noun: str) -> str | None:
    """The body that a bare noun means, by its fuller name in an earlier sentence: `the health ministry in Gaza`."""
    match = re.search(
        rf"((?:[A-Z][\w'-]{{1,20}} |(?:health|interior|defen[cs]e|foreign) ){{1,4}}{noun}(?: in [A-Z]\w{{1,20}})?)\b",
        text,
        re.IGNORECASE,
    )
    return match[1] if match else None


_MORE = re.compile(
    r"(?:Another|A further|An additional|Of (?:the|those) [a-z]+|(?:At least |More than |Some |"
    r"About )?[\w,.-]{1,14} (?:more|others?)) "
)
"""How a paragraph begins that counts on from the one before it."""


def _goes_on(text: str) -> bool:
    """A sentence that continues what its predecessor reports."""
    return (
        re.match(
            r"(?:Among|Another|A further|An additional|Of the|Of those|Others?|\w+ of (?:them|the)|"
            r"The (?:dead|wounded|victims|injured)|Most|They|(?:At least |More than |Some |About )?[\w,.-]{1,14} "
            r"(?:more|others?|other [a-z]+)\b|(?:At least |More than |Some |About |Nearly |"
            r"Almost )?(?:[\d,]{1,9}|[A-Z][a-z]{2,8}(?:-[a-z]+)?)(?: [a-z]+){0,2} "
            r"(?:were|was|are|had been|have been|has been|had|remain|remained) (?:also |still |"
            r"later )?(?:killed|wounded|injured|hurt|missing|taken|"
            r"displaced|abducted|kidnapped|captured|hospitali[sz]ed|reported|said|believed|in ))\b",
            text,
        )
        is not None
    )


def _in_relative(text: str, span: tuple[int, int]) -> bool:
    """The count stands in a relative clause, told on the way: `after an attack that killed 12`."""
    if _RELATIVE.search(text, max(0, span[0] - 40), span[0]) is None:
        return False
    return not _SAY_THAT.search(text, max(0, span[0] - 140), span[0])
