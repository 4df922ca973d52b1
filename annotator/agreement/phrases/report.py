"""All measures of phrases, with intervals, for the whole and for each document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import numpy as np

from annotator.agreement.bootstrap import draws, with_interval
from annotator.agreement.phrases import f1, parts, unitizing
from annotator.agreement.phrases.documents import Documents
from annotator.agreement.phrases.parts import Part, disagreement_parts
from annotator.agreement.phrases.result import CoveredCoefficient, PhraseCoefficient
from annotator.agreement.phrases.tables import Tables
from annotator.agreement.ratings import Id
from annotator.agreement.sums import FloatArray
from annotator.errors import Invalid

RESAMPLES = 1000

_OF_TABLES: dict[str, Callable[[Tables], FloatArray]] = {
    "u_alpha": unitizing.u_alpha_values,
    "binary_u_alpha": unitizing.binary_values,
    "cu_alpha": unitizing.cu_alpha_values,
    "ku_alpha": unitizing.ku_alpha_values,
    "layers": unitizing.layer_alpha_values,
    "parts": parts.part_values,
    "shares": parts.share_values,
}

_Measure = TypeVar("_Measure", bound=PhraseCoefficient)


@dataclass(frozen=True)
class PhraseMeasures:
    """Every measure of one set of documents."""

    u_alpha: PhraseCoefficient
    binary_u_alpha: PhraseCoefficient
    cu_alpha: CoveredCoefficient
    ku_alpha: dict[str, CoveredCoefficient]
    """Of each declared label."""
    layers: dict[str, PhraseCoefficient]
    """uα of each label against everything else, where one annotator's labels overlap; else none."""
    parts: tuple[Part, ...]
    """Detection, boundary and label."""
    f1_exact: PhraseCoefficient
    f1_character: PhraseCoefficient
    f1_overlap: PhraseCoefficient
    f1_ptc: PhraseCoefficient


@dataclass(frozen=True)
class PhraseReport:
    """How far annotators agree on phrases."""

    whole: PhraseMeasures
    """All documents pooled, with intervals."""
    documents: dict[Id, PhraseMeasures]
    """Each document alone, without intervals: there is nothing to draw from."""
    labels: tuple[str, ...]
    annotators: tuple[str, ...]
    spans: int
    paired_documents: int
    seed: int
    resamples: int


def phrase_measures(documents: Documents) -> PhraseMeasures:
    """Every measure, without intervals."""
    return PhraseMeasures(
        u_alpha=unitizing.u_alpha(documents),
        binary_u_alpha=unitizing.binary_u_alpha(documents),
        cu_alpha=unitizing.cu_alpha(documents),
        ku_alpha=unitizing.ku_alpha(documents),
        layers=unitizing.layer_alphas(documents),
        parts=disagreement_parts(documents),
        f1_exact=f1.f1_exact(documents),
        f1_character=f1.f1_character(documents),
        f1_overlap=f1.f1_overlap(documents),
        f1_ptc=f1.f1_ptc(documents),
    )


def phrase_report(documents: Documents, seed: int, resamples: int = RESAMPLES) -> PhraseReport:
    """Every measure with its interval, and of each document; the same seed gives the same digits.

    The intervals come from drawing documents, as those of sentences come from drawing articles.

    Args:
        documents: all documents of the study.
        seed: what the resamples are drawn with; 0 or larger.
        resamples: how many; 1 or more.

    Raises:
        Invalid: the seed or the number of resamples cannot be used.
    """
    if seed < 0:
        raise Invalid(f"The seed {seed} is negative; choose 0 or a larger whole number.")
    if resamples < 1:
        raise Invalid(f"{resamples} resamples were asked for; ask for at least one.")
    people = {name for document in documents.documents for name in document.annotators}
    whole = phrase_measures(documents)
    if documents.paired:
        whole = _with_intervals(whole, _Drawn.of(documents, seed, resamples))
    return PhraseReport(
        whole=whole,
        documents={one.id: phrase_measures(documents.only(one)) for one in documents.documents},
        labels=documents.labels,
        annotators=tuple(sorted(people)),
        spans=documents.spans,
        paired_documents=len(documents.paired),
        seed=seed,
        resamples=resamples,
    )


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What every measure is in resamples of the documents, and without each of them."""

    seed: int
    documents: int
    values: dict[str, FloatArray]
    """Of each measure; shape (resamples,), or (resamples, labels or parts)."""
    without: dict[str, FloatArray]
    """The same with the documents in the first axis."""

    @classmethod
    def of(cls, documents: Documents, seed: int, resamples: int) -> "_Drawn":
        """Draw the documents and work out every measure."""
        count, tables, pairs = len(documents.paired), documents.tables, documents.pairs
        found: dict[str, list[FloatArray]] = {}
        for times in draws(np.ones(count, dtype=np.int64), resamples, seed):
            total = tables.drawn(times)
            for name, values in _OF_TABLES.items():
                found.setdefault(name, []).append(values(total))
            for name, measure in f1.MEASURES.items():
                found.setdefault(name, []).append(f1.f1_values(pairs, times, measure))
        without = {name: values(tables.without()) for name, values in _OF_TABLES.items()}
        for name, measure in f1.MEASURES.items():
            without[name] = f1.f1_without(pairs, count, measure)
        joined = {name: np.concatenate(blocks) for name, blocks in found.items()}
        return cls(seed, count, joined, without)

    def interval(self, measure: _Measure, name: str, at: int | None = None) -> _Measure:
        """The measure with its interval; `at` is the place of its label or part."""
        values, without = self.values[name], self.without[name]
        if at is not None:
            values, without = values[:, at], without[:, at]
        made = with_interval(measure, values, self.seed, self.documents, without)
        return cast("_Measure", made)


def _with_intervals(whole: PhraseMeasures, drawn: _Drawn) -> PhraseMeasures:
    """All measures with their intervals."""
    return replace(
        whole,
        u_alpha=drawn.interval(whole.u_alpha, "u_alpha"),
        binary_u_alpha=drawn.interval(whole.binary_u_alpha, "binary_u_alpha"),
        cu_alpha=drawn.interval(whole.cu_alpha, "cu_alpha"),
        ku_alpha={
            label: drawn.interval(measure, "ku_alpha", at)
            for at, (label, measure) in enumerate(whole.ku_alpha.items())
        },
        layers={
            label: drawn.interval(measure, "layers", at)
            for at, (label, measure) in enumerate(whole.layers.items())
        },
        parts=tuple(
            Part(
                part.name,
                drawn.interval(part.value, "parts", at),
                drawn.interval(part.share, "shares", at),
            )
            for at, part in enumerate(whole.parts)
        ),
        f1_exact=drawn.interval(whole.f1_exact, "exact"),
        f1_character=drawn.interval(whole.f1_character, "character"),
        f1_overlap=drawn.interval(whole.f1_overlap, "overlap"),
        f1_ptc=drawn.interval(whole.f1_ptc, "ptc"),
    )
