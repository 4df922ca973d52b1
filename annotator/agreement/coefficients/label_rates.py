"""How often each annotator gives each label.

    r_ik = (labels k by annotator i) / (labels by annotator i)

A share of a person's own labels, over everything that the person labelled.
"""

import numpy as np

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, ratio


def label_rates(ratings: Ratings) -> dict[str, dict[str, Coefficient]]:
    """By annotator and label, its share of the annotator's labels; `units` says of how many.

    *Not to be compared between people who read different articles*: the articles differ as well.
    Whether two people differ on the same units is asked by `stuart_maxwell`.

    >>> patterns = [(("claim", "none"), 6, None), (("none", "none"), 9, None)]
    >>> rates = label_rates(Ratings.from_patterns(patterns, annotators=["ada", "ben"]))
    >>> rates["ada"]["claim"].value, rates["ada"]["claim"].units, rates["ben"]["claim"].value
    (0.4, 15, 0.0)
    """
    tables = rate_sums(ratings)
    paired = np.greater(ratings.counts.sum(axis=1), 1)
    found: dict[str, dict[str, Coefficient]] = {}
    for position, name in enumerate(ratings.annotators):
        own = ratings.unit[ratings.annotator == position]
        values = rate_values(ratings.copies @ tables[name])
        found[name] = {
            label: Coefficient(
                name=f"Share of '{label}' among the labels of '{name}'",
                value=float(value) if own.size else None,
                reason=None if own.size else f"Not defined because '{name}' labelled nothing.",
                units=int(ratings.repeats[own].sum()),
                paired_units=int(ratings.repeats[own[paired[own]]].sum()),
            )
            for label, value in zip(ratings.labels, values, strict=True)
        }
    return found


def rate_sums(ratings: Ratings) -> dict[str, FloatArray]:
    """By annotator, how often they gave each label in each article; shape (articles, labels)."""
    size, articles = len(ratings.labels), len(ratings.articles)
    found = {}
    for position, name in enumerate(ratings.annotators):
        own = ratings.annotator == position
        unit = ratings.unit[own]
        cell = ratings.article_of[unit] * size + ratings.label[own]
        table = np.bincount(cell, ratings.weights[unit], articles * size)
        found[name] = table.reshape(articles, size).astype(np.float64)
    return found


def rate_values(table: FloatArray) -> FloatArray:
    """The share of each label in the last axis; NaN where nothing was labelled."""
    return ratio(table, table.sum(axis=-1, keepdims=True))
