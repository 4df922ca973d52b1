"""Gwet's AC1.

    P_e = 1/(q - 1) Σ_k π_k (1 - π_k),   AC1 = (P - P_e) / (1 - P_e)

with P the percent agreement, π the prevalence as in Fleiss' kappa and q the number of declared
labels. Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48.
"""

import numpy as np

from annotator.agreement.coefficients.fleiss import prevalence
from annotator.agreement.coefficients.percent import percent_values
from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums

NAME = "Gwet's AC1"


def gwet_ac1(ratings: Ratings) -> Coefficient:
    """Agreement beyond chance where chance is limited to the hard units.

    *Never alone*: it stays high where one label dominates.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> chance = (0.7 * 0.3 + 0.3 * 0.7) / (2 - 1)
    >>> round((0.8 - chance) / (1 - chance), 4), round(gwet_ac1(ratings).value, 4)
    (0.6552, 0.6552)
    """
    return overall(NAME, ratings, ac1_values(ratings.sums), _reason)


def ac1_values(sums: Sums) -> FloatArray:
    """AC1; NaN where nothing is paired or only one label is declared."""
    if sums.size < 2:  # noqa: PLR2004 - two labels are the least that can differ
        return np.full(sums.units.shape, np.nan)
    shares = prevalence(sums)
    chance = (shares * (1 - shares)).sum(axis=-1) / (sums.size - 1)
    values: FloatArray = (percent_values(sums) - chance) / (1 - chance)
    return values


def _reason() -> str:
    return "Not defined because the label set has only one label."
