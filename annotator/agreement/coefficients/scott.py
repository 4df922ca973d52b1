"""Scott's pi for two annotators, on the units both labelled.

    p_k = (p_ik + p_jk) / 2,   π = (P - Σ_k p_k²) / (1 - Σ_k p_k²)

Source: Scott (1955), Public Opinion Quarterly 19(3), 321-325. It is a coefficient of two; for more
annotators its generalisation is Fleiss' kappa.
"""

from annotator.agreement.coefficients.pair import Pair, pair_at, pair_coefficient
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.pairs import PairSums
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, ratio

NAME = "Scott's pi"
_TWO = 2


def scott_pi(ratings: Ratings) -> Coefficient:
    """Agreement of two annotators beyond that of drawing from their pooled label shares."""
    if len(ratings.annotators) != _TWO:
        return _not_two(ratings)
    pair = pair_at(ratings, 0, 1)
    return pair_coefficient(NAME, pair, scott_values(pair.sums), lambda: _one_label(ratings, pair))


def scott_values(sums: PairSums) -> FloatArray:
    """π, multiplied out by (2n)² to keep whole numbers; NaN where only one label was given."""
    whole = (_TWO * sums.units) ** 2
    chance = ((sums.first_margin + sums.second_margin) ** 2).sum(axis=-1)
    return ratio(_TWO * _TWO * sums.units * sums.agreeing - chance, whole - chance)


def _one_label(ratings: Ratings, pair: Pair) -> str:
    used = ratings.labels[int(pair.sums.first_margin.argmax())]
    return f"Not defined because every paired label is '{used}'."


def _not_two(ratings: Ratings) -> Coefficient:
    many = len(ratings.annotators)
    reason = ratings.unpaired_reason() or (
        f"Not defined because Scott's pi compares two annotators and there are {many}; "
        "Fleiss' kappa is its form for more."
    )
    return Coefficient(
        name=NAME,
        value=None,
        reason=reason,
        units=int(ratings.sums.units),
        paired_units=int(ratings.sums.paired_units),
    )
