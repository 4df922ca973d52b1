import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import Ratings, report
from annotator.agreement.packed import (
    fits,
    of_articles,
    ratings_of_codes,
    ratings_of_counts,
    unpacked,
    unpacked_texts,
)
from annotator.agreement.ratings import Row

LABELS = ("claim", "denial", "none")
PEOPLE = ("ada", "ben", "cleo")

ratings = st.dictionaries(
    st.tuples(st.integers(1, 9), st.sampled_from(range(3))), st.sampled_from(range(3)), min_size=2
)


def rows(said: dict[tuple[int, int], int]) -> list[Row]:
    return [
        (unit, PEOPLE[who], LABELS[label], unit % 3) for (unit, who), label in sorted(said.items())
    ]


@given(ratings)
def test_coded_rows_are_the_ratings_of_long_rows(said: dict[tuple[int, int], int]) -> None:
    coded = np.array([(unit, who, label) for (unit, who), label in said.items()], np.int64)
    made = ratings_of_codes(coded, coded[:, 0] % 3, LABELS, PEOPLE)
    plain = Ratings.from_rows(rows(said), labels=LABELS, annotators=PEOPLE)
    assert list(made.rows()) == list(plain.rows())
    assert report(made, seed=1, resamples=20) == report(plain, seed=1, resamples=20)


@given(ratings)
def test_counts_give_the_figures_of_long_rows(said: dict[tuple[int, int], int]) -> None:
    plain = Ratings.from_rows(rows(said), labels=LABELS)
    article = np.array([int(plain.articles[at]) for at in plain.article_of], np.int64)
    made = ratings_of_counts(article, plain.counts, np.ones(len(plain.units), np.int64), LABELS)
    one, other = report(made, seed=1, resamples=20), report(plain, seed=1, resamples=20)
    assert one.matrix == other.matrix
    assert one.alpha.value == pytest.approx(other.alpha.value, abs=1e-12)
    assert [label.count for label in one.labels] == [label.count for label in other.labels]


def test_what_was_packed_comes_out_again_up_to_63_voices_of_10_labels() -> None:
    counts = [63, 0, 1, 7, 0, 0, 0, 0, 0, 63]
    packed = sum(count << (6 * at) for at, count in enumerate(counts))
    assert unpacked(np.array([packed]), range(5, 15)).tolist() == [counts]
    assert unpacked_texts(["2,2,9"], [9, 2]).tolist() == [[1, 2]]


def test_what_does_not_fit_is_known_before() -> None:
    assert fits(range(1, 11), 63)
    assert not fits(range(1, 12), 63)
    assert not fits(range(1, 11), 64)


def test_articles_can_be_looked_at_alone() -> None:
    plain = Ratings.from_rows([(1, "a", "x", 1), (1, "b", "x", 1), (2, "a", "y", 2)])
    assert of_articles(plain, np.array([2])).given == 1
