"""Sentences that a lead can read and a paper can hold: what alpha says, when not to trust it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from annotator import __version__
from annotator.agreement.bootstrap import FEW_ARTICLES
from annotator.agreement.charts import number
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import AgreementReport

FEW_SENTENCES = 30
SKEWED = 0.8
"""A label that takes this share of all labels makes coefficients part."""
APART = 0.2

KRIPPENDORFF = (
    "Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology (2nd ed.). Sage."
)
GWET = (
    "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of "
    "high agreement. British Journal of Mathematical and Statistical Psychology, 61(1), 29–48."
)
EFRON = (
    "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical "
    "Association, 82(397), 171–185."
)
HESTERBERG = (
    "Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American "
    "Statistician, 69(4), 371–386."
)
CITATIONS = KRIPPENDORFF, GWET, EFRON, HESTERBERG


@dataclass(frozen=True, slots=True)
class Setting:
    """What a methods section says beside the figures."""

    project: str
    choice: str
    versions: tuple[int, ...]
    annotators: int


def in_words(alpha: float | None) -> str:
    """What alpha says, for somebody who has never met it."""
    if alpha is None:
        return ""
    left = 1 - alpha
    chance = "as they would if the same labels were dealt out by chance"
    if left == 0:
        return "No two annotators differ on any sentence."
    if left > 1:
        return f"The annotators differ {left:.2f} times as often {chance}: no better than guessing."
    share = f"{left * 100:.0f} %" if left >= 0.01 else "less than 1 %"  # noqa: PLR2004 - rounding
    return (
        f"The annotators differ {share} as often {chance}. "
        "0 would be no better than chance, 1 no disagreement at all."
    )


def notes(found: AgreementReport, names: dict[str, str]) -> tuple[str, ...]:
    """What a reader of these figures should know before believing them.

    Args:
        found: the figures.
        names: what each label is called, by key.
    """
    said = []
    most = max(found.labels, key=lambda one: one.prevalence or 0.0, default=None)
    if most and (most.prevalence or 0) >= SKEWED:
        said.append(
            f"One label dominates: {names[most.label]} takes {most.prevalence:.0%} of all labels. "
            "Percent agreement and AC1 are high then whatever people do with the rest; alpha "
            "falls, because it asks about the rest. Neither is wrong: read the alphas of labels."
        )
    alpha, ac1 = found.alpha.value, found.gwet_ac1.value
    if alpha is None and found.paired_units:
        said.append(
            "All paired labels are the same one, so alpha is not defined: where nothing varies, "
            "nothing shows whether people can tell the labels apart. Percent agreement of 100 % "
            "does not show it either."
        )
    elif not said and alpha is not None and ac1 is not None and ac1 - alpha >= APART:
        said.append(
            f"AC1 ({number(ac1)}) lies far above alpha ({number(alpha)}). That happens when labels "
            "are used very unequally: AC1 then expects little agreement by chance, alpha much."
        )
    if found.paired_units < FEW_SENTENCES:
        said.append(
            f"Only {found.paired_units} sentences have two labels or more. A single one moves "
            "every figure; wait for more before drawing conclusions."
        )
    return tuple(said)


def caution(found: AgreementReport) -> str:
    """What the intervals of so few articles are worth; empty from 20 on."""
    if found.paired_articles >= FEW_ARTICLES or found.alpha.interval is None:
        return ""
    return found.alpha.interval_note or ""


def coverage(ratings: Ratings) -> tuple[tuple[int, int], ...]:
    """How many sentences have so many labels: pairs of both, ascending.

    >>> made = Ratings.from_counts([((2, 0), 20, None), ((1, 0), 5, None)], ["yes", "no"])
    >>> coverage(made)
    ((1, 5), (2, 20))
    """
    given = ratings.counts.sum(axis=1)
    many = np.bincount(given, ratings.repeats, minlength=1)
    return tuple((at, int(count)) for at, count in enumerate(many.tolist()) if at and count)


def paragraph(found: AgreementReport, setting: Setting) -> str:
    """A methods paragraph to paste: measure, metric, n, interval, seed, versions, filters."""
    singles = found.units - found.paired_units
    versions = ", ".join(map(str, setting.versions)) or "none"
    plural = "s" if len(setting.versions) > 1 else ""
    measured = (
        "Inter-annotator agreement was measured with Krippendorff’s alpha with the nominal metric "
        f"(Krippendorff 2004): {_value(found.alpha, 'α')}."
    )
    rests = (
        f"It rests on {found.paired_units:,} sentences with two labels or more, in "
        f"{found.paired_articles:,} articles, by {setting.annotators} annotators; sentences are "
        f"pooled over articles, and sentences with one label ({singles:,}) do not count."
    )
    beside = (
        f"Percent agreement was {_value(found.percent, '')}, Gwet’s AC1 (Gwet 2008) "
        f"{_value(found.gwet_ac1, '')} with {len(found.labels)} declared labels."
    )
    basis = (
        f"Basis: {setting.choice}; a submitted sentence without a label counts as “none”. Codebook "
        f"version{plural} {versions}. Computed with Annotator {__version__} and NumPy "
        f"{np.__version__}."
    )
    return " ".join([measured, rests, beside, *_drawn(found), basis])


def _drawn(found: AgreementReport) -> Iterable[str]:
    if found.alpha.interval is None:
        return
    below = ", ".join(
        f"P(α < {one.threshold:g}) = {one.probability:.3f}" for one in found.alpha_below
    )
    yield (
        "Intervals are 95 % bootstrap intervals over articles (BCa, widened for few articles; "
        f"Efron 1987, Hesterberg 2015; {found.resamples:,} resamples, seed {found.seed}); {below}."
    )


def _value(found: Coefficient, sign: str) -> str:
    if found.value is None:
        reason = found.reason or ""
        return reason[:1].lower() + reason[1:].rstrip(".")
    text = f"{sign} = {number(found.value, 3)}" if sign else number(found.value, 3)
    if found.interval:
        low, high = number(found.interval.low, 3), number(found.interval.high, 3)
        text += f" (95 % interval {low} to {high})"
    return text
