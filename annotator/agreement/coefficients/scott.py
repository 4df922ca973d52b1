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
    """Agreement of two annotators beyond that of drawing from their pooled label shares.

    *Not for more than two annotators*: Fleiss' kappa is its form for more.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> chance = 0.7**2 + 0.3**2
    >>> round((0.8 - chance) / (1 - chance), 4), round(scott_pi(ratings).value, 4)
    (0.5238, 0.5238)
    """
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
    people = f"there are {many}" if many else "nobody knows who gave which label"
    reason = ratings.unpaired_reason() or (
        f"Not defined because Scott's pi compares two annotators and {people}; "
        "Fleiss' kappa is its form for more."
    )
    return Coefficient(
        name=NAME,
        value=None,
        reason=reason,
        units=int(ratings.sums.units),
        paired_units=int(ratings.sums.paired_units),
    )
