"""The files of the model's folder: weights, their digest, and the table of lemmas."""

import hashlib
from pathlib import Path

from spacy.language import Language

from streams.extract import network
from streams.treebank import conllu, lexemes

LEMMA_SOURCES = ("en_ewt-ud-train", "en_gum-open-ud-train", "en_pud-ud")
_HEADER = """\
# Form, tag, lemma: what the rules of streams/extract/lemmas.py get wrong. Made by `make parser`; CC BY-SA 4.0.
"""


def write(folder: Path, nlp: Language, shape: network.Shape) -> None:
    """Write the weights and their digest, in the place of those that are there."""
    data = network.pack(nlp, shape)
    (folder / "parser.bin").write_bytes(data)
    (folder / "parser.sha256").write_text(f"{hashlib.sha256(data).hexdigest()}  parser.bin\n", "ascii")


def write_lemmas(folder: Path, data: Path) -> int:
    """Write the table of lemmas from the treebanks in `data`; says how many lines it has."""
    words = (
        word
        for name in LEMMA_SOURCES
        for sentence in conllu.read(data / f"{name}.conllu.gz")
        for word in sentence.words
    )
    rows = lexemes.table(words)
    lines = "".join(f"{form}\t{tag}\t{lemma}\n" for form, tag, lemma in rows)
    (folder / "lemmas.tsv").write_text(_HEADER + lines, "utf-8")
    return len(rows)


def load(folder: Path) -> Language:
    """The network of the folder."""
    return network.unpack((folder / "parser.bin").read_bytes())


def digest(folder: Path) -> str:
    """The sha256 of the weights."""
    return hashlib.sha256((folder / "parser.bin").read_bytes()).hexdigest()
