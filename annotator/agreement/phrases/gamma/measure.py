"""Gamma of documents, with everything that its value depends on.

    disorder = cost of the best alignment / mean number of units of an annotator
    γ        = 1 - observed disorder / mean disorder of the samples

Sources: Mathet, Widlöcher and Métivier (2015), Computational Linguistics 41(3), 437-479; for
gamma-cat and gamma-k Mathet (2017), Computational Linguistics 43(3), 661-681. Documents are pooled
by their sums: the costs are added up, and so are the numbers of units, in every sample as in the
documents.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np

from annotator.agreement.bootstrap import draws, with_interval
from annotator.agreement.phrases.documents import Documents
from annotator.agreement.phrases.gamma.settings import GammaSettings
from annotator.agreement.phrases.gamma.sums import (
    CAT,
    CAT_WITH_GAPS,
    GAMMA,
    LABELS,
    disorders,
    enough,
    half_width,
    values,
)
from annotator.agreement.phrases.result import PhraseCoefficient, phrase_coefficient
from annotator.agreement.ratings import Id
from annotator.agreement.sums import FloatArray
from annotator.errors import Invalid

if TYPE_CHECKING:
    pass

RESAMPLES = 1000
NAME = "Mathet's gamma (γ)"
NAME_CAT = "Gamma of the labels of aligned phrases (γ-cat)"
NAME_GAPS = "γ-cat with gaps counted as differences"
NAME_K = "Gamma of one label on aligned phrases (γ-k)"

NO_CHANCE = "Not defined because random annotators would agree fully on these documents."

_CELLS_AT_A_TIME = 4_000_000  # 32 MB of sums in memory

Progress = Callable[[int, int], None]
"""Told how many documents are done, and of how many."""


@dataclass(frozen=True, kw_only=True)
class Gamma(PhraseCoefficient):
    """Gamma and what it was worked out with; `value` is γ."""

    observed_disorder: float | None
    """None if nobody marked anything."""
    expected_disorder: float | None
    """The mean over the samples."""
    samples: int
    """How many samples the expected disorder rests on."""
    precision: float
    """1.96 standard errors of the expected disorder, as a share of it."""
    settings: GammaSettings
    seed: int
    cat: PhraseCoefficient
    """γ-cat: whether aligned phrases have the same label."""
    cat_with_gaps: PhraseCoefficient
    """What pygamma-agreement 0.5.9 calls γ-cat: a phrase without a partner differs from its gap."""
    labels: Mapping[str, PhraseCoefficient]
    """γ-k of each label."""
    by_document: Mapping[Id, "Gamma"] = field(default_factory=dict)
    """Gamma of each document alone, without intervals."""


def gamma(
    documents: Documents,
    seed: int,
    settings: GammaSettings | None = None,
    resamples: int = RESAMPLES,
    progress: Progress | None = None,
) -> Gamma:
    """Agreement on phrases that are aligned with each other as well as they can be.

    Unlike uα it compares phrases, not characters, and takes overlapping phrases as they are.

    *Not to compare studies with other parameters or samplers*: the value depends on them; report
    them with it. *Not for a text with two or three phrases*: random annotators are hardly random
    there.

    >>> from annotator.agreement.phrases.documents import Document
    >>> ana = [("ana", 1, 5, "a"), ("ana", 6, 10, "b"), ("ana", 11, 15, "a")]
    >>> ben = [("ben", 2, 6, "a"), ("ben", 7, 11, "b"), ("ben", 12, 16, "a")]
    >>> documents = Documents.of([Document.of("d1", 20, ["ana", "ben"], ana + ben)])
    >>> found = gamma(documents, seed=1)
    >>> found.observed_disorder
    0.0625
    >>> 0.7 < found.value < 1, found.cat.value, found.settings.sampler
    (True, 1.0, 'shuffle')

    Args:
        documents: all documents; those with one annotator say nothing.
        seed: what the samples and resamples are drawn with; 0 or larger.
        settings: sampler and parameters; without them, those of Mathet's paper with α = β = Δ = 1.
        resamples: of documents, for the interval.
        progress: told after each document.

    Raises:
        Invalid: the seed is negative.
        TooLarge: the alignments of a document are too many to weigh.
    """
    # HiGHS is loaded when gamma is asked for, not whenever agreement is
    from annotator.agreement.phrases.gamma.sampled import Sampled  # noqa: PLC0415

    if seed < 0:
        raise Invalid(f"The seed {seed} is negative; choose 0 or a larger whole number.")
    chosen = settings or GammaSettings()
    studied: list[Sampled] = []
    tables: dict[Id, FloatArray] = {}
    for at, document in enumerate(documents.paired):
        sampled = Sampled(document, documents.labels, chosen, seed)
        tables[document.id] = _precise(sampled.table, chosen)
        studied.append(sampled)
        if progress:
            progress(at + 1, len(documents.paired))
    shape = (chosen.samples + 1, len(documents.labels) + LABELS, 2)

    def pooled(samples: int) -> FloatArray:
        return sum(
            (one.table(samples) for one in studied), start=np.zeros((samples + 1, *shape[1:]))
        )

    whole = _gamma(documents, _precise(pooled, chosen), chosen, seed)
    stack = [one.table(whole.samples) for one in studied]
    return replace(
        _with_intervals(whole, np.stack(stack), resamples) if stack else whole,
        by_document={
            one.id: _gamma(documents.only(one), tables.get(one.id, np.zeros(shape)), chosen, seed)
            for one in documents.documents
        },
    )


def _precise(table: Callable[[int], FloatArray], settings: GammaSettings) -> FloatArray:
    """The table with as many samples as the precision asks for."""
    found = table(settings.samples)
    while settings.precision is not None:
        wanted = enough(found, settings.precision)
        if wanted < len(found):
            break
        found = table(wanted)
    return found


def _gamma(documents: Documents, table: FloatArray, settings: GammaSettings, seed: int) -> Gamma:
    """Gamma of the sums; shape of the table (1 + samples, 3 + labels, 2)."""
    found = values(table)
    observed, expected = (_number(each[GAMMA]) for each in disorders(table))

    def measure(name: str, at: int, reason: Callable[[], str]) -> PhraseCoefficient:
        return phrase_coefficient(name, documents, found[at], reason)

    def reason(at: int, which: str = "") -> Callable[[], str]:
        return partial(_cat_reason, float(table[0, at, 1]), which)

    return Gamma(
        **vars(measure(NAME, GAMMA, lambda: NO_CHANCE)),
        observed_disorder=observed,
        expected_disorder=expected,
        samples=len(table) - 1,
        precision=half_width(table),
        settings=settings,
        seed=seed,
        cat=measure(NAME_CAT, CAT, reason(CAT)),
        cat_with_gaps=measure(NAME_GAPS, CAT_WITH_GAPS, reason(CAT_WITH_GAPS)),
        labels={
            label: measure(f"{NAME_K}: '{label}'", at, reason(at, f" of which one is '{label}'"))
            for at, label in enumerate(documents.labels, start=LABELS)
        },
    )


def _cat_reason(weight: float, which: str) -> str:
    if weight == 0:
        return f"Not defined because no phrases{which} are aligned and near enough to each other."
    return f"Not defined because aligned phrases{which} do not differ in random samples."


def _with_intervals(whole: Gamma, stack: FloatArray, resamples: int) -> Gamma:
    """Intervals from drawing documents; shape of the stack (documents, 1 + samples, ..., 2)."""
    count, seed = len(stack), whole.seed
    rows = stack.reshape(count, -1)

    def each(sums: FloatArray) -> FloatArray:
        return values(sums.reshape(-1, *stack.shape[1:]))

    drawn = without = None
    if count > 1:
        blocks = _draws(count, rows.shape[1], resamples, seed)
        drawn = np.concatenate([each(times @ rows) for times in blocks])
        without = each(rows.sum(axis=0) - rows)

    def interval(measure: PhraseCoefficient, at: int) -> PhraseCoefficient:
        if drawn is None or without is None:
            made = with_interval(measure, None, seed, count)
        else:
            made = with_interval(measure, drawn[:, at], seed, count, without[:, at])
        return cast("PhraseCoefficient", made)

    return replace(
        cast("Gamma", interval(whole, GAMMA)),
        cat=interval(whole.cat, CAT),
        cat_with_gaps=interval(whole.cat_with_gaps, CAT_WITH_GAPS),
        labels={
            label: interval(measure, at)
            for at, (label, measure) in enumerate(whole.labels.items(), start=LABELS)
        },
    )


def _draws(documents: int, columns: int, resamples: int, seed: int) -> Iterator[FloatArray]:
    """How often each document is drawn, in blocks whose sums fit into memory."""
    at_a_time = max(1, _CELLS_AT_A_TIME // columns)
    for times in draws(np.ones(documents, dtype=np.int64), resamples, seed):
        for start in range(0, len(times), at_a_time):
            yield times[start : start + at_a_time]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
