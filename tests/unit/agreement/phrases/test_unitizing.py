"""The unitizing family on small documents, worked by hand."""

import pytest

from annotator.agreement import Document, Documents, cu_alpha, ku_alpha, layer_alphas, u_alpha

LENGTH = 24
Bounds = tuple[int, int, str]


def document(name: str, spans: dict[str, list[Bounds]]) -> Document:
    rows = [(who, *span) for who, own in spans.items() for span in own]
    return Document.of(name, LENGTH, spans, rows)


def test_touching_spans_stay_apart() -> None:
    two = Documents.of([document("d", {"ana": [(0, 4, "claim"), (4, 8, "claim")], "ben": []})])
    one = Documents.of([document("d", {"ana": [(0, 8, "claim")], "ben": []})])
    assert u_alpha(two).note is None
    assert u_alpha(two).value != u_alpha(one).value


def test_documents_are_pooled_and_not_averaged() -> None:
    agreed = document("a", {"ana": [(0, 12, "claim")], "ben": [(0, 12, "claim")]})
    missed = document("b", {"ana": [(0, 2, "claim")], "ben": []})
    both = u_alpha(Documents.of([agreed, missed]))
    alone = [u_alpha(Documents.of([one])).value or 0 for one in (agreed, missed)]
    assert both.value != pytest.approx(sum(alone) / 2, abs=0.05)
    assert both.value == pytest.approx(0.8986, abs=1e-4)


def test_hardly_any_shared_text_leaves_the_labels_undefined() -> None:
    spans = {"ana": [(0, 5, "claim")], "ben": [(0, 5, "denial")], "cleo": []}
    documents = Documents.of([document("d", spans)])
    assert cu_alpha(documents).reason == (
        "Not defined because too little text was marked by two annotators to say what chance would "
        "do."
    )
    assert {found.value for found in ku_alpha(documents).values()} == {None}


def test_labels_that_overlap_become_layers_and_the_note_says_so() -> None:
    crossing = document(
        "a", {"ana": [(0, 8, "claim"), (4, 12, "denial")], "ben": [(0, 8, "claim")]}
    )
    plain = document("b", {"ana": [(0, 8, "claim")], "ben": [(0, 8, "denial")]})
    documents = Documents.of([crossing, plain])
    assert u_alpha(documents).note == (
        "In 1 document spans of one annotator with different labels overlap; each label is "
        "compared with everything else, as a layer of its own."
    )
    assert cu_alpha(documents).note == (
        "In 1 document spans of one annotator with different labels overlap; the text on which "
        "they do is left out."
    )
    assert set(layer_alphas(documents)) == {"claim", "denial"}
    assert layer_alphas(Documents.of([plain])) == {}
    assert cu_alpha(documents).coverage == pytest.approx((2 * 4 + 2 * 8) / (4 * LENGTH))


def test_labels_that_nobody_used_change_nothing() -> None:
    spans = {"ana": [(0, 8, "claim")], "ben": [(0, 6, "claim")]}
    one = document("d", spans)
    few, many = Documents.of([one]), Documents.of([one], labels=["framing", "claim", "denial"])
    assert u_alpha(few).value == pytest.approx(u_alpha(many).value)
    assert ku_alpha(many)["denial"].reason == (
        "Not defined because no text that two annotators marked has the label 'denial'."
    )
