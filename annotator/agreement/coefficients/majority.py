"""Each annotator beside the majority of the others.

On a unit, the label that more of the other annotators gave than any other label is their majority;
one other annotator is a majority of one, and where two labels are equally frequent there is none
and the unit is left out. The measure is the share of units on which the annotator gave the
majority's label. One against the rest as in Snow, O'Connor, Jurafsky and Ng (2008), EMNLP, 254-263.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, ratio

NAME = "Agreement with the majority of the others"


@dataclass(frozen=True, eq=False)
class MajoritySums:
    """What each article adds for one annotator."""

    table: FloatArray
    """Shape (articles, 3): units with a majority, those agreed on, units where the others tie."""


def majority_agreement(ratings: Ratings, annotator: str) -> Coefficient:
    """How often an annotator says what most others say.

    *Not corrected for chance, and not a measure of being right*: the majority may be wrong, and who
    sees what others overlook differs from it.

    >>> patterns = [(("claim", "claim", "none"), 3, None), (("claim", "none", "none"), 1, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben", "cleo"])
    >>> ada = majority_agreement(ratings, "ada")  # the others tie in the first three
    >>> ada.value, ada.units, ada.paired_units
    (0.0, 4, 1)

    Returns:
        The share; `units` are those that the annotator labelled, `paired_units` those of them on
        which the others have a majority.

    Raises:
        Invalid: these ratings know no such annotator.
    """
    position = ratings.position(annotator)
    total = ratings.copies @ majority_sums(ratings)[annotator].table
    labelled = int(ratings.repeats[ratings.unit[ratings.annotator == position]].sum())
    value = float(majority_values(total))
    undefined = bool(np.isnan(value))
    return Coefficient(
        name=f"{NAME}, '{annotator}'",
        value=None if undefined else value,
        reason=_reason(annotator, labelled, int(total[2])) if undefined else None,
        units=labelled,
        paired_units=int(total[0]),
    )


def majority_sums(ratings: Ratings) -> dict[str, MajoritySums]:
    """What each article, or one copy of it, adds for each annotator."""
    others = ratings.counts[ratings.unit]
    rating = np.arange(ratings.label.size)
    others[rating, ratings.label] -= 1
    most = others.max(axis=1, initial=0)
    leaders = (others == most[:, None]).sum(axis=1)
    decided = (most > 0) & (leaders == 1)
    agreed = decided & (others[rating, ratings.label] == most)
    tied = (most > 0) & (leaders > 1)
    many, articles = len(ratings.annotators), len(ratings.articles)
    cell = ratings.article_of[ratings.unit] * many + ratings.annotator
    weight = ratings.weights[ratings.unit]
    columns = [
        np.bincount(cell[kept], weight[kept], articles * many).reshape(articles, many)
        for kept in (decided, agreed, tied)
    ]
    return {
        name: MajoritySums(np.column_stack([column[:, position] for column in columns]))
        for position, name in enumerate(ratings.annotators)
    }


def majority_values(table: FloatArray) -> FloatArray:
    """The share of agreed units, from sums in the last axis; NaN without a majority."""
    return ratio(table[..., 1], table[..., 0])


def _reason(annotator: str, labelled: int, tied: int) -> str:
    if not labelled:
        return f"Not defined because '{annotator}' labelled nothing."
    if tied:
        return (
            f"Not defined because the others tie on every unit that they share with '{annotator}'."
        )
    return f"Not defined because nobody else labelled a unit of '{annotator}'."
