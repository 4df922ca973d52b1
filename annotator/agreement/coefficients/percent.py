"""Percent agreement: the mean share of annotator pairs that agree on a unit.

    P = 1/|U2| Σ_{u in U2} Σ_k n_uk (n_uk - 1) / (m_u (m_u - 1))

Source: Fleiss (1971), Psychological Bulletin 76(5), 378-382, equations 1 and 2, over the units with
two labels or more. It is not corrected for chance.
"""

from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums, ratio

NAME = "Percent agreement"


def percent_agreement(ratings: Ratings) -> Coefficient:
    """How often two annotators of a unit gave it the same label, between 0 and 1.

    *Not alone*: it is not corrected for chance.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> percent_agreement(ratings).value
    0.8
    """
    return overall(NAME, ratings, percent_values(ratings.sums))


def percent_values(sums: Sums) -> FloatArray:
    """P; NaN where no unit has two labels."""
    return ratio(sums.agreement, sums.paired_units)
