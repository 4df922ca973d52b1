"""All measures of agreement on sets of labels, with intervals."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.bootstrap import draw_rows
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.coefficients.sets import (
    Distance,
    alpha_jaccard,
    alpha_masi,
    distance_values,
    distances,
    having,
    jaccard_distance,
    masi_distance,
    set_members,
    set_sums,
)
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import RESAMPLES, alpha_with_interval


@dataclass(frozen=True)
class SetPair:
    """Two annotators on the units that both labelled."""

    annotators: tuple[str, str]
    jaccard: Coefficient
    masi: Coefficient
    units: int
    """Units that both labelled."""


@dataclass(frozen=True)
class SetLabel:
    """One label: whether it is in the sets or not."""

    label: str
    alpha: Coefficient
    count: int
    """In how many sets it is."""


@dataclass(frozen=True)
class SetReport:
    """How far annotators agree who gave sets of labels."""

    jaccard: Coefficient
    masi: Coefficient
    pairs: tuple[SetPair, ...]
    labels: tuple[SetLabel, ...]
    annotators: tuple[str, ...]
    articles: int
    units: int
    paired_units: int
    ratings: int
    has_articles: bool
    seed: int
    resamples: int


def set_report(
    ratings: Ratings,
    seed: int,
    resamples: int = RESAMPLES,
    labels: tuple[str, ...] | None = None,
) -> SetReport:
    """Work out every measure for sets with its interval; the same seed gives the same digits.

    Args:
        ratings: made by `ratings_of_sets`.
        seed: what the resamples are drawn with.
        resamples: how many of them.
        labels: the labels that could be in a set; without it, those that occur.
    """
    jaccard, masi = _both(ratings, seed, resamples)
    return SetReport(
        jaccard=jaccard,
        masi=masi,
        pairs=tuple(
            _pair(ratings, pair, seed, resamples)
            for pair in combinations(range(len(ratings.annotators)), 2)
        ),
        labels=tuple(
            _label(ratings, label, seed, resamples)
            for label in (set_members(ratings) if labels is None else labels)
        ),
        annotators=ratings.annotators,
        articles=len(ratings.articles),
        units=int(ratings.sums.units),
        paired_units=int(ratings.sums.paired_units),
        ratings=ratings.given,
        has_articles=ratings.has_articles,
        seed=seed,
        resamples=resamples,
    )


def _both(ratings: Ratings, seed: int, resamples: int) -> tuple[Coefficient, Coefficient]:
    """Alpha with either distance."""
    return (
        _alpha(alpha_jaccard(ratings), ratings, jaccard_distance, seed, resamples),
        _alpha(alpha_masi(ratings), ratings, masi_distance, seed, resamples),
    )


def _alpha(
    point: Coefficient, ratings: Ratings, distance: Distance, seed: int, resamples: int
) -> Coefficient:
    between = distances(ratings, distance)
    table = set_sums(ratings, between)
    drawn = draw_rows(ratings, table, table[:, 1:].sum(axis=1) > 0, seed, resamples)
    return drawn.measure(point, lambda sums: distance_values(sums, between))


def _pair(ratings: Ratings, pair: tuple[int, int], seed: int, resamples: int) -> SetPair:
    two = ratings.only(np.isin(ratings.annotator, pair))
    jaccard, masi = _both(two, seed, resamples)
    names = ratings.annotators[pair[0]], ratings.annotators[pair[1]]
    return SetPair(names, jaccard, masi, jaccard.paired_units)


def _label(ratings: Ratings, label: str, seed: int, resamples: int) -> SetLabel:
    binary = having(ratings, label)
    alpha = alpha_with_interval(binary, seed, resamples)
    return SetLabel(label, alpha, int(binary.repeats @ binary.counts[:, 1]))
