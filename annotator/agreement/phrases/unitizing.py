"""Krippendorff's unitizing family of 2016: uα, |uα, cuα and (k)uα.

With ℓ_ck, Q_c and R_c as in `sums`, ℓ_c = Σ_k ℓ_ck and ℓ = Σ_c ℓ_c, all summed over documents:

    e_ck = ℓ (ℓ_c ℓ_k - [c = k] Q_c) / (ℓ² - Σ Q_c)
    uα   = 1 - (ℓ - Σ_c ℓ_cc) / (ℓ - Σ_c e_cc)
    |uα  = 1 - (ℓ_φ - ℓ_φφ) / (e_φ - e_φφ)

and, with a star for the text that both of two annotators marked (without φ, and R for Q):

    cuα   = 1 - (ℓ* - Σ_c ℓ*_cc) / (ℓ* - Σ_c e*_cc)
    (k)uα = 1 - (e*_k / ℓ*_k) (ℓ*_k - ℓ*_kk) / (e*_k - e*_kk)

Source: Krippendorff, Mathet, Bouvry and Widlöcher (2016), Quality & Quantity 50, 2347-2364;
Krippendorff (2019), Content Analysis, 4th ed., section 12.6. Documents are pooled by adding the
sums; the mean over documents is another number.
"""

import numpy as np

from annotator.agreement.phrases.documents import Documents
from annotator.agreement.phrases.result import (
    CoveredCoefficient,
    PhraseCoefficient,
    covered_coefficient,
    phrase_coefficient,
)
from annotator.agreement.phrases.sums import UnitSums
from annotator.agreement.phrases.tables import Tables
from annotator.agreement.sums import FloatArray, ratio

U_ALPHA = "Krippendorff's unitizing alpha (uα)"
BINARY = "Unitizing alpha, marked or not (|uα)"
CU_ALPHA = "Unitizing alpha of the labels on shared text (cuα)"
KU_ALPHA = "Unitizing alpha of one label on shared text ((k)uα)"
TOO_LITTLE = (
    "Not defined because too little text was marked by two annotators to say what chance would do."
)

_ROUNDING = 1e-12


def u_alpha(documents: Documents) -> PhraseCoefficient:
    """Agreement on what is marked, where it begins and ends, and with which label.

    Where spans of one annotator with different labels overlap anywhere, each label is a layer of
    its own, compared with everything else, and uα is 1 - Σ observed / Σ expected over the layers;
    the note says so.

    *Not where the marks are a handful*: one long phrase decides it. *Not to compare texts marked
    at different grain*: a phrase weighs by its length.

    >>> from annotator.agreement.phrases.documents import Document
    >>> both = [("ana", 0, 10, "claim"), ("ben", 0, 8, "claim"), ("ana", 20, 30, "denial")]
    >>> documents = Documents.of([Document.of("d1", 50, ["ana", "ben"], both)])
    >>> round(u_alpha(documents).value, 4)
    0.4719
    """
    total = documents.tables.total()
    return phrase_coefficient(
        U_ALPHA,
        documents,
        u_alpha_values(total),
        lambda: _one_value_reason(documents),
        overlap_note(documents),
    )


def binary_u_alpha(documents: Documents) -> PhraseCoefficient:
    """Agreement on what is marked, whatever the label; overlapping spans count as one.

    *Not on labels*: annotators who mark the same text with other labels agree fully here.

    >>> from annotator.agreement.phrases.documents import Document
    >>> both = [("ana", 0, 10, "claim"), ("ben", 0, 10, "denial")]
    >>> documents = Documents.of([Document.of("d1", 50, ["ana", "ben"], both)])
    >>> binary_u_alpha(documents).value
    1.0
    """
    total = documents.tables.total()

    def reason() -> str:
        return "Not defined because every annotator marked the whole text."

    return phrase_coefficient(BINARY, documents, binary_values(total), reason)


def cu_alpha(documents: Documents) -> CoveredCoefficient:
    """Agreement on the labels of the text that two annotators both marked, and how much that is.

    Text on which an annotator's labels overlap is left out, and the note says so.

    *Not alone*: its coverage says which share of the text it looks at.

    >>> from annotator.agreement.phrases.documents import Document
    >>> both = [("ana", 0, 10, "claim"), ("ben", 5, 10, "claim"), ("ana", 20, 30, "denial")]
    >>> documents = Documents.of(
    ...     [Document.of("d1", 50, ["ana", "ben"], [*both, ("ben", 20, 30, "denial")])]
    ... )
    >>> cu_alpha(documents).value, cu_alpha(documents).coverage
    (1.0, 0.3)
    """
    total = documents.tables.total()
    return covered_coefficient(
        CU_ALPHA,
        documents,
        (cu_alpha_values(total), cu_coverage_values(total)),
        lambda: _shared_reason(documents),
        left_out_note(documents),
    )


