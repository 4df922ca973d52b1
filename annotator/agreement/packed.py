"""Ratings from the arrays that a database counts: packed label patterns, and coded rows.

A sentence's labels are packed into one integer, six bits a label: Σ 1 << 6 (label - lowest). Ten
labels fit into 60 bits and each may be given 63 times. Whoever packs checks that with `fits`; where
it does not, the labels come as texts (`unpacked_texts`).
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from annotator.agreement.ratings import Id, Ratings
from annotator.agreement.sums import IntArray

BITS = 6
MOST_LABELS = 10
MOST_VOICES = 63
_MASK = (1 << BITS) - 1


def fits(numbers: Sequence[int], voices: int) -> bool:
    """Whether labels of these numbers, by so many people on a sentence, fit into one integer.

    >>> fits([1, 2, 5], 63), fits([1, 2, 11], 63), fits([1, 2], 64)
    (True, False, False)

    Args:
        numbers: the numbers of all labels that can occur.
        voices: the most people who labelled one sentence.
    """
    spread = max(numbers, default=0) - min(numbers, default=0)
    return spread < MOST_LABELS and voices <= MOST_VOICES


def unpacked(patterns: IntArray, numbers: Sequence[int]) -> IntArray:
    """How often each label was given, shape (patterns, labels).

    >>> unpacked(np.array([1 + (2 << 12)]), [3, 4, 5]).tolist()
    [[1, 0, 2]]

    Args:
        patterns: packed, shape (patterns,).
        numbers: the numbers of the labels, in the order of the columns.
    """
    lowest = min(numbers)
    shifts = np.array([BITS * (number - lowest) for number in numbers], np.int64)
    return (patterns[:, None] >> shifts) & _MASK


def unpacked_texts(patterns: Sequence[str], numbers: Sequence[int]) -> IntArray:
    """The same from texts of numbers between commas.

    >>> unpacked_texts(["5,3,5"], [3, 4, 5]).tolist()
    [[1, 0, 2]]
    """
    counted = [Counter(map(int, pattern.split(","))) for pattern in patterns]
    rows = [[one[number] for number in numbers] for one in counted]
    return np.array(rows, np.int64).reshape(len(rows), len(numbers))


def ratings_of_counts(
    article: IntArray, counts: IntArray, times: IntArray, labels: Sequence[str]
) -> Ratings:
    """Ratings of units counted by what was said of them, by article; who said it is not known.

    The same as `Ratings.from_counts`, from arrays and much faster.

    >>> counts = np.array([[2, 0], [1, 1]])
    >>> made = ratings_of_counts(np.array([7, 7]), counts, np.array([20, 5]), ["claim", "none"])
    >>> int(made.sums.paired_units), made.paired_articles
    (25, 1)

    Args:
        article: the number of each row's article, shape (rows,).
        counts: how often each label was given, shape (rows, labels).
        times: how many units of the article are like this, shape (rows,).
        labels: the declared label set, in the order of the columns.
    """
    order = np.lexsort((*counts.T[::-1], article))
    article, counts, times = article[order], counts[order], times[order]
    articles, article_of = np.unique(article, return_inverse=True)
    total = counts.sum(axis=1)
    first = np.repeat(np.cumsum(total) - total, total)
    columns = np.tile(np.arange(len(labels)), len(counts))
    return Ratings(
        labels=tuple(labels),
        annotators=(),
        units=tuple(range(len(counts))),
        articles=_ids(articles),
        has_articles=True,
        article_of=article_of,
        unit=np.repeat(np.arange(len(counts)), total),
        annotator=np.arange(int(total.sum())) - first,
        label=np.repeat(columns, counts.ravel()),
        repeats=times,
    )


def ratings_of_codes(
    rows: IntArray, article: IntArray, labels: Sequence[str], annotators: Sequence[str]
) -> Ratings:
    """Ratings of single units, from coded rows; the same as `Ratings.from_rows`, and faster.

    Args:
        rows: (unit, annotator, label), shape (ratings, 3): the unit's number, the positions of the
            annotator and of the label; nobody is twice on a unit.
        article: the number of each row's unit's article, shape (ratings,).
        labels: the declared label set.
        annotators: their names, sorted.
    """
    order = np.lexsort((rows[:, 1], rows[:, 0], article))
    rows, article = rows[order], article[order]
    starts = np.flatnonzero(np.diff(rows[:, 0], prepend=-1))
    given = np.diff(starts, append=len(rows))
    articles, article_of = np.unique(article[starts], return_inverse=True)
    return Ratings(
        labels=tuple(labels),
        annotators=tuple(annotators),
        units=_ids(rows[starts, 0]),
        articles=_ids(articles),
        has_articles=True,
        article_of=article_of,
        unit=np.repeat(np.arange(starts.size), given),
        annotator=rows[:, 1],
        label=rows[:, 2],
        repeats=np.ones(starts.size, np.int64),
    )


def of_articles(ratings: Ratings, numbers: IntArray) -> Ratings:
    """The ratings of units in these articles.

    Args:
        ratings: of articles named by number.
        numbers: the articles to keep.
    """
    kept = np.isin(np.array(ratings.articles, np.int64), numbers)
    return ratings.only(kept[ratings.article_of[ratings.unit]])


def _ids(numbers: IntArray) -> tuple[Id, ...]:
    """Plain numbers, as databases give them."""
    return tuple(numbers.tolist())
