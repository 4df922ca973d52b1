from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

import wire
from annotator.articles.duplicates.alignment import Kind, Row, fold, tally
from annotator.articles.duplicates.alignment import align as align_folded

A = "The ferry Alma waited nine hours off Port Velen."
B = "The harbour office denied that the pilot had refused to board."
C = "Nobody on the ferry was hurt, its operator said on Tuesday."
D = "Tosk called it a proud day for those who cannot read a chart."
C_EDITED = "Nobody on the ferry was hurt, according to the state agency on Tuesday."

few = st.lists(st.sampled_from([A, B, C, D, C_EDITED, "No.", "", "—"]), max_size=12)


def align(earlier: Sequence[str], later: Sequence[str]) -> list[Row]:
    return align_folded(fold(earlier), fold(later))


def test_the_same_article_is_the_same_all_through() -> None:
    assert align([A, B, A], [A, B, A]) == [Row(Kind.SAME, n, n) for n in range(3)]


def test_an_edited_an_added_and_a_dropped_sentence_are_told_apart() -> None:
    assert align([A, B, C], [A, D, C_EDITED]) == [
        Row(Kind.SAME, 0, 0),
        Row(Kind.DROPPED, 1, None),
        Row(Kind.ADDED, None, 1),
        Row(Kind.EDITED, 2, 2),
    ]


def test_a_moved_sentence_is_not_dropped_and_added() -> None:
    assert align([A, B, C, D], [D, A, B, C]) == [
        Row(Kind.SAME, 3, 0, is_moved=True),
        *(Row(Kind.SAME, n, n + 1) for n in range(3)),
    ]


def test_what_was_dropped_first_stands_first() -> None:
    assert align([A, B], [B])[0] == Row(Kind.DROPPED, 0, None)
    assert align([A], []) == [Row(Kind.DROPPED, 0, None)]
    assert align([], [A]) == [Row(Kind.ADDED, None, 0)]


def test_a_sentence_that_stands_twice_loses_one_copy_and_moves_none() -> None:
    rows = align([A, "He said.", B, "He said.", C], [A, B, "He said.", C])
    assert not any(row.is_moved for row in rows)
    assert tally(rows) == (4, 0)


def test_the_same_words_go_before_nearly_the_same_ones() -> None:
    rows = align([C], [C_EDITED, C])
    assert rows == [Row(Kind.ADDED, None, 0), Row(Kind.SAME, 0, 1)]


@given(few, few)
def test_every_sentence_stands_in_one_row(earlier: list[str], later: list[str]) -> None:
    rows = align(earlier, later)
    assert sorted(r.earlier for r in rows if r.earlier is not None) == list(range(len(earlier)))
    assert [r.later for r in rows if r.later is not None] == list(range(len(later)))
    stayed = [r.earlier for r in rows if r.earlier is not None and not r.is_moved]
    assert stayed == sorted(stayed)
    assert all((r.earlier is None) == (r.kind is Kind.ADDED) for r in rows)
    assert all((r.later is None) == (r.kind is Kind.DROPPED) for r in rows)


@given(few, few)
def test_as_many_are_shared_whichever_came_first(earlier: list[str], later: list[str]) -> None:
    assert tally(align(earlier, later))[0] == tally(align(later, earlier))[0]


def test_a_long_article_is_compared_in_time() -> None:
    story = wire.sentences(wire.story(wire.dice(1), 1500))
    assert tally(align(story, story[::-1])) == (len(story), 0)
    assert tally(align(["No."] * 5000, ["No."] * 4000)) == (4000, 0)