def ku_alpha(documents: Documents) -> dict[str, CoveredCoefficient]:
    """Of each label: agreement on it, on text that two annotators both marked.

    The coverage is the share of the text marked with the label that another marked too.

    *Not for a label with little coverage*; *not to be averaged*: the mean over labels is not cuα.

    >>> from annotator.agreement.phrases.documents import Document
    >>> ana = [("ana", 0, 10, "claim"), ("ana", 20, 30, "claim"), ("ana", 40, 45, "denial")]
    >>> ben = [("ben", 0, 10, "claim"), ("ben", 20, 30, "denial"), ("ben", 40, 45, "denial")]
    >>> documents = Documents.of([Document.of("d1", 50, ["ana", "ben"], ana + ben)])
    >>> {label: round(found.value, 3) for label, found in ku_alpha(documents).items()}
    {'claim': 0.333, 'denial': 0.292}
    """
    total = documents.tables.total()
    values, coverage = ku_alpha_values(total), ku_coverage_values(total)
    return {
        label: covered_coefficient(
            f"{KU_ALPHA}: '{label}'",
            documents,
            (values[at], coverage[at]),
            lambda label=label: _label_reason(documents, label),  # type: ignore[misc]
            left_out_note(documents),
        )
        for at, label in enumerate(documents.labels)
    }


def layer_alphas(documents: Documents) -> dict[str, PhraseCoefficient]:
    """uα of each label's layer, where an annotator's labels overlap; else none.

    >>> from annotator.agreement.phrases.documents import Document
    >>> one = [("ana", 0, 10, "claim"), ("ana", 5, 15, "denial"), ("ben", 0, 10, "claim")]
    >>> found = layer_alphas(Documents.of([Document.of("d1", 50, ["ana", "ben"], one)]))
    >>> round(found["claim"].value, 4), round(found["denial"].value, 4)
    (1.0, -0.09)
    """
    if not documents.tables.layered:
        return {}
    values = layer_alpha_values(documents.tables.total())
    return {
        label: phrase_coefficient(
            f"{U_ALPHA}, layer '{label}'",
            documents,
            values[at],
            lambda label=label: f"Not defined because nobody, or everybody, marked '{label}'.",  # type: ignore[misc]
        )
        for at, label in enumerate(documents.labels)
    }


def u_alpha_values(tables: Tables) -> FloatArray:
    """uα; NaN where the marks do not vary."""
    observed, expected = observed_and_expected(tables)
    return 1 - ratio(observed, expected)


def observed_and_expected(tables: Tables) -> tuple[FloatArray, FloatArray]:
    """ℓ - Σ ℓ_cc and ℓ - Σ e_cc, summed over the layers where labels overlap."""
    if not tables.layered:
        return _apart(tables.joint)
    observed, expected = _apart(tables.layers)
    return observed.sum(axis=-1), np.nansum(expected, axis=-1)


def layer_alpha_values(tables: Tables) -> FloatArray:
    """uα of each label's layer, in the last axis; NaN where nobody, or everybody, marked it."""
    observed, expected = _apart(tables.layers)
    return 1 - ratio(observed, expected)


def binary_values(tables: Tables) -> FloatArray:
    """|uα; NaN where nothing, or everything, is marked. With one label it is uα itself."""
    observed, expected = _apart(tables.binary)
    return 1 - ratio(observed, expected)


def cu_alpha_values(tables: Tables) -> FloatArray:
    """cuα; NaN where two annotators share no marked text, or it has a single label."""
    shared, corrections = _shared(tables.joint)
    by_label, same, total = _margins(shared)
    scale = ratio(total, _room(total, corrections))
    expected = scale * (total**2 - (by_label**2).sum(axis=-1))
    return 1 - ratio(total - same.sum(axis=-1), expected)


def cu_coverage_values(tables: Tables) -> FloatArray:
    """ℓ* / ℓ; NaN where two annotators share no marked text."""
    _, _, total = _margins(_shared(tables.joint)[0])
    whole = tables.binary.coincidences.sum(axis=(-1, -2))
    return np.where(total > 0, ratio(total, whole), np.nan)


