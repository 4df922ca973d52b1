"""All measures of agreement of one set of ratings, with intervals: everything a page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

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
from annotator.agreement.coefficients.positive import positive_agreements, positive_values
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.coefficients.scott import scott_pi, scott_values
from annotator.agreement.intervals import THRESHOLDS, more_articles, share_below
from annotator.agreement.pairs import PairSums
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
    positive: Coefficient
    """How often somebody else on the unit gave the label too."""
    count: int
    """How often the label was given."""
    paired_count: int
    """How often on units with two labels or more."""
    units: int
    """Units to which at least one annotator gave it."""
    prevalence: float | None
    """Its mean share of a unit's labels; None while nothing is labelled."""


@dataclass(frozen=True)
class Below:
    """How probable it is that alpha lies below a conventional threshold."""

    threshold: float
    probability: float
    """The share of the resamples in which it did."""


@dataclass(frozen=True)
class AgreementReport:
    """How far the annotators agree."""

    percent: Coefficient
    alpha: Coefficient
    alpha_below: tuple[Below, ...]
    """For the thresholds 0.667 and 0.8; empty without an interval."""
    more_articles: int | None
    """About how many more articles labelled by two bring alpha's half-width to 0.05; None without
    an interval."""
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
    paired_articles = ratings.paired_articles
    drawn = resample(ratings, seed, resamples) if paired_articles > 1 else None

    def measure(coefficient: Coefficient, values: Callable[[Sums], FloatArray]) -> Coefficient:
        return _measured(coefficient, drawn, values, paired_articles)

    alpha = measure(krippendorff_alpha(ratings), alpha_values)
    return AgreementReport(
        percent=measure(percent_agreement(ratings), percent_values),
        alpha=alpha,
        alpha_below=_below(alpha, drawn),
        more_articles=more_articles(alpha.interval) if alpha.interval else None,
        fleiss_kappa=measure(fleiss_kappa(ratings), fleiss_values),
        scott_pi=_scott(ratings, drawn),
        gwet_ac1=measure(gwet_ac1(ratings), ac1_values),
        brennan_prediger=measure(brennan_prediger(ratings), brennan_prediger_values),
        pairs=_pairs(ratings, drawn),
        labels=_labels(ratings, drawn),
        matrix=label_matrix(ratings),
        annotators=ratings.annotators,
        articles=len(ratings.articles),
        paired_articles=paired_articles,
        units=int(ratings.sums.units),
        paired_units=int(ratings.sums.paired_units),
        ratings=ratings.given,
        has_articles=ratings.has_articles,
        seed=seed,
        resamples=resamples,
    )


def alpha_with_interval(ratings: Ratings, seed: int, resamples: int = RESAMPLES) -> Coefficient:
    """Alpha (nominal) and its interval alone: the headline, without the rest of the report.

    >>> labels = ["claim", "none", "none", "claim", "claim"] * 12
    >>> rows = [(at, who, label, at // 4) for at, label in enumerate(labels) for who in "ab"]
    >>> alpha_with_interval(Ratings.from_rows(rows), seed=1).value
    1.0

    Args:
        ratings: what people said.
        seed: the same seed gives the same digits.
        resamples: how many resamples the interval rests on.
    """
    articles = ratings.paired_articles
    drawn = resample(ratings, seed, resamples, with_pairs=False) if articles > 1 else None
    return _measured(krippendorff_alpha(ratings), drawn, alpha_values, articles)


def _measured(
    coefficient: Coefficient,
    drawn: Resamples | None,
    values: Callable[[Sums], FloatArray],
    articles: int,
) -> Coefficient:
    """A measure over all annotators with its interval."""
    if drawn is None:
        return with_interval(coefficient, None, 0, articles)
    without = values(drawn.without) if drawn.without else None
    return with_interval(coefficient, values(drawn.sums), drawn.seed, articles, without)


def _pair_measured(
    coefficient: Coefficient,
    drawn: Resamples | None,
    pair: tuple[int, int],
    values: Callable[[PairSums], FloatArray],
    articles: int,
) -> Coefficient:
    """A measure of two annotators with its interval."""
    if drawn is None or pair not in drawn.pairs:
        return with_interval(coefficient, None, 0, articles)
    without = drawn.pairs_without.get(pair)
    left_out = values(without) if without else None
    return with_interval(coefficient, values(drawn.pairs[pair]), drawn.seed, articles, left_out)


def _below(alpha: Coefficient, drawn: Resamples | None) -> tuple[Below, ...]:
    if drawn is None or alpha.interval is None:
        return ()
    values = alpha_values(drawn.sums)
    found = ((threshold, share_below(values, threshold)) for threshold in THRESHOLDS)
    return tuple(Below(threshold, share) for threshold, share in found if share is not None)


def _scott(ratings: Ratings, drawn: Resamples | None) -> Coefficient:
    pair = 0, 1
    shared = ratings.pair_sums.get(pair)
    articles = int(ratings.copies[shared.articles].sum()) if shared else 0
    return _pair_measured(scott_pi(ratings), drawn, pair, scott_values, articles)


def _pairs(ratings: Ratings, drawn: Resamples | None) -> tuple[PairAgreement, ...]:
    confusions = confusion_matrices(ratings)
    nothing = _empty(len(ratings.labels))
    found = []
    for at in combinations(range(len(ratings.annotators)), 2):
        pair = pair_at(ratings, *at)
        kappa, percent = pair_kappa(ratings, pair), pair_percent(pair)
        found.append(
            PairAgreement(
                annotators=pair.names,
                kappa=_pair_measured(kappa, drawn, at, cohen_values, pair.articles),
                percent=_pair_measured(percent, drawn, at, pair_percent_values, pair.articles),
                units=int(pair.sums.units),
                articles=pair.articles,
                confusion=confusions.get(pair.names, nothing),
            )
        )
    return tuple(found)


def _labels(ratings: Ratings, drawn: Resamples | None) -> tuple[LabelAgreement, ...]:
    shares = prevalence(ratings.sums)
    alphas, positives = label_alphas(ratings), positive_agreements(ratings)
    articles = ratings.paired_articles

    def column(values: Callable[[Sums], FloatArray], at: int) -> Callable[[Sums], FloatArray]:
        return lambda sums: values(sums)[..., at]

    found = []
    for at, label in enumerate(ratings.labels):
        given = ratings.counts[:, at]
        alpha, positive = column(label_alpha_values, at), column(positive_values, at)
        found.append(
            LabelAgreement(
                label=label,
                alpha=_measured(alphas[at], drawn, alpha, articles),
                positive=_measured(positives[at], drawn, positive, articles),
                count=int(ratings.repeats @ given),
                paired_count=int(ratings.sums.values[at]),
                units=int(ratings.repeats[given > 0].sum()),
                prevalence=float(shares[at]) if ratings.label.size else None,
            )
        )
    return tuple(found)


def _empty(size: int) -> Counts:
    return tuple((0,) * size for _ in range(size))
