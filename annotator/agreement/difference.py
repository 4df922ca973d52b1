"""The difference of two agreements, with an interval of its own.

Two rounds, two groups of annotators, two versions of a codebook. Articles that both have are drawn
together, so that what makes an article hard counts on both sides; articles of one side alone are
drawn on their own, as many as there are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.bootstrap import draws, with_interval
from annotator.agreement.coefficients.krippendorff import alpha_values, krippendorff_alpha
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.intervals import share_below
from annotator.agreement.ratings import Id, Ratings, in_order
from annotator.agreement.sums import PAIRED_UNITS, FloatArray, Sums
from annotator.errors import Invalid

RESAMPLES = 1000

Measure = Callable[[Ratings], Coefficient]
Values = Callable[[Sums], FloatArray]
ALPHA: tuple[Measure, Values] = (krippendorff_alpha, alpha_values)


@dataclass(frozen=True)
class Difference:
    """How much higher the first agreement is than the second."""

    first: Coefficient
    second: Coefficient
    difference: Coefficient
    """First minus second, with its interval; `units` are those of both, shared ones twice."""
    shared_articles: int
    """Articles that both have, with paired units on both sides."""
    probability_below_zero: float | None
    """The share of resamples in which the first was lower; None without an interval."""


def difference(
    first: Ratings,
    second: Ratings,
    seed: int,
    *,
    resamples: int = RESAMPLES,
    measure: tuple[Measure, Values] = ALPHA,
) -> Difference:
    """Compare two sets of ratings by paired resampling of articles.

    Two intervals that overlap do not show that two agreements are alike, nor do two that do not
    overlap measure how far apart they are; this does. Source: Efron and Tibshirani (1993), An
    Introduction to the Bootstrap, chapters 8 and 16. *Not a reason*: two rounds differ in their
    articles, too, unless they share them.

    >>> def rounds(says):
    ...     return Ratings.from_rows(
    ...         (f"s{at}", who, says(at, who), f"a{at // 4}") for at in range(80) for who in "ab"
    ...     )
    >>> trained = rounds(lambda at, who: "claim" if at % 3 == 0 else "none")
    >>> pilot = rounds(lambda at, who: "claim" if at % (3 if who == "a" else 4) == 0 else "none")
    >>> found = difference(trained, pilot, seed=1)
    >>> round(found.difference.value, 3), found.shared_articles, found.difference.interval.low > 0
    (0.988, 20, True)

    Args:
        first: the one side; articles of the same name are the same on both.
        second: the other side; its label set may be another.
        seed: the same seed gives the same draws.
        resamples: how many times to draw.
        measure: the measure and its function of sums, as `(gwet_ac1, ac1_values)`.

    Raises:
        Invalid: one side names articles and the other does not, or units are counted by patterns.
    """
    _refuse(first, second, resamples)
    coefficient, values = measure
    sides = coefficient(first), coefficient(second)
    both = _subtract(*sides)
    articles = min(first.paired_articles, second.paired_articles)
    strata, alone = _strata(first, second)
    if both.value is None or articles < 2:  # noqa: PLR2004 - one article cannot vary
        return Difference(*sides, with_interval(both, None, seed, articles), len(strata[0]), None)

    def apart(table: FloatArray) -> FloatArray:
        width = first.article_sums.table.shape[1]
        one = values(Sums(table[..., :width], len(first.labels)))
        other = values(Sums(table[..., width:], len(second.labels)))
        less: FloatArray = one - other
        return less

    drawn = alone + sum(
        _resampled(rows, resamples, (seed, at)) for at, rows in enumerate(strata) if len(rows)
    )
    total = alone + sum(rows.sum(axis=0) for rows in strata)
    without = np.concatenate([apart(total - rows) for rows in strata])
    found = apart(drawn)
    lower = share_below(found, 0)
    with_its = with_interval(both, found, seed, articles, without)
    return Difference(*sides, with_its, len(strata[0]), lower if with_its.interval else None)


def _refuse(first: Ratings, second: Ratings, resamples: int) -> None:
    if first.has_articles != second.has_articles:
        raise Invalid("Only one of the two names articles; give them on both sides or on neither.")
    if any((side.copies > 1).any() for side in (first, second)):
        raise Invalid("Counts of patterns cannot be paired without the articles they are from.")
    if resamples < 1:
        raise Invalid(f"{resamples} resamples were asked for; ask for at least one.")


def _strata(first: Ratings, second: Ratings) -> tuple[tuple[FloatArray, ...], FloatArray]:
    """The sums of each article, the first side's beside the second's: three tables and a rest.

    The tables hold the articles with paired units on both sides, on the first alone and on the
    second alone; the rest is the total of all other articles, which are not drawn.
    """
    names = sorted({*first.articles, *second.articles}, key=in_order)
    table = np.hstack([_beside(side, names) for side in (first, second)])
    width = first.article_sums.table.shape[1]
    one = table[:, PAIRED_UNITS] > 0
    other = table[:, width + PAIRED_UNITS] > 0
    strata = table[one & other], table[one & ~other], table[~one & other]
    rest: FloatArray = table[~one & ~other].sum(axis=0)
    return strata, rest


def _beside(side: Ratings, names: list[Id]) -> FloatArray:
    """The side's sums of these articles, zeros for those it has not; shape (names, columns)."""
    own = side.article_sums.table
    at = {name: position for position, name in enumerate(side.articles)}
    padded = np.vstack([own, np.zeros((1, own.shape[1]))])
    return padded[[at.get(name, len(own)) for name in names]]


def _resampled(rows: FloatArray, resamples: int, seed: tuple[int, int]) -> FloatArray:
    copies = np.ones(len(rows), np.int64)
    return np.concatenate([drawn @ rows for drawn in draws(copies, resamples, seed)])


def _subtract(first: Coefficient, second: Coefficient) -> Coefficient:
    """First minus second, undefined where one of them is."""
    apart = None
    if first.value is not None and second.value is not None:
        apart = first.value - second.value
    return Coefficient(
        name=f"Difference of {first.name}",
        value=apart,
        reason=None if apart is not None else first.reason or second.reason,
        units=first.units + second.units,
        paired_units=first.paired_units + second.paired_units,
    )
