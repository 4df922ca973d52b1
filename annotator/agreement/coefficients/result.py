"""What a coefficient comes to: its value or the reason why it has none, with its n and interval."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray


@dataclass(frozen=True)
class Interval:
    """A bootstrap interval over articles."""

    low: float
    high: float
    level: float
    """The share of resamples between low and high, as 0.95."""
    resamples: int
    seed: int
    undefined_share: float
    """The share of resamples in which the coefficient was undefined; they are left out."""
    drawn: int = 0
    """How many articles (or units, where no articles are known) each resample draws."""
    method: str = "percentile"


@dataclass(frozen=True)
class Coefficient:
    """One measure of agreement; `value` is None exactly if `reason` says why."""

    name: str
    value: float | None
    reason: str | None
    units: int
    """Units with a label from the annotators that are compared."""
    paired_units: int
    """Units with labels from two or more of them."""
    interval: Interval | None = None
    interval_note: str | None = None
    """Why there is no interval, or why the one there is deserves caution."""


def overall(
    name: str, ratings: Ratings, value: FloatArray, reason: Callable[[], str] | None = None
) -> Coefficient:
    """A coefficient over all annotators.

    Args:
        name: what the measure is called.
        ratings: what it was worked out from.
        value: a single number, NaN if undefined.
        reason: tells why it is undefined although units are paired, if that can happen.
    """
    number = float(value)
    undefined = math.isnan(number)
    why = ratings.unpaired_reason()
    if undefined and why is None and reason:
        why = reason()
    return Coefficient(
        name=name,
        value=None if undefined else number,
        reason=why if undefined else None,
        units=int(ratings.sums.units),
        paired_units=int(ratings.sums.paired_units),
    )
