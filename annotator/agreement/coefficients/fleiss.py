"""Fleiss' kappa, in Gwet's generalisation to gaps.

    π_k = 1/|U1| Σ_{u in U1} n_uk / m_u
    κ = (P - Σ_k π_k²) / (1 - Σ_k π_k²),   P = percent agreement

Sources: Fleiss (1971), Psychological Bulletin 76(5), 378-382; Gwet (2014), Handbook of Inter-Rater
Reliability, 4th ed., chapter 2. Units with one label count in π, though not in P.
"""

import numpy as np

from annotator.agreement.coefficients.percent import percent_values
from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums, ratio

NAME = "Fleiss' kappa (Gwet's generalisation)"


def fleiss_kappa(ratings: Ratings) -> Coefficient:
    """Agreement beyond that of annotators who draw labels from the common prevalence.

    *Not to be compared across programs* without asking which generalisation to gaps they use.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> chance = 0.7**2 + 0.3**2
    >>> round((0.8 - chance) / (1 - chance), 4), round(fleiss_kappa(ratings).value, 4)
    (0.5238, 0.5238)
    """

    def reason() -> str:
        used = ratings.labels[int(ratings.sums.prevalence.argmax())]
        return f"Not defined because every label given is '{used}'."

    return overall(NAME, ratings, fleiss_values(ratings.sums), reason)


def fleiss_values(sums: Sums) -> FloatArray:
    """κ; NaN where nothing is paired or only one label was given."""
    chance = (prevalence(sums) ** 2).sum(axis=-1)
    varied = (sums.prevalence > 0).sum(axis=-1) > 1
    return ratio(percent_values(sums) - chance, np.where(varied, 1 - chance, 0))


def prevalence(sums: Sums) -> FloatArray:
    """π_k, each label's mean share of a unit's labels, in the last axis."""
    return ratio(sums.prevalence, sums.units[..., None])
