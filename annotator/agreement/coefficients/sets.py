"""Alpha for sets of labels: how near two sets are counts, not only whether they are the same.

    α = 1 - (n - 1) Σ_ck o_ck d(c, k) / Σ_ck n_c n_k d(c, k)

with o and n as for nominal alpha, every set that occurs being a value of its own, and a distance d:

    Jaccard  1 - J,      J = |A ∩ B| / |A ∪ B|
    MASI     1 - J M,    M = 1 if A = B, 2/3 if one holds the other, 1/3 if they overlap, else 0

Two empty sets are the same, at distance 0. Sources: Krippendorff (2004) as for nominal alpha;
Passonneau (2006), Measuring Agreement on Set-valued Items (MASI), LREC, 831-836. Other programs
call other scales MASI; figures compare only if the scale is this one.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from annotator.agreement.coefficients.krippendorff import krippendorff_alpha
from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Id, Ratings
from annotator.agreement.sums import FloatArray, ratio
from annotator.errors import Invalid

SEPARATOR = ";"
JACCARD = "Krippendorff's alpha (Jaccard distance)"
MASI = "Krippendorff's alpha (MASI distance)"

Set = frozenset[str]
Distance = Callable[[Set, Set], float]


def ratings_of_sets(rows: Iterable[tuple[Id, str, Iterable[str], Id | None]]) -> Ratings:
    """Ratings whose labels are sets: (unit, annotator, labels, article); a missing row is a gap.

    A set becomes one label, its members in order of spelling between semicolons; the empty set, an
    answer like any other, becomes the empty text.

    >>> ratings = ratings_of_sets([("s1", "ada", {"loaded", "doubt"}, 1), ("s1", "ben", (), 1)])
    >>> ratings.labels
    ('', 'doubt;loaded')

    Raises:
        Invalid: as for long rows, or a member is empty or holds a semicolon.
    """
    return Ratings.from_rows(
        (unit, annotator, set_label(labels), article) for unit, annotator, labels, article in rows
    )


def set_label(labels: Iterable[str]) -> str:
    """One text for a set of labels.

    >>> set_label(["loaded", "doubt", "loaded"])
    'doubt;loaded'

    Raises:
        Invalid: a label is empty or holds a semicolon, or the set is a single text.
    """
    if isinstance(labels, str):
        raise Invalid(f"'{labels}' is a text and not a set of labels; write {{'{labels}'}}.")
    names = sorted(set(labels))
    for name in names:
        if not name or SEPARATOR in name:
            raise Invalid(f"'{name}' cannot be in a set; a label has a name without semicolon.")
    return SEPARATOR.join(names)


def members(label: str) -> Set:
    """The set that a text stands for.

    >>> sorted(members("doubt;loaded")), sorted(members(""))
    (['doubt', 'loaded'], [])
    """
    return frozenset(label.split(SEPARATOR)) if label else frozenset()


def jaccard_distance(one: Set, other: Set) -> float:
    """The share of the labels in either set that are not in both, 0 for two empty sets.

    Source: Jaccard (1912), New Phytologist 11, 37-50.

    >>> jaccard_distance(frozenset("A"), frozenset("AB"))
    0.5
    """
    return 1 - len(one & other) / len(one | other) if one or other else 0.0


def masi_distance(one: Set, other: Set) -> float:
    """As Jaccard's, but crossing sets lie farther apart than a set and a part of it.

    Source: Passonneau (2006). *Not to be compared with nominal alpha*: its expectation is another.

    >>> round(masi_distance(frozenset("A"), frozenset("AB")), 4)
    0.6667
    >>> round(masi_distance(frozenset("AB"), frozenset("BC")), 4)
    0.8889
    """
    if one == other:
        return 0.0
    common = len(one & other)
    if not common:
        return 1.0
    monotone = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - common / len(one | other) * monotone


def alpha_jaccard(ratings: Ratings) -> Coefficient:
    """Alpha of label sets with the Jaccard distance; `ratings_of_sets` makes such ratings.

    *Not where sets always have one label*: it is nominal alpha then, under a longer name. *Not
    alone*: which labels people disagree on is told by `set_label_alphas`.

    >>> ratings = ratings_of_sets(
    ...     [("s1", "ada", {"A"}, None), ("s1", "ben", {"A", "B"}, None),
    ...      ("s2", "ada", {"C"}, None), ("s2", "ben", {"C"}, None)]
    ... )
    >>> observed = 2 * 0.5  # {A} beside {A, B}, in both orders; {C} beside {C} adds nothing
    >>> expected = 2 * 0.5 + 4 * 1 + 4 * 1  # {A} and {A, B}; each of them and the two {C}
    >>> round(1 - (4 - 1) * observed / expected, 4), round(alpha_jaccard(ratings).value, 4)
    (0.6667, 0.6667)
    """
    return _alpha(JACCARD, ratings, jaccard_distance)


def alpha_masi(ratings: Ratings) -> Coefficient:
    """Alpha of label sets with the MASI distance; `ratings_of_sets` makes such ratings.

    *Not to be compared with alphas of other distances*, nor with "MASI" of programs that scale it
    otherwise.

    >>> ratings = ratings_of_sets(
    ...     [("s1", "ada", {"A"}, None), ("s1", "ben", {"A", "B"}, None),
    ...      ("s2", "ada", {"C"}, None), ("s2", "ben", {"C"}, None)]
    ... )
    >>> observed, expected = 2 * 2 / 3, 2 * 2 / 3 + 4 * 1 + 4 * 1
    >>> round(1 - (4 - 1) * observed / expected, 4), round(alpha_masi(ratings).value, 4)
    (0.5714, 0.5714)
    """
    return _alpha(MASI, ratings, masi_distance)


def set_label_alphas(
    ratings: Ratings, labels: Sequence[str] | None = None
) -> dict[str, Coefficient]:
    """Nominal alpha of each label of the sets: whether it is in the set or not.

    Source as for nominal alpha. *Not to be averaged*: the mean over labels is no alpha of sets.

    >>> ratings = ratings_of_sets(
    ...     [("s1", "ada", {"A"}, None), ("s1", "ben", {"A", "B"}, None),
    ...      ("s2", "ada", {"C"}, None), ("s2", "ben", {"C"}, None)]
    ... )
    >>> {label: alpha.value for label, alpha in set_label_alphas(ratings).items()}
    {'A': 1.0, 'B': 0.0, 'C': 1.0}

    Args:
        ratings: made by `ratings_of_sets`.
        labels: the labels that could be in a set; without it, those that occur.
    """
    wanted = set_members(ratings) if labels is None else labels
    return {label: krippendorff_alpha(having(ratings, label)) for label in wanted}


def set_members(ratings: Ratings) -> tuple[str, ...]:
    """The labels that occur in the sets, sorted."""
    return tuple(sorted(frozenset[str]().union(*map(members, ratings.labels))))


def having(ratings: Ratings, label: str) -> Ratings:
    """The ratings reduced to whether the label is in the set."""
    codes = [int(label in members(one)) for one in ratings.labels]
    return ratings.relabelled(np.array(codes, np.int64), (f"not {label}", label))


def distances(ratings: Ratings, distance: Distance) -> FloatArray:
    """The distance of every two sets, shape (sets, sets)."""
    sets = [members(label) for label in ratings.labels]
    cells = [[distance(one, other) for other in sets] for one in sets]
    return np.array(cells, np.float64).reshape(len(sets), len(sets))


def set_sums(ratings: Ratings, between: FloatArray) -> FloatArray:
    """What each article, or one copy, adds: Σ o_ck d(c, k), then n_c of every set.

    Args:
        ratings: with sets as labels.
        between: the distance of every two sets, shape (sets, sets).

    Returns:
        Shape (articles, 1 + sets).
    """
    found, size, articles = ratings.pairings, len(ratings.labels), len(ratings.articles)
    given = np.bincount(ratings.unit, minlength=len(ratings.units))
    apart = between[found.first_label, found.second_label] * 2 / (given[found.unit] - 1)
    home = ratings.article_of[found.unit]
    observed = np.bincount(home, apart * ratings.weights[found.unit], articles)
    unit = ratings.unit[given[ratings.unit] > 1]
    label = ratings.label[given[ratings.unit] > 1]
    cell = ratings.article_of[unit] * size + label
    values = np.bincount(cell, ratings.weights[unit], articles * size).reshape(articles, size)
    return np.column_stack([observed, values])


def distance_values(table: FloatArray, between: FloatArray) -> FloatArray:
    """α from the sums of `set_sums` in the last axis; NaN where the paired sets do not vary."""
    values = table[..., 1:]
    expected = ((values @ between) * values).sum(axis=-1)
    return 1 - ratio((values.sum(axis=-1) - 1) * table[..., 0], expected)


def _alpha(name: str, ratings: Ratings, distance: Distance) -> Coefficient:
    between = distances(ratings, distance)
    total = ratings.copies @ set_sums(ratings, between)

    def reason() -> str:
        used = ratings.labels[int(total[1:].argmax())]
        which = f"is {{{used.replace(SEPARATOR, ', ')}}}" if used else "is empty"
        return f"Not defined because every paired set {which}."

    return overall(name, ratings, distance_values(total, between), reason)
