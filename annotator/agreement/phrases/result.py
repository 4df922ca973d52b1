"""What a measure of phrases gives back: a coefficient that also counts documents."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.phrases.documents import Documents
from annotator.agreement.sums import FloatArray


@dataclass(frozen=True, kw_only=True)
class PhraseCoefficient(Coefficient):
    """A measure of agreement on phrases.

    Its `units` are phrases, its `paired_units` those in documents that two or more worked on.
    """

    documents: int
    paired_documents: int
    """Documents that two annotators or more worked on."""
    note: str | None = None
    """What had to be done to the spans before they could be compared."""


@dataclass(frozen=True, kw_only=True)
class CoveredCoefficient(PhraseCoefficient):
    """A measure that looks at a part of the text only."""

    coverage: float | None
    """The share of the text, or of the label's text, that it looks at; None if it is undefined."""


def phrase_coefficient(
    name: str,
    documents: Documents,
    value: FloatArray,
    reason: Callable[[], str],
    note: str | None = None,
) -> PhraseCoefficient:
    """A coefficient of all documents.

    Args:
        name: what the measure is called.
        documents: what it was worked out from.
        value: a single number, NaN if undefined.
        reason: tells why it is undefined although documents are paired and something is marked.
        note: what was done to the spans first.
    """
    number = float(value)
    undefined = math.isnan(number)
    return PhraseCoefficient(
        name=name,
        value=None if undefined else number,
        reason=(unpaired_reason(documents) or reason()) if undefined else None,
        units=documents.spans,
        paired_units=documents.paired_spans,
        documents=len(documents.documents),
        paired_documents=len(documents.paired),
        note=note,
    )


def covered_coefficient(
    name: str,
    documents: Documents,
    values: tuple[FloatArray, FloatArray],
    reason: Callable[[], str],
    note: str | None = None,
) -> CoveredCoefficient:
    """The same with its coverage; `values` are the value and the coverage, NaN if undefined."""
    plain = phrase_coefficient(name, documents, values[0], reason, note)
    coverage = float(values[1])
    return CoveredCoefficient(**vars(plain), coverage=None if math.isnan(coverage) else coverage)


def unpaired_reason(documents: Documents) -> str | None:
    """Why nothing at all can be compared, or None if there is something."""
    if not documents.documents:
        return "Not defined because there are no documents."
    if not documents.paired:
        return "Not defined because no document was worked on by two annotators."
    if not documents.paired_spans:
        return "Not defined because nobody marked anything in a document that two worked on."
    return None
