"""Positive agreement: how often a label that one annotator gave is confirmed by another.

    PA_k = o_kk / n_k = Σ_{u in U2} n_uk (n_uk - 1) / (m_u - 1)  /  Σ_{u in U2} n_uk

with U2 the units that have two labels or more. Sources: Spitzer and Fleiss (1974), British Journal
of Psychiatry 125, 341-347, for any number of annotators; Cicchetti and Feinstein (1990), Journal of
Clinical Epidemiology 43, 551-558, for two. For two annotators it is the F1 between them.
"""

from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums, ratio

NAME = "Positive agreement"


def positive_agreements(ratings: Ratings) -> tuple[Coefficient, ...]:
    """For each declared label, the chance that another annotator of the unit gave it as well.

    *Not corrected for chance*: a label on most sentences is confirmed often by luck alone. *Not
    without its count*: of a label given three times it says next to nothing.

    >>> ratings = Ratings.from_patterns(
    ...     [(("claim", "claim"), 6, None), (("claim", "none"), 2, None)], annotators=["ada", "ben"]
    ... )
    >>> claim, none = positive_agreements(ratings)
    >>> round(claim.value, 4), none.value  # 12 of 14 'claim' are confirmed, and no 'none'
    (0.8571, 0.0)
    """
    values = positive_values(ratings.sums)
    return tuple(
        _positive(ratings, position, values[position]) for position in range(len(ratings.labels))
    )


def positive_values(sums: Sums) -> FloatArray:
    """PA of each label in the last axis, shape (..., q); NaN for labels that nobody paired gave."""
    return ratio(sums.matches, sums.values)


def _positive(ratings: Ratings, position: int, value: FloatArray) -> Coefficient:
    label = ratings.labels[position]

    def reason() -> str:
        return f"Not defined because no paired label is '{label}'."

    return overall(f"{NAME} on '{label}'", ratings, value, reason)
