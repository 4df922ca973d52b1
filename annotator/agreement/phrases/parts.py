"""What the disagreement on phrases is about: detection, boundaries or labels.

The whole is 1 - uα = D_o / D_e, with D_o = ℓ - Σ ℓ_cc the text on which annotators differ. Every
character of D_o belongs to exactly one part, for annotators i and j of whom i marked it as k and j
did not:

    label      j marked it with another label
    boundary   j did not mark it, but marks another part of the same phrase of i
    detection  j marks no part of that phrase

So detection + boundary + label = 1 - uα. The division is this project's own.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.phrases.documents import Documents
from annotator.agreement.phrases.result import PhraseCoefficient, phrase_coefficient
from annotator.agreement.phrases.tables import Tables
from annotator.agreement.phrases.unitizing import observed_and_expected, overlap_note
from annotator.agreement.sums import FloatArray, ratio

PARTS = ("detection", "boundary", "label")


@dataclass(frozen=True)
class Part:
    """One part of the disagreement."""

    name: str
    value: PhraseCoefficient
    """What it takes away from agreement: the three parts sum to 1 - uα."""
    share: PhraseCoefficient
    """Its share of the disagreement: the three shares sum to 1."""


def disagreement_parts(documents: Documents) -> tuple[Part, ...]:
    """Detection, boundary and label, in this order.

    *Not for single phrases*: it weighs by characters, as uα does. Where the labels are layers (see
    `u_alpha`), text that two marked with different labels counts in both layers.

    >>> from annotator.agreement.phrases.documents import Document
    >>> from annotator.agreement.phrases.unitizing import u_alpha
    >>> ana = [("ana", 0, 10, "claim"), ("ana", 20, 30, "claim"), ("ana", 40, 45, "claim")]
    >>> ben = [("ben", 0, 8, "claim"), ("ben", 20, 30, "denial")]
    >>> documents = Documents.of([Document.of("d1", 60, ["ana", "ben"], ana + ben)])
    >>> parts = disagreement_parts(documents)
    >>> [(part.name, round(part.share.value, 4)) for part in parts]
    [('detection', 0.2941), ('boundary', 0.1176), ('label', 0.5882)]
    >>> round(sum(part.value.value for part in parts) + u_alpha(documents).value, 12)
    1.0
    """
    total = documents.tables.total()
    values, shares = part_values(total), share_values(total)
    return tuple(
        Part(
            name,
            _coefficient(f"Disagreement by {name}", documents, values[at]),
            _coefficient(f"Share of {name} in the disagreement", documents, shares[at]),
        )
        for at, name in enumerate(PARTS)
    )


def part_values(tables: Tables) -> FloatArray:
    """What each part adds to 1 - uα, in the last axis; NaN where uα is undefined."""
    _, expected = observed_and_expected(tables)
    return ratio(_amounts(tables), expected[..., None])


def share_values(tables: Tables) -> FloatArray:
    """The share of each part, in the last axis; NaN where nobody disagrees."""
    amounts = _amounts(tables)
    return ratio(amounts, amounts.sum(axis=-1, keepdims=True))


def _amounts(tables: Tables) -> FloatArray:
    """Text of each part. Side by side, a difference of labels is one difference, in layers two."""
    amounts: FloatArray = tables.parts * np.array([1, 1, 1 if tables.layered else 1 / 2])
    return amounts


def _coefficient(name: str, documents: Documents, value: FloatArray) -> PhraseCoefficient:
    def reason() -> str:
        observed, _ = observed_and_expected(documents.tables.total())
        if observed > 0:
            return "Not defined because the marks do not vary."
        return "Not defined because there is no disagreement."

    return phrase_coefficient(name, documents, value, reason, overlap_note(documents))
