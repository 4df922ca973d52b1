"""Two annotators: what they share, and a coefficient on it."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.pairs import PairSums
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, ratio
from annotator.errors import Invalid

PERCENT_NAME = "Percent agreement"


@dataclass(frozen=True, eq=False)
class Pair:
    """Two annotators with their sums over the units that both labelled."""

    names: tuple[str, str]
    units: int
    """Units that at least one of them labelled."""
    articles: int
    """Articles in which they share a unit."""
    sums: PairSums


def pair_of(ratings: Ratings, first: str, second: str) -> Pair:
    """The pair by its names, in either order.

    Raises:
        Invalid: there is no such annotator, or both names are the same.
    """
    wanted = {first, second}
    positions = [at for at, name in enumerate(ratings.annotators) if name in wanted]
    if len(wanted) == 1 or len(positions) != len(wanted):
        raise Invalid(f"'{first}' and '{second}' are not two annotators of these ratings.")
    return pair_at(ratings, positions[0], positions[1])


def pair_at(ratings: Ratings, first: int, second: int) -> Pair:
    """The pair by the positions of its annotators, the lower first."""
    shared = ratings.pair_sums.get((first, second))
    size = len(ratings.labels)
    copies = ratings.copies[shared.articles] if shared else np.zeros(0, np.int64)
    sums = shared.sums.total(copies) if shared else PairSums(np.zeros(1 + 2 * size), size)
    repeats = ratings.repeats[ratings.unit]
    each = np.bincount(ratings.annotator, repeats, len(ratings.annotators))
    return Pair(
        names=(ratings.annotators[first], ratings.annotators[second]),
        units=int(each[first] + each[second] - sums.units),
        articles=int(copies.sum()),
        sums=sums,
    )


def pair_percent(pair: Pair) -> Coefficient:
    """The share of the units both labelled on which they gave the same label."""
    return pair_coefficient(PERCENT_NAME, pair, pair_percent_values(pair.sums))


def pair_percent_values(sums: PairSums) -> FloatArray:
    """Agreeing units by shared units; NaN where none is shared."""
    return ratio(sums.agreeing, sums.units)


def pair_coefficient(
    name: str, pair: Pair, value: FloatArray, reason: Callable[[], str] | None = None
) -> Coefficient:
    """A coefficient of two annotators; the arguments as for all annotators in `overall`."""
    number = float(value)
    undefined = math.isnan(number)
    why = _unshared(pair)
    if undefined and why is None and reason:
        why = reason()
    return Coefficient(
        name=name,
        value=None if undefined else number,
        reason=why if undefined else None,
        units=pair.units,
        paired_units=int(pair.sums.units),
    )


def _unshared(pair: Pair) -> str | None:
    if pair.sums.units > 0:
        return None
    first, second = pair.names
    return f"Not defined because '{first}' and '{second}' labelled no unit in common."
