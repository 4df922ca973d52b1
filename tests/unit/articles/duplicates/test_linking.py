from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wire
from annotator.articles.duplicates.alignment import Row, fold, tally
from annotator.articles.duplicates.alignment import align as align_folded
from annotator.articles.duplicates.grouping import groups
from annotator.articles.duplicates.linking import links
from annotator.articles.duplicates.wording import shared_sentence

STORIES = [wire.sentences(wire.story(wire.dice(seed))) for seed in range(30)]


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6])
def test_wire_copy_is_linked_with_what_outlets_make_of_it(share: float) -> None:
    random = wire.dice(7)
    for seed, before in enumerate(STORIES):
        after = wire.sentences(wire.version(random, wire.story(wire.dice(seed)), share))
        assert links(sum(tally(align(before, after))), 0, (len(before), len(after)))


def align(earlier: Sequence[str], later: Sequence[str]) -> list[Row]:
    return align_folded(fold(earlier), fold(later))


def test_different_stories_on_the_same_topic_are_not_linked() -> None:
    wrong = [
        (a, b)
        for a, first in enumerate(STORIES)
        for b, second in enumerate(STORIES[:a])
        if links(sum(tally(align(first, second))), 0, (len(first), len(second)))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("shared", "common", "sentences", "linked"),
    [
        (31, 0, (40, 40), True),
        (10, 0, (40, 40), True),
        (9, 0, (40, 40), False),  # three paragraphs of background
        (2, 0, (4, 4), False),
        (2, 0, (2, 30), True),  # a flash that became a report
        (1, 0, (1, 30), True),
        (3, 3, (5, 6), False),  # an outlet's note about itself
        (12, 12, (24, 20), True),  # wire copy that came in very often
        (11, 11, (24, 20), False),
        (0, 0, (0, 5), False),
    ],
)
def test_the_rule(shared: int, common: int, sentences: tuple[int, int], linked: bool) -> None:
    assert links(shared, common, sentences) is linked
    assert links(shared, common, sentences[::-1]) is linked


def test_groups_join_what_is_joined_through_others() -> None:
    assert groups([(4, 9), (1, 2), (9, 3), (2, 1)]) == [(1, 2), (3, 4, 9)]
    assert groups([]) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_every_pair_is_in_one_group(pairs: list[tuple[int, int]]) -> None:
    found = groups(pairs)
    members = [one for group in found for one in group]
    assert len(members) == len(set(members))
    assert all(any({a, b} <= set(group) for group in found) for a, b in pairs)


def test_the_sentence_about_two_articles() -> None:
    assert shared_sentence(31, 0, 40, "“Fog”") == "31 of 40 sentences are also in “Fog”."
    assert shared_sentence(31, 5, 40, "“Fog”") == (
        "31 of 40 sentences are also in “Fog”; 5 more are nearly the same."
    )
    assert shared_sentence(1, 1, 1, "“Fog”") == (
        "1 of 1 sentence is also in “Fog”; 1 more is nearly the same."
    )
    assert shared_sentence(0, 2, 3, "“Fog”") == "2 of 3 sentences are nearly the same in “Fog”."
