import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.repairs import RepairKind
from annotator.labelling.kinds import ANSWERS, Look, Origin
from annotator.labelling.marks import Mark
from annotator.repair.rules import Answer, Ruling, Standing, answers, rulings, standings
from annotator.repair.toll import Toll

CLAIM, DENIAL, FRAMING, NONE = 1, 2, 4, 5
BLANK = Standing(Mark(), None)

marks = st.builds(
    Mark,
    st.sampled_from([CLAIM, DENIAL, NONE]),
    st.just(()),
    st.integers(1, 3),
    st.sampled_from(["", "a note"]),
)
given_answers = st.none() | st.builds(Answer, marks, st.sampled_from(Origin))


def said(main: int, also: tuple[int, ...] = (), sure: int = 3, note: str = "") -> Standing:
    return Standing(Mark(main, also, sure, note), None)


def ruling(label: int, *basis: tuple[int, int], reason: str = "", at: int = 1) -> Ruling:
    return Ruling("settled", label, reason, "", 7, at, frozenset(basis))


def test_a_label_of_a_split_sentence_goes_to_both_parts_to_be_looked_at_again() -> None:
    found = standings(RepairKind.SPLIT, (said(CLAIM, (FRAMING,), 1, "why"),), None)
    both = Standing(Mark(CLAIM, (FRAMING,), 1, "why"), Look.SPLIT)
    assert found == (both, both)


def test_splitting_an_unlabelled_sentence_asks_nobody() -> None:
    assert standings(RepairKind.SPLIT, (BLANK,), None) == (BLANK, BLANK)


def test_equal_labels_of_merged_sentences_stay() -> None:
    found = standings(
        RepairKind.MERGE, (said(CLAIM, (FRAMING,), 3, "one"), said(CLAIM, (), 1, "two")), None
    )
    assert found == (Standing(Mark(CLAIM, (FRAMING,), 1, "one\ntwo"), None),)


@pytest.mark.parametrize("other", [said(DENIAL), said(NONE), BLANK])
def test_labels_of_merged_sentences_that_differ_become_a_question(other: Standing) -> None:
    question = (Standing(Mark(), Look.QUESTION),)
    assert standings(RepairKind.MERGE, (said(CLAIM), other), None) == question
    assert standings(RepairKind.MERGE, (other, said(CLAIM)), None) == question


def test_two_unlabelled_sentences_merge_without_a_question() -> None:
    assert standings(RepairKind.MERGE, (BLANK, BLANK), None) == (BLANK,)


def test_in_a_submitted_copy_a_sentence_without_a_label_counts_as_none() -> None:
    assert standings(RepairKind.MERGE, (said(NONE), BLANK), NONE) == (said(NONE),)
    asked = standings(RepairKind.MERGE, (said(CLAIM), BLANK), NONE)
    assert asked == (Standing(Mark(), Look.QUESTION),)


def test_an_open_question_stays_one_through_later_repairs() -> None:
    question = Standing(Mark(), Look.QUESTION)
    assert standings(RepairKind.SPLIT, (question,), None) == (question, question)
    assert standings(RepairKind.MERGE, (question, said(NONE)), NONE) == (question,)
    assert standings(RepairKind.MERGE, (question, BLANK), None) == (question,)


def test_a_moved_edge_keeps_labels() -> None:
    both = (said(CLAIM), said(DENIAL))
    assert standings(RepairKind.MOVE_EDGE, both, None) == both


def test_what_was_submitted_of_a_whole_is_no_answer_for_its_parts() -> None:
    part = Answer(Mark(CLAIM), Origin.PART)
    assert answers(RepairKind.SPLIT, (Answer(Mark(CLAIM), Origin.EXPLICIT),)) == (part, part)
    assert Origin.PART not in ANSWERS


@pytest.mark.parametrize(
    ("left", "right", "merged"),
    [
        (Origin.EXPLICIT, Origin.EXPLICIT, Origin.CARRIED),
        (Origin.EXPLICIT, Origin.IMPLIED, Origin.CARRIED_IMPLIED),
        (Origin.IMPLIED, Origin.IMPLIED, Origin.CARRIED_IMPLIED),
        (Origin.CARRIED, Origin.PART, Origin.PART),
        (Origin.CARRIED_IMPLIED, Origin.CARRIED, Origin.CARRIED_IMPLIED),
    ],
)
def test_equal_answers_merge_and_no_more_is_known_than_of_each(
    left: Origin, right: Origin, merged: Origin
) -> None:
    found = answers(RepairKind.MERGE, (Answer(Mark(NONE), left), Answer(Mark(NONE), right)))
    assert found == (Answer(Mark(NONE), merged),)


@given(given_answers, given_answers)
def test_no_merged_answer_is_one_that_nobody_gave(
    left: Answer | None, right: Answer | None
) -> None:
    (found,) = answers(RepairKind.MERGE, (left, right))
    if left and right and left.mark.main == right.mark.main:
        assert found is not None
        assert found.mark.main == left.mark.main
        assert found.origin not in (Origin.EXPLICIT, Origin.IMPLIED)
    else:
        assert found is None


@given(st.tuples(given_answers, given_answers))
def test_a_moved_edge_keeps_every_answer_and_says_that_it_was_carried(
    old: tuple[Answer | None, Answer | None],
) -> None:
    new = answers(RepairKind.MOVE_EDGE, old)
    assert [one and one.mark for one in new] == [one and one.mark for one in old]
    assert all(one is None or one.origin >= Origin.CARRIED for one in new)


def test_a_decision_on_a_split_sentence_goes_to_both_parts() -> None:
    one = ruling(CLAIM, (1, CLAIM))
    assert rulings(RepairKind.SPLIT, (one,)) == (one, one)


def test_equal_decisions_merge_and_rest_on_what_both_rested_on() -> None:
    left = ruling(CLAIM, (1, CLAIM), (2, CLAIM), reason="Says so.")
    right = ruling(CLAIM, (1, CLAIM), (2, DENIAL), reason="It does.", at=2)
    (merged,) = rulings(RepairKind.MERGE, (left, right))
    assert merged == ruling(CLAIM, (1, CLAIM), reason="Says so.\nIt does.", at=2)


def test_decisions_that_differ_reopen_the_merged_sentence() -> None:
    assert rulings(RepairKind.MERGE, (ruling(CLAIM), ruling(DENIAL))) == (None,)
    assert rulings(RepairKind.MERGE, (ruling(CLAIM), None)) == (None,)


def test_what_a_repair_does_is_told_in_sentences() -> None:
    split = Toll(RepairKind.SPLIT, 2, 0, 0, 2, 1, 0)
    assert split.sentences == (
        "2 annotators’ labels go to both parts, to be looked at again.",
        "What 2 annotators submitted counts for neither part until they submit again.",
        "1 decision goes to both parts and becomes stale.",
    )
    nothing = Toll(RepairKind.MERGE, 0, 0, 0, 0, 0, 0)
    assert nothing.sentences == ("Nobody has labelled this yet, so nothing else changes.",)
