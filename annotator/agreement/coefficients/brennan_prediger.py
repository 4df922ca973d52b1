"""Brennan and Prediger's coefficient, also known as the S of Bennett and free-marginal kappa.

    BP = (P - 1/q) / (1 - 1/q)

with P the percent agreement and q the number of declared labels. Source: Brennan and Prediger
(1981), Educational and Psychological Measurement 41, 687-699.
"""

import numpy as np

from annotator.agreement.coefficients.percent import percent_values
from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums

NAME = "Brennan-Prediger coefficient"


def brennan_prediger(ratings: Ratings) -> Coefficient:
    """Agreement beyond that of annotators to whom all declared labels are equally likely.

    *Not where the label set is arbitrary*: a label that nobody uses raises it.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> round((0.8 - 1 / 2) / (1 - 1 / 2), 4), round(brennan_prediger(ratings).value, 4)
    (0.6, 0.6)
    """
    return overall(NAME, ratings, brennan_prediger_values(ratings.sums), _reason)


def brennan_prediger_values(sums: Sums) -> FloatArray:
    """BP; NaN where nothing is paired or only one label is declared."""
    if sums.size < 2:  # noqa: PLR2004 - two labels are the least that can differ
        return np.full(sums.units.shape, np.nan)
    chance = 1 / sums.size
    values: FloatArray = (percent_values(sums) - chance) / (1 - chance)
    return values


def _reason() -> str:
    return "Not defined because the label set has only one label."
