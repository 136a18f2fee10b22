"""What the rules may ask of a tree, on trees drawn by hand."""

import pytest

from streams.extract import tree
from streams.extract.parse import Parse, Token
from tests.extract.drawing import draw, word

SHARED = draw(
    """
    Envoys NNS NOUN met nsubj envoy
    met VBD VERB met root meet
    and CC CCONJ rejected cc
    rejected VBD VERB met conj reject
    the DT DET truce det
    truce NN NOUN rejected obj
    and#2 CC CCONJ plan cc
    the#2 DT DET plan det
    plan NN NOUN truce conj
    """
)
CONTROLLED = draw(
    """
    Oman NNP PROPN refused nsubj
    refused VBD VERB refused root refuse
    to TO PART stop mark
    stop VB VERB refused xcomp
    """
)
RAISED = draw(
    """
    Oman NNP PROPN urged nsubj
    urged VBD VERB urged root urge
    rebels NNS NOUN urged obj rebel
    to TO PART stop mark
    stop VB VERB urged xcomp
    """
)
RELATIVE = draw(
    """
    Rebels NNS NOUN fled nsubj rebel
    who WP PRON rejected nsubj
    had VBD AUX rejected aux have
    n't RB PART rejected advmod not
    rejected VBN VERB Rebels acl:relcl reject
    peace NN NOUN rejected obj
    fled VBD VERB fled root flee
    """
)
PASSIVE = draw(
    """
    A DT DET lull det
    lull NN NOUN accepted nsubj:pass
    offered VBN VERB lull acl offer
    by IN ADP Oman case
    Oman NNP PROPN offered obl:agent
    was VBD AUX accepted aux:pass be
    accepted VBN VERB accepted root accept
    """
)
CONDITION = draw(
    """
    Fighters NNS NOUN stop nsubj fighter
    would MD AUX stop aux
    stop VB VERB stop root
    as RB ADV leave mark
    long RB ADV as fixed
    as#2 IN SCONJ as fixed
    troops NNS NOUN leave nsubj troop
    leave VBP VERB stop advcl
    because IN ADP siege case
    of IN ADP because fixed
    the DT DET siege det
    siege NN NOUN leave obl
    """
)


def texts(tokens: tuple[Token, ...]) -> list[str]:
    return [token.text for token in tokens]


def test_a_coordinated_verb_shares_its_subject_and_lists_its_objects() -> None:
    rejected = word(SHARED, "rejected")
    subject = tree.subject_of(SHARED, rejected)
    assert subject is not None
    assert subject.text == "Envoys"
    assert texts(tree.objects_of(SHARED, rejected)) == ["truce", "plan"]
    assert tree.objects_of(SHARED, word(SHARED, "met")) == ()


@pytest.mark.parametrize(("parse", "who"), [(CONTROLLED, "Oman"), (RAISED, "rebels")])
def test_who_stops_is_who_refuses_or_who_is_urged(parse: Parse, who: str) -> None:
    subject = tree.subject_of(parse, word(parse, "stop"))
    assert subject is not None
    assert subject.text == who


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    rejected = word(RELATIVE, "rejected")
    actor = tree.actor_of(RELATIVE, rejected)
    assert actor is not None
    assert actor.text == "Rebels"
    negation = tree.negation_of(RELATIVE, rejected)
    assert negation is not None
    assert negation.text == "n't"
    assert tree.negation_of(RELATIVE, word(RELATIVE, "fled")) is None


def test_a_passive_has_an_agent_and_acts_on_its_subject() -> None:
    offered, accepted = word(PASSIVE, "offered"), word(PASSIVE, "accepted")
    assert tree.passive(PASSIVE, offered)
    assert tree.passive(PASSIVE, accepted)
    agent = tree.agent_of(PASSIVE, offered)
    assert agent is not None
    assert agent.text == "Oman"
    assert tree.actor_of(PASSIVE, accepted) is None
    assert texts(tree.objects_of(PASSIVE, offered)) == ["lull"]
    assert texts(tree.objects_of(PASSIVE, accepted)) == ["lull"]


def test_an_active_verb_with_by_has_no_agent() -> None:
    parse = draw(
        """
        They PRP PRON leave nsubj
        leave VBP VERB leave root
        by IN ADP noon case
        noon NN NOUN leave obl
        """
    )
    assert tree.agent_of(parse, word(parse, "leave")) is None


def test_words_belong_to_the_narrowest_clause() -> None:
    troops, leave, stop = (word(CONDITION, text) for text in ("troops", "leave", "stop"))
    assert tree.clause_of(CONDITION, troops) is leave
    assert tree.clause_above(CONDITION, leave) is stop
    assert tree.clause_above(CONDITION, stop) is None
    assert list(tree.clauses_above(CONDITION, troops)) == [leave, stop]
    assert texts(tree.within_clause(CONDITION, stop)) == ["Fighters", "would", "stop"]


def test_markers_and_prepositions_are_read_with_their_fixed_words() -> None:
    assert tree.marker(CONDITION, word(CONDITION, "leave")) == "as long as"
    assert tree.marker(CONDITION, word(CONDITION, "stop")) is None
    assert tree.preposition(CONDITION, word(CONDITION, "siege")) == "because of"
    assert tree.preposition(CONDITION, word(CONDITION, "troops")) is None


def test_spans_cover_the_subtree_and_can_leave_branches_out() -> None:
    truce = word(SHARED, "truce")
    start, end = tree.span(SHARED, truce)
    assert SHARED.text[start:end] == "the truce and the plan"
    start, end = tree.span(SHARED, truce, without={"conj"})
    assert SHARED.text[start:end] == "the truce"


def test_a_passage_is_borne_by_the_token_whose_head_lies_outside() -> None:
    start = SHARED.text.index("the plan")
    head = tree.head_in(SHARED, start, start + len("the plan"))
    assert head is word(SHARED, "plan")
    assert tree.head_in(SHARED, len(SHARED.text), len(SHARED.text) + 3) is None
    assert tree.head_in(SHARED, 0, len(SHARED.text)) is word(SHARED, "met")


def test_conjuncts_are_found_from_any_member_of_the_list() -> None:
    assert texts(tree.conjuncts(SHARED, word(SHARED, "plan"))) == ["truce", "plan"]
    assert texts(tree.conjuncts_below(SHARED, word(SHARED, "plan"))) == ["plan"]


def test_something_below_is_found_by_its_lemma() -> None:
    assert tree.has_below(SHARED, word(SHARED, "rejected"), {"plan"})
    assert not tree.has_below(SHARED, word(SHARED, "rejected"), {"reject"})


def test_the_way_between_two_tokens_goes_over_what_they_share() -> None:
    assert tree.path(SHARED, word(SHARED, "Envoys"), word(SHARED, "truce")) == ("^nsubj", "conj", "obj")
    assert tree.path(SHARED, word(SHARED, "plan"), word(SHARED, "rejected")) == ("^conj", "^obj")
    assert tree.path(SHARED, word(SHARED, "plan"), word(SHARED, "plan")) == ()
