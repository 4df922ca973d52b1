from typing import Any

import pytest

from annotator.labelling.marks import Phrase
from factories import DENIAL, NONE
from web.labelling.bench import Bench


def test_a_phrase_is_stored_in_code_points(bench: Bench) -> None:
    answer = bench.phrase("r", "🚰 broke")
    expected = Phrase("r", 1, 8, 15)
    assert answer.json == {"ref": "r", "phrase": expected.as_json()}
    assert bench.phrases() == [expected]


def test_a_phrase_sent_twice_is_one(bench: Bench) -> None:
    bench.phrase("r", "He denied", op_id="one")
    assert bench.phrase("r", "He denied", op_id="one").status_code == 200
    assert len(bench.phrases()) == 1


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"start": 9}, 409),
        ({"end": 14}, 409),
        ({"quote": "🚰 brokE"}, 409),
        ({"start": -1}, 400),
        ({"end": 10**6}, 400),
        ({"start": 15}, 400),
        ({"label": NONE}, 400),
        ({"label": 99}, 400),
    ],
)
def test_a_forged_phrase_is_refused_and_nothing_is_stored(
    bench: Bench, form: dict[str, Any], code: int
) -> None:
    answer = bench.phrase("r", "🚰 broke", **form)
    assert answer.status_code == code
    assert answer.get_json()["detail"]
    assert bench.phrases() == []


def test_a_phrase_with_outer_white_space_is_refused(bench: Bench) -> None:
    assert bench.phrase("r", " broke").status_code == 400
    assert bench.phrases() == []


def test_phrases_overlap_and_nest(bench: Bench) -> None:
    for ref, words in [("a", "The dam 🚰 broke"), ("b", "dam 🚰"), ("c", "broke. He denied")]:
        bench.phrase(ref, words)
    assert [phrase.ref for phrase in bench.phrases()] == ["a", "b", "c"]


def test_a_phrase_is_removed_and_brought_back_by_undo(bench: Bench) -> None:
    bench.phrase("r", "He denied", label=DENIAL)
    assert bench.post("phrases/remove", ref="r").json == {"ref": "r", "phrase": None}
    assert bench.phrases() == []
    assert bench.post("phrases/remove", ref="r").status_code == 200
    assert bench.post("undo").get_json()["phrase"]["label"] == DENIAL
    assert [phrase.ref for phrase in bench.phrases()] == ["r"]


def test_an_unknown_phrase_cannot_be_removed(bench: Bench) -> None:
    assert bench.post("phrases/remove", ref="nobody's").status_code == 404


def test_a_phrase_over_two_paragraphs_is_refused(bench: Bench) -> None:
    assert bench.phrase("one", "So they say.\n\nA bad night").status_code == 400
    assert bench.phrases() == []


def test_the_same_phrase_marked_twice_counts_once(bench: Bench) -> None:
    bench.phrase("one", "bad night")
    assert bench.phrase("two", "bad night").status_code == 200
    assert [phrase.ref for phrase in bench.phrases()] == ["one"]


def test_whoever_guesses_at_text_that_is_not_labelled_is_not_told_that_it_is_right(
    bench: Bench,
) -> None:
    right = "say.\n\nA bad"
    said = [bench.phrase("r", right, quote=quote) for quote in (right, "a guess", " a guess ")]
    assert len({(answer.status_code, answer.text) for answer in said}) == 1