def ku_alpha_values(tables: Tables) -> FloatArray:
    """(k)uα of each label, in the last axis; NaN where its shared text has no other label."""
    shared, corrections = _shared(tables.joint)
    by_label, same, total = _margins(shared)
    whole = total[..., None]
    observed = (by_label * whole - corrections) * (by_label - same)
    defined = _room(total, corrections)[..., None] > 0
    return 1 - ratio(observed, np.where(defined, by_label**2 * (whole - by_label), 0))


def ku_coverage_values(tables: Tables) -> FloatArray:
    """ℓ*_k / ℓ_k of each label, in the last axis; NaN where two share no marked text at all."""
    by_label, _, total = _margins(_shared(tables.joint)[0])
    if tables.layered:
        marked = tables.layers.coincidences.sum(axis=-1)[..., 0]
    else:
        marked = tables.joint.coincidences.sum(axis=-1)[..., :-1]
    return np.where(total[..., None] > 0, ratio(by_label, marked), np.nan)


def overlap_note(documents: Documents) -> str | None:
    """Says that labels were taken as layers, or that spans were merged."""
    crossing = _crossing(documents)
    if crossing:
        return (
            f"In {_count(crossing)} spans of one annotator with different labels overlap; "
            "each label is compared with everything else, as a layer of its own."
        )
    marks = documents.marks
    if marks.merged.start.size < marks.start.size:
        return "Overlapping spans of one annotator with the same label were merged."
    return None


def left_out_note(documents: Documents) -> str | None:
    """Says that text with overlapping labels was left out."""
    crossing = _crossing(documents)
    if not crossing:
        return overlap_note(documents)
    return (
        f"In {_count(crossing)} spans of one annotator with different labels overlap; the text on "
        "which they do is left out."
    )


def _apart(sums: UnitSums) -> tuple[FloatArray, FloatArray]:
    """ℓ - Σ ℓ_cc and ℓ - Σ e_cc = ℓ (ℓ² - Σ ℓ_c²) / (ℓ² - Σ Q_c): whole numbers decide on 0."""
    by_value, same, total = _margins(sums.coincidences)
    squares = sums.squares.sum(axis=-1) + by_value[..., -1]
    scale = ratio(total, total**2 - squares)
    return total - same.sum(axis=-1), scale * (total**2 - (by_value**2).sum(axis=-1))


def _room(total: FloatArray, corrections: FloatArray) -> FloatArray:
    """ℓ*² - Σ R_c, 0 if it is not above: then a phrase has hardly another one to meet by chance."""
    room = total**2 - corrections.sum(axis=-1)
    return np.where(room > _ROUNDING * total**2, room, 0.0)


def _shared(sums: UnitSums) -> tuple[FloatArray, FloatArray]:
    """ℓ* and R: the coincidences without φ."""
    return sums.coincidences[..., :-1, :-1], sums.corrections


def _margins(coincidences: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The sum of each row, the diagonal, and the sum of all."""
    by_value = coincidences.sum(axis=-1)
    same = np.diagonal(coincidences, axis1=-2, axis2=-1)
    return by_value, same, by_value.sum(axis=-1)


def _one_value_reason(documents: Documents) -> str:
    return (
        "Not defined because every annotator marked the whole text with the same label, "
        f"'{_most(documents)}'."
    )


def _shared_reason(documents: Documents) -> str:
    shared, corrections = _shared(documents.tables.total().joint)
    by_label, _, total = _margins(shared)
    if not total:
        return "Not defined because no text was marked by two annotators."
    if by_label.max() < total and not _room(total, corrections):
        return TOO_LITTLE
    return (
        "Not defined because all text that two annotators marked has the label "
        f"'{_most(documents)}'."
    )


def _label_reason(documents: Documents, label: str) -> str:
    at = documents.labels.index(label)
    shared, corrections = _shared(documents.tables.total().joint)
    by_label, _, total = _margins(shared)
    if not by_label[at]:
        return f"Not defined because no text that two annotators marked has the label '{label}'."
    if by_label[at] < total and not _room(total, corrections):
        return TOO_LITTLE
    return f"Not defined because all text that two annotators marked has the label '{label}'."


def _most(documents: Documents) -> str:
    """The label with the most coincidences."""
    marked = documents.tables.total().joint.coincidences[:-1, :-1].sum(axis=-1)
    return documents.labels[int(marked.argmax())]


def _crossing(documents: Documents) -> int:
    """In how many documents an annotator's labels overlap."""
    return int(documents.marks.merged.crossing.sum())


def _count(documents: int) -> str:
    return f"{documents} document{'' if documents == 1 else 's'}"
