"""From a treebank's file to trees over the tokens that the extractor sees."""

from pathlib import Path

import pytest
from spacy.lang.en import English

from streams.treebank import conllu, lexemes
from streams.treebank.aligning import Tree, align
from tests.treebank import samples


def aligned(sentence: conllu.TreebankSentence) -> Tree:
    spans = [(token.idx, token.idx + len(token)) for token in English().tokenizer(sentence.text)]
    tree = align(sentence, spans)
    assert tree is not None
    return tree


def test_words_stand_where_the_text_has_them(tmp_path: Path) -> None:
    first, second = conllu.read(samples.write(tmp_path))
    assert [first.text[word.start : word.end] for word in first.words] == [word.form for word in first.words]
    assert [second.text[word.start : word.end] for word in second.words] == ["Rebels", "wanna", "wanna", "leave"]
    assert (first.genre, second.genre) == ("weblog", "news")
    assert [word.head for word in second.words] == [1, 1, 3, 1]


def test_a_word_cut_in_several_tokens_hangs_together_on_its_last(tmp_path: Path) -> None:
    first, _ = conllu.read(samples.write(tmp_path))
    tree = aligned(first)
    assert tree.words == ("They", "do", "n't", "back", "the", "anti", "-", "war", "plan", ".")
    assert tree.heads == (3, 3, 3, 3, 8, 7, 7, 8, 3, 3)
    assert tree.deps[5:8] == ("compound", "punct", "amod")
    assert tree.labels[5:8] == ("JJ/ADJ", "HYPH/PUNCT", "JJ/ADJ")


def test_a_token_over_several_words_takes_the_one_that_points_outward(tmp_path: Path) -> None:
    _, second = conllu.read(samples.write(tmp_path))
    tree = align(second, [(0, 6), (7, 12), (13, 18)])
    assert tree == Tree(
        words=("Rebels", "wanna", "leave"),
        labels=("NNS/NOUN", "VBP/VERB", "VB/VERB"),
        heads=(1, 1, 1),
        deps=("nsubj", "root", "xcomp"),
    )


def test_a_form_that_the_text_does_not_have_is_refused(tmp_path: Path) -> None:
    path = samples.write(tmp_path, samples.ROWS.replace("4 back back", "4 push push"))
    with pytest.raises(ValueError, match="one: 'push' is not where it should be"):
        list(conllu.read(path))


def test_the_table_of_lemmas_takes_what_the_rules_miss_and_irregular_verbs(tmp_path: Path) -> None:
    def word(form: str, lemma: str, tag: str) -> conllu.Word:
        return conllu.Word(form, lemma, tag, "VERB", 0, "root", 0, len(form))

    words = [word("promised", "promise", "VBD"), word("walked", "walk", "VBD"), *[word("ca", "can", "MD")] * 2]
    table = lexemes.table(words)
    assert ("ca", "MD", "can") in table
    assert ("strove", "VBD", "strive") in table
    assert not [row for row in table if row[0] == "walked"]
