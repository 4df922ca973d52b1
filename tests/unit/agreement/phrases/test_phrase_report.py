import json
from typing import Any

import numpy as np
import pytest

from annotator.agreement import (
    Coefficient,
    Document,
    Documents,
    GammaSettings,
    PhraseReport,
    gamma,
    phrase_report,
    phrases_as_json,
    u_alpha,
)
from annotator.agreement.phrases.report import PhraseMeasures, phrase_measures
from annotator.agreement.phrases.unitizing import u_alpha_values
from annotator.agreement.phrases.written import phrases_as_text
from annotator.errors import Invalid

QUICK = GammaSettings(samples=5, precision=None)


def study(count: int, *, crossing: bool = False) -> Documents:
    """Documents in which three people mark much the same, each with their own misses."""
    drawn = np.random.default_rng(8)
    made = []
    for at in range(count):
        rows = set()
        for start in range(5, 180, 30):
            for who in ("ana", "ben", "cleo"):
                if drawn.random() < 0.8:
                    moved = start + int(drawn.integers(0, 4))
                    label = ("claim", "denial")[int(drawn.random() < 0.3)]
                    rows.add((who, moved, moved + int(drawn.integers(8, 15)), label))
        if crossing and at == 0:
            rows |= {("ana", 5, 60, "denial"), ("ana", 5, 60, "claim")}
        made.append(Document.of(f"d{at:02}", 200, ["ana", "ben", "cleo"], rows))
    return Documents.of(made)


def every(measures: PhraseMeasures) -> list[Coefficient]:
    return [
        measures.u_alpha,
        measures.binary_u_alpha,
        measures.cu_alpha,
        *measures.ku_alpha.values(),
        *measures.layers.values(),
        *(one for part in measures.parts for one in (part.value, part.share)),
        measures.f1_exact,
        measures.f1_character,
        measures.f1_overlap,
        measures.f1_ptc,
    ]


@pytest.mark.parametrize("crossing", [False, True])
def test_every_measure_has_an_interval_that_holds_it(crossing: bool) -> None:
    found = phrase_report(study(25, crossing=crossing), seed=3, resamples=200)
    for one in every(found.whole):
        assert one.value is not None, one
        assert one.interval is not None
        assert one.interval.low <= one.value <= one.interval.high
        assert one.interval.low < one.interval.high
        assert (one.interval.seed, one.interval.resamples, one.interval.drawn) == (3, 200, 25)
    assert bool(found.whole.layers) == crossing


def test_more_documents_narrow_the_interval() -> None:
    widths = []
    for count in (20, 80):
        interval = phrase_report(study(count), seed=1, resamples=200).whole.u_alpha.interval
        assert interval is not None
        widths.append(interval.high - interval.low)
    assert widths[1] < 0.7 * widths[0]


def test_the_same_seed_gives_the_same_digits_whatever_the_order() -> None:
    one = study(12)
    other = Documents.of(one.documents[::-1])
    assert phrase_report(one, 5, 50) == phrase_report(other, 5, 50)
    assert phrase_report(one, 6, 50).whole != phrase_report(one, 5, 50).whole


def test_each_document_is_what_it_would_be_alone() -> None:
    documents = study(4, crossing=True)
    found = phrase_report(documents, 1, 20)
    for one in documents.documents:
        alone = documents.only(one)
        assert found.documents[one.id] == phrase_measures(alone)
    assert found.documents["d00"].layers
    assert not found.documents["d01"].layers


def test_leaving_out_a_document_is_what_it_says() -> None:
    documents = study(6)
    expected = [
        u_alpha(Documents.of([one for one in documents.documents if one is not left])).value
        for left in documents.documents
    ]
    assert u_alpha_values(documents.tables.without()).tolist() == pytest.approx(expected)


def test_one_document_has_no_interval_and_a_note() -> None:
    found = phrase_report(study(1), 1, 20).whole.u_alpha
    assert found.interval is None
    assert found.interval_note is not None


def test_nothing_to_compare_is_said() -> None:
    documents = Documents.of([Document.of("d", 9, ["ana"], [("ana", 1, 3, "claim")])])
    found = phrase_report(documents, 1, 20)
    for one in every(found.whole):
        assert one.reason == "Not defined because no document was worked on by two annotators."
    assert "no document was worked on by two" in phrases_as_text(found)


@pytest.mark.parametrize(("seed", "resamples"), [(-1, 10), (1, 0)])
def test_a_bad_seed_or_number_is_refused(seed: int, resamples: int) -> None:
    with pytest.raises(Invalid):
        phrase_report(study(2), seed, resamples)


def values(report: PhraseReport, documents: Documents) -> dict[str, Any]:
    found = gamma(documents, 1, QUICK, resamples=20)
    written: dict[str, Any] = json.loads(json.dumps(phrases_as_json(report, found)))
    return written


def test_the_values_have_the_documented_shape() -> None:
    documents = study(3)
    found = values(phrase_report(documents, 1, 20), documents)
    assert set(found) == {"measures", "documents", "gamma"}
    assert set(found["documents"]) == {"d00", "d01", "d02"}
    names = {
        "u_alpha", "binary_u_alpha", "cu_alpha", "ku_alpha", "f1_exact", "f1_character",
        "f1_overlap", "f1_ptc", "disagreement", "gamma",
    }  # fmt: skip
    assert set(found["measures"]) == names
    for one in found["documents"].values():
        assert set(one) == names
        assert one["u_alpha"]["interval"] is None
    assert found["measures"]["cu_alpha"]["coverage"] > 0
    assert set(found["measures"]["ku_alpha"]) == {"claim", "denial"}
    assert {
        "value", "interval", "observed_disorder", "expected_disorder", "samples", "sampler",
        "seed", "alpha", "beta", "delta_empty",
    } <= set(found["gamma"])  # fmt: skip
    parts = found["measures"]["disagreement"]
    whole = sum(part["value"] for part in parts.values())
    assert whole == pytest.approx(1 - found["measures"]["u_alpha"]["value"])


def test_the_text_shows_each_measure_and_what_was_done() -> None:
    documents = study(3, crossing=True)
    report = phrase_report(documents, 1, 20)
    text = phrases_as_text(report, gamma(documents, 1, QUICK, resamples=20))
    for name in ("uα", "|uα", "cuα", "PTC", "detection", "γ-cat", "Sampler: shuffle, 5 samples"):
        assert name in text
    assert "as a layer of its own" in text
    assert f"{report.whole.u_alpha.value:.3f}" in text


def test_seventy_annotators_and_twelve_labels_work() -> None:
    people = [f"p{number:02}" for number in range(70)]
    rows = [(who, at % 5, 10 + at % 7, f"label {at % 12}") for at, who in enumerate(people)]
    found = phrase_report(Documents.of([Document.of("d", 30, people, rows)]), 1, 20)
    assert found.whole.u_alpha.value is not None
    assert len(found.whole.ku_alpha) == 12
