"""Dictionary forms, by the rules of the endings and by the table of what these get wrong."""

import pytest

from streams.extract.lemmas import by_rule, exceptions, lemma

CASES = [
    ("accepted", "VBD", "VERB", "accept"),
    ("agreed", "VBD", "VERB", "agree"),
    ("refused", "VBN", "VERB", "refuse"),
    ("dismissed", "VBD", "VERB", "dismiss"),
    ("rejecting", "VBG", "VERB", "reject"),
    ("insisting", "VBG", "VERB", "insist"),
    ("halting", "VBG", "VERB", "halt"),
    ("urging", "VBG", "VERB", "urge"),
    ("backing", "VBG", "VERB", "back"),
    ("ceased", "VBD", "VERB", "cease"),
    ("denied", "VBD", "VERB", "deny"),
    ("permitted", "VBN", "VERB", "permit"),
    ("ruled", "VBD", "VERB", "rule"),
    ("welcomed", "VBD", "VERB", "welcome"),
    ("killed", "VBN", "VERB", "kill"),
    ("wounded", "VBN", "VERB", "wound"),
    ("seized", "VBN", "VERB", "seize"),
    ("displaced", "VBN", "VERB", "displace"),
    ("said", "VBD", "VERB", "say"),
    ("withdrawn", "VBN", "VERB", "withdraw"),
    ("slain", "VBN", "VERB", "slay"),
    ("wo", "MD", "AUX", "will"),
    ("n't", "RB", "PART", "not"),
    ("were", "VBD", "AUX", "be"),
    ("sides", "NNS", "NOUN", "side"),
    ("parties", "NNS", "NOUN", "party"),
    ("bodies", "NNS", "NOUN", "body"),
    ("children", "NNS", "NOUN", "child"),
    ("militiamen", "NNS", "NOUN", "militiaman"),
    ("losses", "NNS", "NOUN", "loss"),
    ("Hamas", "NNP", "PROPN", "Hamas"),
    ("Truce", "NN", "NOUN", "truce"),
    ("heavier", "JJR", "ADJ", "heavy"),
    ("latest", "JJS", "ADJ", "late"),
]


@pytest.mark.parametrize(("form", "tag", "pos", "expected"), CASES)
def test_a_form_has_its_lemma(form: str, tag: str, pos: str, expected: str) -> None:
    assert lemma(form, tag, pos) == expected


def test_the_table_holds_only_what_the_rules_get_wrong() -> None:
    table = exceptions()
    assert len(table) > 500
    right = [key for key, found in table.items() if all(by_rule(*key, pos) == found for pos in ("VERB", "NOUN"))]
    assert right == []
