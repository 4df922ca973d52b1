"""All measures of agreement of one set of ratings, with intervals: everything a page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.bootstrap import Resamples, resample, with_interval
from annotator.agreement.coefficients.brennan_prediger import (
    brennan_prediger,
    brennan_prediger_values,
)
from annotator.agreement.coefficients.cohen import cohen_values, pair_kappa
from annotator.agreement.coefficients.fleiss import fleiss_kappa, fleiss_values, prevalence
from annotator.agreement.coefficients.gwet import ac1_values, gwet_ac1
from annotator.agreement.coefficients.krippendorff import (
    alpha_values,
    krippendorff_alpha,
    label_alpha_values,
    label_alphas,
)
from annotator.agreement.coefficients.matrix import (
    Counts,
    LabelMatrix,
    confusion_matrices,
    label_matrix,
)
from annotator.agreement.coefficients.pair import (
    pair_at,
    pair_percent,
    pair_percent_values,
)
from annotator.agreement.coefficients.percent import percent_agreement, percent_values
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.coefficients.scott import scott_pi, scott_values
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, Sums

RESAMPLES = 1000


@dataclass(frozen=True)
class PairAgreement:
    """Two annotators on the units that both labelled."""

    annotators: tuple[str, str]
    kappa: Coefficient
    percent: Coefficient
    units: int
    """Units that both labelled."""
    articles: int
    """Articles that hold such a unit."""
    confusion: Counts
    """Rows the first annotator's labels, columns the second's, in the order of the label set."""


@dataclass(frozen=True)
class LabelAgreement:
    """One label against all others."""

    label: str
    alpha: Coefficient
    count: int
    """How often the label was given."""
    paired_count: int
    """How often on units with two labels or more."""
    units: int
    """Units to which at least one annotator gave it."""
    prevalence: float | None
    """Its mean share of a unit's labels; None while nothing is labelled."""


@dataclass(frozen=True)
class AgreementReport:
    """How far the annotators agree."""

    percent: Coefficient
    alpha: Coefficient
    fleiss_kappa: Coefficient
    scott_pi: Coefficient
    gwet_ac1: Coefficient
    brennan_prediger: Coefficient
    pairs: tuple[PairAgreement, ...]
    """Every two annotators, those who share no unit included."""
    labels: tuple[LabelAgreement, ...]
    """Every declared label, in the order of the label set."""
    matrix: LabelMatrix
    annotators: tuple[str, ...]
    articles: int
    paired_articles: int
    """Articles that hold a unit with two labels or more."""
    units: int
    """Units with a label."""
    paired_units: int
    """Units with two labels or more."""
    ratings: int
    """Labels given."""
    has_articles: bool
    """False if no articles were named: then units are resampled one by one."""
    seed: int
    resamples: int

    @property
    def further(self) -> tuple[Coefficient, ...]:
        """The coefficients beside percent agreement and alpha."""
        return self.fleiss_kappa, self.scott_pi, self.gwet_ac1, self.brennan_prediger


def report(ratings: Ratings, seed: int, resamples: int = RESAMPLES) -> AgreementReport:
    """Work out every measure with its interval; the same seed gives the same digits."""
    paired_articles = int((ratings.article_sums.paired_units > 0).sum())
    drawn = resample(ratings, seed, resamples) if paired_articles > 1 else None

    def measure(coefficient: Coefficient, values: Callable[[Sums], FloatArray]) -> Coefficient:
        found = values(drawn.sums) if drawn else None
        return with_interval(coefficient, found, seed, paired_articles)

    return AgreementReport(
        percent=measure(percent_agreement(ratings), percent_values),
        alpha=measure(krippendorff_alpha(ratings), alpha_values),
        fleiss_kappa=measure(fleiss_kappa(ratings), fleiss_values),
        scott_pi=_scott(ratings, drawn, seed, paired_articles),
        gwet_ac1=measure(gwet_ac1(ratings), ac1_values),
        brennan_prediger=measure(brennan_prediger(ratings), brennan_prediger_values),
        pairs=_pairs(ratings, drawn, seed),
        labels=_labels(ratings, drawn, seed, paired_articles),
        matrix=label_matrix(ratings),
        annotators=ratings.annotators,
        articles=len(ratings.articles),
        paired_articles=paired_articles,
        units=int(ratings.sums.units),
        paired_units=int(ratings.sums.paired_units),
        ratings=ratings.label.size,
        has_articles=ratings.has_articles,
        seed=seed,
        resamples=resamples,
    )


def _scott(ratings: Ratings, drawn: Resamples | None, seed: int, articles: int) -> Coefficient:
    point = scott_pi(ratings)
    if point.value is None or drawn is None:
        return with_interval(point, None, seed, articles)
    return with_interval(point, scott_values(drawn.pairs[0, 1]), seed, articles)


def _pairs(ratings: Ratings, drawn: Resamples | None, seed: int) -> tuple[PairAgreement, ...]:
    confusions = confusion_matrices(ratings)
    nothing = _empty(len(ratings.labels))
    found = []
    for first, second in combinations(range(len(ratings.annotators)), 2):
        pair = pair_at(ratings, first, second)
        sums = drawn.pairs.get((first, second)) if drawn else None
        kappas = cohen_values(sums) if sums else None
        percents = pair_percent_values(sums) if sums else None
        found.append(
            PairAgreement(
                annotators=pair.names,
                kappa=with_interval(pair_kappa(ratings, pair), kappas, seed, pair.articles),
                percent=with_interval(pair_percent(pair), percents, seed, pair.articles),
                units=int(pair.sums.units),
                articles=pair.articles,
                confusion=confusions.get(pair.names, nothing),
            )
        )
    return tuple(found)


def _labels(
    ratings: Ratings, drawn: Resamples | None, seed: int, articles: int
) -> tuple[LabelAgreement, ...]:
    values = label_alpha_values(drawn.sums) if drawn else None
    shares = prevalence(ratings.sums)
    found = []
    for position, (label, alpha) in enumerate(
        zip(ratings.labels, label_alphas(ratings), strict=True)
    ):
        column = None if values is None else values[:, position]
        given = ratings.counts[:, position]
        found.append(
            LabelAgreement(
                label=label,
                alpha=with_interval(alpha, column, seed, articles),
                count=int(given.sum()),
                paired_count=int(ratings.sums.values[position]),
                units=int(np.count_nonzero(given)),
                prevalence=float(shares[position]) if ratings.label.size else None,
            )
        )
    return tuple(found)


def _empty(size: int) -> Counts:
    return tuple((0,) * size for _ in range(size))
