import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.background.answers import Background, checked, spoken
from annotator.background.groups import SMALLEST, Group, grouped
from annotator.errors import Invalid

people = st.lists(st.frozensets(st.sampled_from("abcde"), max_size=3), max_size=40)


def test_ten_people_of_two_kinds_are_two_groups() -> None:
    found = grouped([["left"]] * 5 + [["right"]] * 7)
    assert found.groups == (Group("right", 5), Group("left", 5))
    assert not found.rest


@pytest.mark.parametrize(
    "answers",
    [
        [["left"]] * 4 + [["right"]] * 4,  # too few of each
        [["left"]] * 20,  # all the same: the figure would tell what each of them said
        [["left"]] * 20 + [["right"]] * 4,  # and so it would of the few others
        [["left"]] * 4 + [[]] * 30,  # those who did not answer hide nobody
        [],
    ],
)
def test_what_would_point_at_somebody_is_not_told(answers: list[list[str]]) -> None:
    assert grouped(answers).groups == ()


def test_a_rest_of_a_few_people_takes_the_smallest_group_with_it() -> None:
    found = grouped([["a"]] * 9 + [["b"]] * 6 + [["c"]] * 2)
    assert found.groups == (Group("a", 5),)
    assert found.rest


@given(people)
def test_every_figure_leaves_at_least_five_on_each_side(answers: list[frozenset[str]]) -> None:
    found, given_ = grouped(answers), [answer for answer in answers if answer]
    shown = {group.value for group in found.groups}
    for group in found.groups:
        count = sum(group.value in answer for answer in given_)
        assert SMALLEST <= group.at_least <= count < group.at_least + SMALLEST
        assert len(given_) - count >= SMALLEST
    rest = sum(not answer & shown for answer in given_)
    assert not shown or rest == 0 or rest >= SMALLEST


def test_a_new_answer_hardly_ever_changes_a_figure() -> None:
    before = grouped([["a"]] * 6 + [["b"]] * 8)
    assert grouped([["a"]] * 7 + [["b"]] * 8) == before


def test_languages_are_told_apart_by_commas_and_named_once() -> None:
    assert spoken(" Serbian,english; English ,, Old   Norse") == ("Serbian", "english", "Old Norse")


@pytest.mark.parametrize(
    "given_",
    [
        Background(),
        Background(self_placement="middling"),
        Background(profession="spy"),
        Background(languages=", ".join(f"l{n}" for n in range(9))),
        Background(languages="x" * 41),
    ],
)
def test_what_was_not_offered_is_refused(given_: Background) -> None:
    with pytest.raises(Invalid):
        checked(given_)
