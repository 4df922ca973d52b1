"""The two textbook distributions that intervals and tests need: Student's t and chi-squared."""

import math
from statistics import NormalDist

NORMAL = NormalDist()
_MANY = 200
"""Degrees of freedom from which the expansion about the normal is good to nine digits."""
_HALVINGS = 60


def t_quantile(share: float, freedom: int) -> float:
    """The value below which a share of Student's t distribution lies.

    Up to 200 degrees of freedom by halving on the exact distribution function, beyond by the
    expansion of Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.5.

    Args:
        share: between 0.5 and 1, both excluded.
        freedom: degrees of freedom, 1 or more.

    >>> round(t_quantile(0.975, 9), 4), round(t_quantile(0.975, 1), 4)
    (2.2622, 12.7062)
    """
    z = NORMAL.inv_cdf(share)
    if freedom >= _MANY:
        second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        return z + (z**3 + z) / (4 * freedom) + second
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _t_share(middle, freedom) < 2 * share - 1:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan((low + high) / 2)


def chi_squared_tail(value: float, freedom: int) -> float:
    """The probability that a chi-squared variable exceeds the value.

    The finite sums of Abramowitz and Stegun (1964), 26.4.4 and 26.4.5.

    >>> round(chi_squared_tail(3.841, 1), 3), round(chi_squared_tail(7.815, 3), 3)
    (0.05, 0.05)
    """
    half = value / 2
    if half <= 0:
        return 1.0
    odd = freedom % 2
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range(freedom // 2):
        power = step + odd / 2
        tail += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
    return min(1.0, tail)


def _t_share(angle: float, freedom: int) -> float:
    """P(|t| < √freedom tan(angle)): Abramowitz and Stegun (1964), 26.7.3 and 26.7.4."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    total, term = 0.0, cosine if odd else 1.0
    for step in range(freedom // 2):
        total += term
        below = 2 * step + 2 + odd
        term *= cosine**2 * (below - 1) / below
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
