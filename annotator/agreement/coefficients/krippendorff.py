"""Krippendorff's alpha for nominal labels, for all labels and for one label against the rest.

    o_ck = Σ_{u in U2} n_uc (n_uk - [c = k]) / (m_u - 1),   n_k = Σ_c o_ck,   n = Σ_k n_k
    α = 1 - D_o / D_e,   D_o = Σ_{c≠k} o_ck / n,   D_e = Σ_{c≠k} n_c n_k / (n (n - 1))

Source: Krippendorff (2004), Content Analysis, 2nd ed., chapter 11. Gaps are built in: a unit with m
labels weighs m, a unit with one label drops out.
"""

from annotator.agreement.coefficients.result import Coefficient, overall
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums, ratio

NAME = "Krippendorff's alpha (nominal)"


def krippendorff_alpha(ratings: Ratings) -> Coefficient:
    """Alpha with the nominal metric: any two different labels disagree equally.

    *Not for rare labels without their n*, where one unit moves it. *Not the mean of the alphas of
    single articles*: units are pooled.

    >>> patterns = [(("claim", "claim"), 6, None), (("claim", "none"), 2, None),
    ...             (("none", "none"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> observed, expected = 2 * 2, 20**2 - 14**2 - 6**2  # ordered pairs that differ
    >>> round(1 - (20 - 1) * observed / expected, 4), round(krippendorff_alpha(ratings).value, 4)
    (0.5476, 0.5476)
    """

    def reason() -> str:
        used = ratings.labels[int(ratings.sums.values.argmax())]
        return f"Not defined because every paired label is '{used}'."

    return overall(NAME, ratings, alpha_values(ratings.sums), reason)


def label_alphas(ratings: Ratings) -> tuple[Coefficient, ...]:
    """Nominal alpha of each declared label against all others taken together.

    *Not to be averaged*: the mean over labels is not alpha.

    >>> patterns = [(("claim", "claim"), 4, None), (("none", "denial"), 2, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben"])
    >>> claim, denial, none = label_alphas(ratings)
    >>> claim.value, round(denial.value, 4)
    (1.0, -0.1)
    """
    values = label_alpha_values(ratings.sums)
    return tuple(
        _label_alpha(ratings, position, values[position]) for position in range(len(ratings.labels))
    )


def alpha_values(sums: Sums) -> FloatArray:
    """α; NaN where nothing is paired or the paired labels do not vary."""
    observed = (sums.values - sums.matches).sum(axis=-1)
    return 1 - ratio(_pairable(sums, 1) * observed, _expected(sums))


def label_alpha_values(sums: Sums) -> FloatArray:
    """α of each label against the rest, in the last axis.

    Merging all other labels leaves o_{k,not k} = n_k - o_kk, so the same sums serve.
    """
    n = _pairable(sums, 0)[..., None]
    observed = sums.values - sums.matches
    return 1 - ratio((n - 1) * observed, sums.values * (n - sums.values))


def _pairable(sums: Sums, less: int) -> FloatArray:
    """The number of pairable labels n, less a correction."""
    n: FloatArray = sums.values.sum(axis=-1) - less
    return n


def _expected(sums: Sums) -> FloatArray:
    """Σ_{c≠k} n_c n_k, exactly 0 if the labels do not vary (the n_k are whole numbers)."""
    expected: FloatArray = _pairable(sums, 0) ** 2 - (sums.values**2).sum(axis=-1)
    return expected


def _label_alpha(ratings: Ratings, position: int, value: FloatArray) -> Coefficient:
    label = ratings.labels[position]

    def reason() -> str:
        some = "every" if ratings.sums.values[position] > 0 else "no"
        return f"Not defined because {some} paired label is '{label}'."

    return overall(f"{NAME}, '{label}' against the rest", ratings, value, reason)
