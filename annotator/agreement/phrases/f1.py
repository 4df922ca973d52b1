"""F1 of every two annotators' spans, in four strictnesses.

For two annotators with the spans A and B, over all documents that both worked on:

    exact      2 |A ∩ B| / (|A| + |B|) on (start, end, label)
    character  the same on (character, label)
    overlap    harmonic mean of the shares of spans that overlap one with the same label
    PTC        harmonic mean of P = 1/|A| Σ |s ∩ t| / |s| and R = 1/|B| Σ |s ∩ t| / |t|, over all s
               in A and t in B with the same label

With more than two annotators the pairs are averaged, each weighing as many spans (or characters) as
it has. Source of the partial credit: Da San Martino et al. (2019), EMNLP-IJCNLP, 5636-5646, and
task 11 of SemEval-2020. Nothing is corrected for chance.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from annotator.agreement.phrases.documents import Documents
from annotator.agreement.phrases.pairs import (
    CHARACTERS,
    COMMON,
    COVERED,
    SHARED,
    SPANS,
    TOUCHED,
    PairTable,
)
from annotator.agreement.phrases.result import PhraseCoefficient, phrase_coefficient
from annotator.agreement.sums import FloatArray, ratio

NOTHING = "Not defined because nobody marked anything in a document that two worked on."


class F1(NamedTuple):
    """Of each pair: the F1 is the quotient of the two, the second its weight."""

    agreeing: FloatArray
    weight: FloatArray


def f1_exact(documents: Documents) -> PhraseCoefficient:
    """The share of spans that the other marked with the same bounds and label.

    *Not where bounds are a matter of taste*: a comma more is a miss, and it counts on both sides.

    >>> from annotator.agreement.phrases.documents import Document
    >>> ana = [("ana", 0, 10, "a"), ("ana", 20, 25, "b")]
    >>> ben = [("ben", 0, 10, "a"), ("ben", 20, 26, "b")]
    >>> f1_exact(Documents.of([Document.of("d1", 50, ["ana", "ben"], ana + ben)])).value
    0.5
    """
    return _coefficient("F1 of spans, exact", documents, exact)


def f1_character(documents: Documents) -> PhraseCoefficient:
    """The share of marked characters that the other marked with the same label.

    *Not where phrases differ much in length*: a long one outweighs many short ones.

    >>> from annotator.agreement.phrases.documents import Document
    >>> both = [("ana", 0, 10, "a"), ("ben", 5, 15, "a")]
    >>> f1_character(Documents.of([Document.of("d1", 50, ["ana", "ben"], both)])).value
    0.5
    """
    return _coefficient("F1 of spans, by character", documents, character)


def f1_overlap(documents: Documents) -> PhraseCoefficient:
    """The share of spans that overlap one of the other's with the same label.

    *Not where somebody marks whole paragraphs*: one long span meets everything.

    >>> from annotator.agreement.phrases.documents import Document
    >>> both = [("ana", 0, 10, "a"), ("ana", 20, 30, "a"), ("ben", 5, 15, "a")]
    >>> round(f1_overlap(Documents.of([Document.of("d1", 50, ["ana", "ben"], both)])).value, 4)
    0.6667
    """
    return _coefficient("F1 of spans, any overlap", documents, overlap)


def f1_ptc(documents: Documents) -> PhraseCoefficient:
    """The F1 with partial credit for the overlapping share of a span.

    *Not where spans of one annotator with the same label overlap*: the credits of one span then sum
    to more than one, as in the original.

    >>> from annotator.agreement.phrases.documents import Document
    >>> both = [("ana", 0, 10, "a"), ("ben", 5, 10, "a")]
    >>> round(f1_ptc(Documents.of([Document.of("d1", 50, ["ana", "ben"], both)])).value, 4)
    0.6667
    """
    return _coefficient("F1 of spans, partial credit (PTC)", documents, ptc)


def exact(table: FloatArray) -> F1:
    """2|A ∩ B| and |A| + |B|; the table's last axis holds the columns of `pairs`."""
    return F1(2 * table[..., COMMON], table[..., SPANS].sum(axis=-1))


def character(table: FloatArray) -> F1:
    """The same for characters."""
    return F1(2 * table[..., SHARED], table[..., CHARACTERS].sum(axis=-1))


def overlap(table: FloatArray) -> F1:
    """Harmonic mean of the two shares of touched spans."""
    return _harmonic(table, table[..., TOUCHED])


def ptc(table: FloatArray) -> F1:
    """Harmonic mean of the two sums of partial credits, each by its number of spans."""
    return _harmonic(table, table[..., COVERED])


MEASURES: dict[str, Callable[[FloatArray], F1]] = {
    "exact": exact,
    "character": character,
    "overlap": overlap,
    "ptc": ptc,
}


def f1_values(
    pairs: PairTable, times: FloatArray, measure: Callable[[FloatArray], F1]
) -> FloatArray:
    """The F1 of resamples, or of all documents; NaN where nothing is marked.

    Args:
        pairs: the rows of the documents.
        times: how often each document counts; shape (resamples, documents).
        measure: one of `MEASURES`.
    """
    agreeing, weight = np.zeros(len(times)), np.zeros(len(times))
    order = np.argsort(pairs.pair, kind="stable")
    bounds = np.searchsorted(pairs.pair[order], np.arange(len(pairs.names) + 1))
    for low, high in pairwise(bounds):
        rows = order[low:high]
        found = measure(times[:, pairs.document[rows]] @ pairs.table[rows])
        agreeing += found.agreeing
        weight += found.weight
    return ratio(agreeing, weight)


def f1_without(pairs: PairTable, documents: int, measure: Callable[[FloatArray], F1]) -> FloatArray:
    """The F1 without each of the documents in turn; shape (documents,)."""
    by_pair = np.zeros((len(pairs.names), pairs.table.shape[1]))
    np.add.at(by_pair, pairs.pair, pairs.table)
    total = measure(by_pair)
    less = measure(by_pair[pairs.pair] - pairs.table)
    agreeing, weight = (
        whole.sum()
        + np.bincount(pairs.document, weights=rest - whole[pairs.pair], minlength=documents)
        for whole, rest in zip(total, less, strict=True)
    )
    return ratio(agreeing, weight)


def _coefficient(
    name: str, documents: Documents, measure: Callable[[FloatArray], F1]
) -> PhraseCoefficient:
    times = np.ones((1, len(documents.paired)))
    value = f1_values(documents.pairs, times, measure)[0]
    return phrase_coefficient(name, documents, value, lambda: NOTHING)


def _harmonic(table: FloatArray, credit: FloatArray) -> F1:
    """2PR / (P + R) of P = credit/|A| and R = credit/|B|, weighing |A| + |B|; 0 without credit."""
    spans = table[..., SPANS]
    crossed = credit[..., 0] * spans[..., 1] + credit[..., 1] * spans[..., 0]
    value = ratio(2 * credit[..., 0] * credit[..., 1], crossed)
    weight = spans.sum(axis=-1)
    return F1(np.nan_to_num(value) * weight, weight)
