"""Intervals out of resampled values, and what else the same values tell."""

import math

import numpy as np

from annotator.agreement.coefficients.result import Interval
from annotator.agreement.distributions import NORMAL, t_quantile
from annotator.agreement.sums import FloatArray

LEVEL = 0.95
HALF_WIDTH = 0.05
"""How close to the value the ends of an interval should be."""
THRESHOLDS = (0.667, 0.8)
"""Conventional bars for alpha, Krippendorff (2004), page 241; conventions, not verdicts."""

_RAREST = 1e-3
"""A share of resamples nearer to 0 or 1 is not told apart from it."""


def percentile_interval(values: FloatArray, seed: int, level: float = LEVEL) -> Interval | None:
    """The middle `level` of the defined values; None if none is defined.

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    *Not for few articles*: it is too narrow then; see `widened_interval`.

    >>> found = percentile_interval(np.linspace(0, 1, 201), seed=1)
    >>> round(found.low, 3), round(found.high, 3)
    (0.025, 0.975)

    Args:
        values: the measure in each resample, shape (resamples,), NaN where undefined.
        seed: what the resamples were drawn with.
        level: the share of the values that the interval holds.
    """
    return _between(values, ((1 - level) / 2, (1 + level) / 2), seed, level)


def widened_interval(
    value: float,
    values: FloatArray,
    without: FloatArray,
    articles: int,
    seed: int,
    level: float = LEVEL,
) -> Interval | None:
    """The bias-corrected and accelerated bootstrap interval, widened for few articles.

    With n articles, the quantiles are taken at Φ(z + (z ± w) / (1 - a (z ± w))): z corrects for
    resamples that lie to one side of the value, the acceleration a (from leaving out each article)
    for skewness, and w = t √(n / (n - 1)), Student's t quantile with n - 1 degrees of freedom,
    stands where the plain interval has the normal 1.96, because resamples vary too little by
    √((n - 1) / n). Sources: Efron (1987), Journal of the American Statistical Association 82,
    171-185 (BCa); Hesterberg (2015), The American Statistician 69, 371-386 (the widening). It
    always holds the value itself.

    *Not for a label that stands in a handful of articles*: no resampling can know the articles that
    were not seen.

    >>> random = np.random.default_rng(1)
    >>> articles = random.normal(size=12)
    >>> drawn = random.choice(articles, (4000, 12)).mean(axis=1)
    >>> without = (articles.sum() - articles) / 11
    >>> wide = widened_interval(float(articles.mean()), drawn, without, 12, seed=1)
    >>> plain = percentile_interval(drawn, seed=1)
    >>> wide.high - wide.low > 1.15 * (plain.high - plain.low), wide.drawn
    (True, 12)

    Args:
        value: the measure on all articles.
        values: the measure in each resample, shape (resamples,), NaN where undefined.
        without: the measure without each article in turn, shape (articles,), NaN where undefined.
        articles: n, how many articles are drawn each time, 2 or more.
        seed: what the resamples were drawn with.
        level: how often such intervals should hold the truth.
    """
    defined = values[~np.isnan(values)]
    if not defined.size:
        return None
    below = (np.mean(defined < value) + np.mean(defined <= value)) / 2
    z = NORMAL.inv_cdf(min(max(float(below), _RAREST), 1 - _RAREST))
    a = _acceleration(without)
    w = t_quantile((1 + level) / 2, articles - 1) * math.sqrt(articles / (articles - 1))
    shares = _shifted(z, z - w, a), _shifted(z, z + w, a)
    found = _between(values, shares, seed, level)
    return found and Interval(
        low=min(found.low, value),
        high=max(found.high, value),
        level=level,
        resamples=found.resamples,
        seed=seed,
        undefined_share=found.undefined_share,
        drawn=articles,
        method="BCa, widened",
    )


def share_below(values: FloatArray, threshold: float) -> float | None:
    """The share of the defined values below a threshold, None if none is defined.

    For alpha it stands where others have verdict words: P(α < 0.667), P(α < 0.8).

    >>> share_below(np.array([0.5, 0.7, 0.9, np.nan]), 0.8)
    0.6666666666666666

    Args:
        values: the measure in each resample, shape (resamples,), NaN where undefined.
        threshold: a convention, as 0.667 or 0.8.
    """
    defined = values[~np.isnan(values)]
    return float(np.mean(defined < threshold)) if defined.size else None


def more_articles(interval: Interval, half_width: float = HALF_WIDTH) -> int:
    """About how many more articles bring half the interval's width down to `half_width`.

    The width falls with the square root of the number of articles: n (h / half_width)² in all.
    *Not a promise*: it takes further articles to be like those seen, and below 20 articles the
    width itself is uncertain.

    >>> wide = Interval(0.4, 0.6, 0.95, 1000, 1, 0.0, drawn=25)
    >>> more_articles(wide)
    75
    """
    half = (interval.high - interval.low) / 2
    needed = math.ceil(round(interval.drawn * (half / half_width) ** 2, 9))
    return max(0, needed - interval.drawn)


def _between(
    values: FloatArray, shares: tuple[float, float], seed: int, level: float
) -> Interval | None:
    """The quantiles of the defined values at two shares."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return None
    low, high = np.quantile(defined, shares)
    return Interval(
        low=float(low),
        high=float(high),
        level=level,
        resamples=values.size,
        seed=seed,
        undefined_share=1 - defined.size / values.size,
    )


def _acceleration(without: FloatArray) -> float:
    """Σ d³ / (6 (Σ d²)^1.5) with d how far each leave-one-out value lies below their mean."""
    defined = without[~np.isnan(without)]
    if not defined.size:
        return 0.0
    apart = defined.mean() - defined
    spread = float((apart**2).sum()) ** 1.5
    return float((apart**3).sum()) / (6 * spread) if spread > 0 else 0.0


def _shifted(z: float, x: float, a: float) -> float:
    """Φ(z + x / (1 - a x)), and its limit where the acceleration leaves no room."""
    room = 1 - a * x
    if room <= 0:
        return 1.0 if x > 0 else 0.0
    return NORMAL.cdf(z + x / room)
