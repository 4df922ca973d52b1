"""Cohen's kappa for two annotators, on the units both labelled.

    P_e = Σ_k p_ik p_jk,   κ = (P - P_e) / (1 - P_e)

with p_ik the share of label k among annotator i's labels on the shared units. Source: Cohen (1960),
Educational and Psychological Measurement 20(1), 37-46.
"""

from annotator.agreement.coefficients.pair import Pair, pair_coefficient, pair_of
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.pairs import PairSums
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, ratio

NAME = "Cohen's kappa"


def cohen_kappa(ratings: Ratings, first: str, second: str) -> Coefficient:
    """Agreement of two annotators beyond what their own label shares would give by chance.

    *Not for a few shared units*, and not to compare pairs whose label shares differ.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> chance = 0.8 * 0.6 + 0.2 * 0.4
    >>> round((0.8 - chance) / (1 - chance), 4), round(cohen_kappa(ratings, "ada", "ben").value, 4)
    (0.5455, 0.5455)

    Raises:
        Invalid: there is no such annotator, or both names are the same.
    """
    return pair_kappa(ratings, pair_of(ratings, first, second))


def pair_kappa(ratings: Ratings, pair: Pair) -> Coefficient:
    """Cohen's kappa of a pair already taken from the ratings."""

    def reason() -> str:
        used = ratings.labels[int(pair.sums.first_margin.argmax())]
        first, second = pair.names
        return (
            f"Not defined because '{first}' and '{second}' gave every unit "
            f"they share the label '{used}'."
        )

    return pair_coefficient(NAME, pair, cohen_values(pair.sums), reason)


def cohen_values(sums: PairSums) -> FloatArray:
    """κ, multiplied out by n² to keep whole numbers; NaN where both gave a single same label."""
    n = sums.units
    chance = (sums.first_margin * sums.second_margin).sum(axis=-1)
    return ratio(n * sums.agreeing - chance, n * n - chance)
