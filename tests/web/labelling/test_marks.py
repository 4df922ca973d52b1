import re
from typing import Any

import pytest

from annotator.labelling.marks import Mark
from factories import ATTRIBUTION, CLAIM, DENIAL, FRAMING, NONE, Study
from web.labelling.bench import Bench, Rows


def test_the_answer_to_a_label_is_the_mark_that_is_stored(bench: Bench) -> None:
    answer = bench.mark(0, CLAIM, also=[FRAMING, ATTRIBUTION], sure=1, note=" why?\r\n ")
    expected = {"main": CLAIM, "also": [ATTRIBUTION, FRAMING], "sure": 1, "note": "why?"}
    assert answer.json == {"sentence": bench.units[0], "mark": expected}
    assert bench.marks()[0] == Mark(CLAIM, (ATTRIBUTION, FRAMING), 1, "why?")


def test_a_label_saved_twice_counts_once(bench: Bench, rows: Rows) -> None:
    bench.mark(0, CLAIM, op_id="one", sequence=1)
    answer = bench.mark(0, CLAIM, op_id="one", sequence=1)
    assert answer.status_code == 200
    assert answer.get_json()["mark"]["main"] == CLAIM
    assert (rows("span"), rows("event WHERE verb = 'mark'")) == (1, 1)


def test_a_replay_after_a_newer_act_changes_nothing(bench: Bench) -> None:
    bench.mark(0, CLAIM, op_id="one", sequence=1)
    bench.mark(0, DENIAL, op_id="two", sequence=2)
    assert bench.mark(0, CLAIM, op_id="one", sequence=1).get_json()["mark"]["main"] == DENIAL
    assert bench.marks()[0] == Mark(DENIAL)


def test_an_act_that_arrives_after_a_newer_one_never_overwrites_it(
    bench: Bench, rows: Rows
) -> None:
    bench.mark(0, DENIAL, op_id="two", sequence=2)
    assert bench.mark(0, CLAIM, op_id="one", sequence=1).get_json()["mark"]["main"] == DENIAL
    assert rows("event WHERE verb = 'mark'") == 1


def test_order_counts_for_each_sentence_alone(bench: Bench) -> None:
    bench.mark(0, DENIAL, op_id="two", sequence=2)
    bench.mark(1, CLAIM, op_id="one", sequence=1)
    assert [mark.main for mark in bench.marks()[:2]] == [DENIAL, CLAIM]


def test_an_empty_label_clears_everything_of_the_sentence(bench: Bench) -> None:
    bench.mark(0, CLAIM, also=FRAMING, sure=1, note="why?")
    bench.mark(0, "", also="", sure=3, note="")
    assert bench.marks()[0] == Mark()


def test_what_a_form_leaves_out_stays(bench: Bench) -> None:
    bench.mark(0, CLAIM, also=FRAMING, note="why?")
    bench.post("marks", sentence=bench.units[0], sure=1)
    assert bench.marks()[0] == Mark(CLAIM, (FRAMING,), 1, "why?")


def test_a_plain_form_that_changes_the_main_label_drops_the_further_ones(bench: Bench) -> None:
    bench.mark(0, CLAIM, also=FRAMING)
    assert bench.mark(0, FRAMING).status_code == 200
    assert bench.marks()[0] == Mark(FRAMING)


@pytest.mark.parametrize(
    "form",
    [
        {"main": 99},
        {"main": "x"},
        {"main": CLAIM, "sure": 4},
        {"main": CLAIM, "also": CLAIM},
        {"main": NONE, "also": CLAIM},
        {"main": "", "also": CLAIM},
        {"main": CLAIM, "note": "n" * 2001},
        {"note": "a note without a label"},
        {"sure": 1},
    ],
)
def test_a_mark_that_the_scheme_forbids_is_refused_with_a_sentence(
    bench: Bench, rows: Rows, form: dict[str, Any]
) -> None:
    answer = bench.post("marks", sentence=bench.units[0], **form)
    assert answer.status_code == 400
    assert answer.get_json()["detail"].endswith((".", "page"))
    assert rows("span") == 0


def test_a_sentence_of_another_article_is_not_found(bench: Bench, study: Study) -> None:
    other = study.desk("ana", study.add_article("Another one."))
    form = {"sentence": 10**6 + other.article_id, "main": CLAIM}
    assert bench.post("marks", **form).status_code == 404


def test_a_plain_form_is_sent_on_to_the_sentence_it_names(bench: Bench) -> None:
    second = bench.units[1]
    form = {"sentence": bench.units[0], "main": CLAIM, "at": second}
    answer = bench.client.post(f"{bench.path}/marks", data=form)
    assert answer.status_code == 303
    assert answer.location == f"{bench.path}?at={second}#s{second}"


def test_undo_and_redo_go_through_events(bench: Bench, rows: Rows) -> None:
    bench.mark(0, CLAIM)
    bench.mark(0, DENIAL, sure=1)
    assert bench.post("undo").get_json()["mark"]["main"] == CLAIM
    assert bench.post("undo").get_json()["mark"]["main"] is None
    assert bench.post("undo").json == {}
    assert bench.marks()[0] == Mark()
    bench.post("redo")
    assert bench.post("redo").get_json()["mark"] == {
        "main": DENIAL,
        "also": [],
        "sure": 1,
        "note": "",
    }
    assert bench.marks()[0] == Mark(DENIAL, sure=1)
    assert rows("event WHERE verb IN ('undo', 'redo')") == 4


def test_an_undo_sent_twice_undoes_once(bench: Bench) -> None:
    bench.mark(0, CLAIM)
    bench.mark(1, DENIAL)
    bench.post("undo", op_id="same")
    bench.post("undo", op_id="same")
    assert [mark.main for mark in bench.marks()[:2]] == [CLAIM, None]


def test_a_plain_form_keeps_the_further_labels_that_still_fit(bench: Bench) -> None:
    bench.mark(0, CLAIM, also=FRAMING)
    bench.mark(0, DENIAL)
    assert bench.marks()[0] == Mark(DENIAL, (FRAMING,))
    bench.mark(0, NONE)
    assert bench.marks()[0] == Mark(NONE)


def test_a_clock_that_is_ahead_outranks_nobody_afterwards(bench: Bench) -> None:
    ahead = 2_000_000_000_000_000
    bench.mark(0, CLAIM, op_id="ahead", sequence=ahead)
    page = bench.client.get(bench.path).text
    told = re.search(r'data-sequence="(\d+)"', page)
    assert told
    newest = int(told[1])
    assert newest < ahead
    bench.mark(0, DENIAL, op_id="after", sequence=newest + 1)
    assert bench.marks()[0] == Mark(DENIAL)


def test_an_act_that_bears_the_name_of_another_is_refused(bench: Bench) -> None:
    bench.mark(0, CLAIM, op_id="one", sequence=1)
    answer = bench.mark(1, DENIAL, op_id="one", sequence=2)
    assert answer.status_code == 409
    assert bench.marks()[1] == Mark()


def test_the_same_label_again_is_not_a_step_to_undo(bench: Bench) -> None:
    bench.mark(0, CLAIM)
    bench.mark(0, CLAIM)
    bench.post("undo")
    assert bench.marks()[0] == Mark()
