"""A report on phrases as JSON values and as lines of text."""

from collections.abc import Iterator
from typing import Any

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.phrases.gamma.measure import Gamma
from annotator.agreement.phrases.report import PhraseMeasures, PhraseReport
from annotator.agreement.phrases.result import CoveredCoefficient, PhraseCoefficient

WIDE = 52


def phrases_as_json(report: PhraseReport, gamma: Gamma | None = None) -> dict[str, Any]:
    """The values that `annotator agreement --spans --format json` prints.

    Args:
        report: every measure but gamma.
        gamma: gamma of the same documents, if it was asked for.
    """
    measures, documents = _measures(report.whole), {}
    if gamma:
        measures["gamma"] = _gamma(gamma)
    for name, found in report.documents.items():
        documents[str(name)] = _measures(found)
        if gamma:
            documents[str(name)]["gamma"] = _gamma(gamma.by_document[name])
    values = {"measures": measures, "documents": documents}
    return {**values, "gamma": measures["gamma"]} if gamma else values


def phrases_as_text(report: PhraseReport, gamma: Gamma | None = None) -> str:
    """Every measure of the whole with its interval, one a line; undefined ones say why."""
    return "\n".join(_lines(report, gamma))


def _measures(found: PhraseMeasures) -> dict[str, Any]:
    return {
        "u_alpha": _measure(found.u_alpha)
        | ({"layers": {label: _measure(one) for label, one in found.layers.items()}}),
        "binary_u_alpha": _measure(found.binary_u_alpha),
        "cu_alpha": _measure(found.cu_alpha),
        "ku_alpha": {label: _measure(measure) for label, measure in found.ku_alpha.items()},
        "f1_exact": _measure(found.f1_exact),
        "f1_character": _measure(found.f1_character),
        "f1_overlap": _measure(found.f1_overlap),
        "f1_ptc": _measure(found.f1_ptc),
        "disagreement": {
            part.name: _measure(part.value) | {"share": _measure(part.share)}
            for part in found.parts
        },
    }


def _measure(coefficient: PhraseCoefficient) -> dict[str, Any]:
    """A coefficient; its units are phrases."""
    interval = coefficient.interval
    values = {
        "value": coefficient.value,
        "reason": coefficient.reason,
        "units": coefficient.units,
        "paired_units": coefficient.paired_units,
        "documents": coefficient.documents,
        "paired_documents": coefficient.paired_documents,
        "interval": [interval.low, interval.high] if interval else None,
        "note": coefficient.note,
    }
    if isinstance(coefficient, CoveredCoefficient):
        values["coverage"] = coefficient.coverage
    return values


def _gamma(gamma: Gamma) -> dict[str, Any]:
    settings = gamma.settings
    return _measure(gamma) | {
        "observed_disorder": gamma.observed_disorder,
        "expected_disorder": gamma.expected_disorder,
        "samples": gamma.samples,
        "precision": gamma.precision,
        "sampler": settings.sampler,
        "seed": gamma.seed,
        "alpha": settings.alpha,
        "beta": settings.beta,
        "delta_empty": settings.delta_empty,
        "cat": _measure(gamma.cat),
        "cat_with_gaps": _measure(gamma.cat_with_gaps),
        "labels": {label: _measure(measure) for label, measure in gamma.labels.items()},
    }


def _lines(report: PhraseReport, gamma: Gamma | None) -> Iterator[str]:
    whole = report.whole
    yield (
        f"{len(report.annotators)} annotators, {len(report.documents)} documents, "
        f"{report.spans} phrases"
    )
    yield f"{report.paired_documents} documents have two annotators or more"
    yield ""
    yield f"{'':{WIDE}}  value  95 % interval"
    for measure in (whole.u_alpha, whole.binary_u_alpha, whole.cu_alpha):
        yield _line(measure.name, measure)
    for measure in (whole.f1_exact, whole.f1_character, whole.f1_overlap, whole.f1_ptc):
        yield _line(measure.name, measure)
    yield "\nWhat the disagreement (1 - uα) is about, and its share"
    for part in whole.parts:
        yield _line(part.name, part.share)
    yield "\nEach label on text that two marked ((k)uα), and how much of its text that is"
    for label, measure in whole.ku_alpha.items():
        yield _line(label, measure)
    if whole.layers:
        yield "\nEach label against everything else (uα)"
    for label, layer in whole.layers.items():
        yield _line(label, layer)
    if gamma:
        yield from _gamma_lines(gamma)
    yield ""
    yield f"Intervals: {report.resamples} resamples of documents, seed {report.seed}."
    yield from _notes(whole)


def _gamma_lines(gamma: Gamma) -> Iterator[str]:
    settings = gamma.settings
    yield ""
    for measure in (gamma, gamma.cat):
        yield _line(measure.name, measure)
    yield "Gamma of each label on aligned phrases (γ-k)"
    for label, measure in gamma.labels.items():
        yield _line(label, measure)
    yield (
        f"Sampler: {settings.sampler}, {gamma.samples} samples, seed {gamma.seed}; "
        f"α {settings.alpha:g}, β {settings.beta:g}, Δ {settings.delta_empty:g}."
    )


def _line(name: str, measure: Coefficient) -> str:
    if measure.value is None:
        return f"{name:{WIDE}}  {measure.reason}"
    interval = measure.interval
    shown = f"{interval.low:.3f} to {interval.high:.3f}" if interval else "none"
    coverage = getattr(measure, "coverage", None)
    of = f"  on {coverage:.1%} of it" if coverage is not None else ""
    return f"{name:{WIDE}}  {measure.value:>6.3f}  {shown:<16}{of}".rstrip()


def _notes(whole: PhraseMeasures) -> Iterator[str]:
    """What was done to the spans, and what the intervals ask to be told."""
    notes = (
        whole.u_alpha.note,
        whole.cu_alpha.note,
        whole.u_alpha.interval_note,
    )
    yield from dict.fromkeys(note for note in notes if note)
