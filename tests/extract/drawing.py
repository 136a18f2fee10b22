"""Trees drawn by hand, so that what is asked of a tree is tested apart from what the model finds."""

from streams.extract.parse import Parse, Token


def draw(rows: str) -> Parse:
    """A parse from lines of `word tag pos head dep [lemma]`; the head is a word, its own word is the root.

    A word that occurs twice is told apart as `word#2`. Words are joined by single spaces.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    names = [row[0] for row in cells]
    words = [name.partition("#")[0] for name in names]
    text = " ".join(words)
    tokens = []
    at = 0
    for index, (word, row) in enumerate(zip(words, cells, strict=True)):
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(
            Token(
                index=index,
                text=word,
                start=start,
                end=at,
                lemma=row[5] if len(row) > 5 else word.lower(),
                tag=row[1],
                pos=row[2],
                dep=row[4],
                head=names.index(row[3]),
            )
        )
    return Parse(text, tuple(tokens))


def word(parse: Parse, text: str) -> Token:
    """The first token that is written so."""
    return next(token for token in parse.tokens if token.text == text)
