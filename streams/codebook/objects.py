"""What a position is about: the words for a truce, a deal, an end of the fighting, talks (`objects.toml`)."""

from dataclasses import dataclass
from enum import StrEnum


class ObjectRole(StrEnum):
    """How words of an entry make an object."""

    TRUCE = "truce"
    """Nouns that mean a truce by themselves."""
    DEAL = "deal"
    """Nouns that mean the truce where the article's topic or a word beside them makes it plain."""
    STOP_VERB = "stop-verb"
    """Verbs that end what a fighting noun names."""
    STOP_PHRASE = "stop-phrase"
    """Phrases that do the same, in the grammar of the modifiers: call off, wind down."""
    STOP_NOUN = "stop-noun"
    """Nouns that end what a fighting noun names: an end to, a halt in."""
    FIGHTING = "fighting"
    """Nouns for the war itself."""
    ARMS = "arms"
    """Phrases that mean to stop fighting, in the grammar of the modifiers: lay down arms, hold fire."""
    PEACE = "peace"
    """Nouns for peace, weaker than a truce."""
    ANAPHOR = "anaphor"
    """Nouns that mean a truce named just before: the move, the text, such a bargain."""
    TALKS = "talks"
    """Nouns for negotiations."""
    BESIDE = "beside"
    """Words that make a deal noun beside them a truce: peace plan, draft resolution."""
    OTHER = "other"
    """Words that make a deal noun beside them something else: nuclear deal, trade pact."""


@dataclass(frozen=True, slots=True)
class ObjectWords:
    """One group of words. A verb is a lemma whose forms are made by rule; a noun is found with its plural."""

    id: str
    role: ObjectRole
    words: tuple[str, ...]
    example: str
