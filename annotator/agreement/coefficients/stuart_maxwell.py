"""The Stuart-Maxwell test: do two annotators use the labels equally often on the units they share?

    d_k = n_k. - n_.k,   S_kk = n_k. + n_.k - 2 n_kk,   S_kl = -(n_kl + n_lk)
    χ² = d' S⁻ d   with rank(S) degrees of freedom

n is the table of the pair's labels, S⁻ a generalised inverse. If all labels hang together through
disagreements the rank is q - 1, the textbook case. Sources: Stuart (1955), Biometrika 42, 412-416;
Maxwell (1970), British Journal of Psychiatry 116, 651-655. For several pairs, p is adjusted after
Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.coefficients.matrix import Counts, confusion_matrices
from annotator.agreement.distributions import chi_squared_tail
from annotator.agreement.ratings import Ratings


@dataclass(frozen=True)
class MarginTest:
    """The test of one pair; `statistic` is None exactly if `reason` says why."""

    annotators: tuple[str, str]
    units: int
    """Units that both labelled."""
    statistic: float | None
    freedom: int
    p: float | None
    """The probability of margins at least so different if both used the labels alike."""
    adjusted_p: float | None
    """The same after Holm's correction for all the pairs that were tested."""
    reason: str | None


def stuart_maxwell(ratings: Ratings) -> tuple[MarginTest, ...]:
    """Test every two annotators for different use of the labels.

    *Not a measure of agreement*: people who use each label equally often may disagree everywhere.
    *Too bold where sentences share articles*: it takes units for independent; a small p deserves a
    look at the label rates, whose intervals know of the articles.

    >>> patterns = [(("claim", "none"), 15, None), (("none", "claim"), 5, None),
    ...             (("none", "none"), 80, None)]
    >>> (test,) = stuart_maxwell(Ratings.from_patterns(patterns, annotators=["ada", "ben"]))
    >>> test.statistic, test.freedom, round(test.p, 4)  # (15 - 5)² / (15 + 5)
    (5.0, 1, 0.0253)
    """
    tables = confusion_matrices(ratings)
    tests = [_test(pair, tables.get(pair)) for pair in combinations(ratings.annotators, 2)]
    defined = [at for at, test in enumerate(tests) if test.p is not None]
    adjusted = dict(zip(defined, holm([tests[at].p or 0.0 for at in defined]), strict=True))
    return tuple(
        MarginTest(
            test.annotators,
            test.units,
            test.statistic,
            test.freedom,
            test.p,
            adjusted.get(at),
            test.reason,
        )
        for at, test in enumerate(tests)
    )


def holm(p: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values, in the order given.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p)), key=lambda at: p[at])
    adjusted, worst = [0.0] * len(p), 0.0
    for rank, at in enumerate(order):
        worst = max(worst, min(1.0, (len(p) - rank) * p[at]))
        adjusted[at] = worst
    return adjusted


def _test(pair: tuple[str, str], counts: Counts | None) -> MarginTest:
    first, second = pair
    if counts is None:
        reason = f"Not defined because '{first}' and '{second}' labelled no unit in common."
        return MarginTest(pair, 0, None, 0, None, None, reason)
    table = np.array(counts, np.float64)
    units = int(table.sum())
    apart = table.sum(axis=1) - table.sum(axis=0)
    crossed = table + table.T
    np.fill_diagonal(crossed, 0)
    spread = np.diag(crossed.sum(axis=1)) - crossed
    freedom = int(np.linalg.matrix_rank(spread, hermitian=True)) if crossed.any() else 0
    if not freedom:
        reason = f"Not defined because '{first}' and '{second}' agree on every unit they share."
        return MarginTest(pair, units, None, 0, None, None, reason)
    statistic = float(apart @ np.linalg.pinv(spread, hermitian=True) @ apart)
    statistic = max(0.0, round(statistic, 12))
    p = chi_squared_tail(statistic, freedom)
    return MarginTest(pair, units, statistic, freedom, p, None, None)
