"""What annotators, leads and researchers meet after a repair."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from annotator.agreement import queries as agreement
from annotator.agreement.choice import Choice
from annotator.labelling import queries as desks
from annotator.labelling.actions import reopen, submit
from annotator.labelling.kinds import Origin
from annotator.labelling.queries import Desk
from conftest import SignIn
from factories import ATTRIBUTION, CLAIM, DENIAL, FRAMING, NONE, act
from web.repair.conftest import TEXT, Workshop
from web.security.walk import without_tokens

TOWN = TEXT[0].index("on the town")
LABELS = (CLAIM, DENIAL, ATTRIBUTION, FRAMING, NONE)
JSON = {"Accept": "application/json"}

Answers = Callable[[], list[Any]]


def mark(client: FlaskClient, desk: Desk, workshop: Workshop, sentence: int, main: int) -> Any:
    data = {"sentence": sentence, "main": main, "also": "", "sure": 3, "note": ""}
    url = f"/p/{workshop.study.slug}/work/{desk.assignment_id}/marks"
    return client.post(url, data=data, headers=JSON)


def step(client: FlaskClient, desk: Desk, verb: str) -> Any:
    """Undo or redo; returns the answer."""
    return client.post(f"/p/a-study/work/{desk.assignment_id}/{verb}", headers=JSON).json


def labels(workshop: Workshop, desk: Desk) -> list[int | None]:
    marks = workshop.study.database.read(desks.marks, desk)
    return [marks[one.id].main if one.id in marks else None for one in workshop.sentences]


def resubmit(workshop: Workshop, desk: Desk, *changes: tuple[int, int]) -> None:
    study = workshop.study
    name = next(n for n, place in study.places.items() if place and study.users[n] == desk.user_id)
    study.database.write(reopen, study.reload(name, desk.assignment_id), act())
    again = study.reload(name, desk.assignment_id)
    wanted: list[int | None] = [None] * len(workshop.sentences)
    for place, label in changes:
        wanted[place] = label
    study.label(again, *wanted)
    study.database.write(submit, again, act(), labels(workshop, again).count(None))


def heard(workshop: Workshop) -> list[tuple[int, str, int]]:
    """What agreement is worked out from: where the sentence begins, who, which label."""
    starts = {one.id: one.start for one in workshop.sentences}
    read, project_id = workshop.study.database.read, workshop.study.project_id
    chosen = read(agreement.submissions, project_id, Choice())
    people = dict(zip(chosen.number.tolist(), chosen.participant.tolist(), strict=True))
    rows = read(agreement.main_rows, project_id, Choice()).tolist()
    found = [(starts[at], chosen.people[people[number]], label) for at, number, label in rows]
    # The database counts the same ones.
    counted = read(agreement.count_patterns, project_id, Choice(), LABELS, len(chosen.people))
    by_label = (counted.counts * counted.times[:, None]).sum(axis=0).tolist()
    assert by_label == [sum(label == one for *_, label in found) for one in LABELS]
    return sorted(found)


def exported(workshop: Workshop, kind: str = "jsonl") -> str:
    return workshop.lead.get(f"/p/{workshop.study.slug}/export/{kind}").text


def test_a_split_label_stands_on_both_parts_until_it_is_kept_or_changed(
    workshop: Workshop, sign_in: SignIn
) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    workshop.study.label(desk, CLAIM, CLAIM, None, None)
    workshop.repair("split", 1, TOWN)
    assert labels(workshop, desk) == [CLAIM, CLAIM, CLAIM, None, None]
    url = f"/p/{workshop.study.slug}/work/{desk.assignment_id}"
    assert ana.get(url).text.count('data-look="split"') == 2
    first, second = (one.id for one in workshop.sentences[1:3])
    assert "look" not in mark(ana, desk, workshop, first, CLAIM).json
    assert ana.get(url).text.count('data-look="split"') == 1
    mark(ana, desk, workshop, second, NONE)
    assert 'data-look="split"' not in ana.get(url).text
    assert labels(workshop, desk) == [CLAIM, CLAIM, NONE, None, None]


@pytest.mark.parametrize("label", [CLAIM, DENIAL])
def test_taking_a_second_look_back_asks_again(
    workshop: Workshop, sign_in: SignIn, label: int
) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    workshop.study.label(desk, CLAIM, CLAIM, None, None)
    workshop.repair("split", 1, TOWN)
    mark(ana, desk, workshop, workshop.sentences[1].id, label)
    assert step(ana, desk, "undo")["look"] == "split"
    assert "look" not in step(ana, desk, "redo")
    assert labels(workshop, desk)[1:3] == [label, CLAIM]


def test_undo_passes_by_what_a_repair_took_away(workshop: Workshop, sign_in: SignIn) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    workshop.study.label(desk, CLAIM, CLAIM, None, None)
    workshop.repair("split", 1, TOWN)
    assert step(ana, desk, "undo")["sentence"] == workshop.sentences[0].id
    assert step(ana, desk, "undo") == {}
    assert labels(workshop, desk) == [None, CLAIM, CLAIM, None, None]


def test_labels_that_differ_become_a_question_and_the_sentence_counts_as_unanswered(
    workshop: Workshop, sign_in: SignIn
) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    workshop.study.label(desk, CLAIM, DENIAL, NONE, NONE)
    workshop.repair("merge", 0)
    page = ana.get(f"/p/{workshop.study.slug}/work/{desk.assignment_id}").text
    assert labels(workshop, desk) == [None, NONE, NONE]
    assert page.count('data-look="question"') == 1
    assert "1 sentence has no label yet." in page
    assert "look" not in mark(ana, desk, workshop, workshop.sentences[0].id, CLAIM).json


def test_equal_labels_stay_and_nobody_is_asked(workshop: Workshop, sign_in: SignIn) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    workshop.study.label(desk, CLAIM, CLAIM, None, None)
    workshop.repair("merge", 0)
    assert labels(workshop, desk) == [CLAIM, None, None]
    assert "data-look=" not in ana.get(f"/p/{workshop.study.slug}/work/{desk.assignment_id}").text


def test_a_moved_edge_keeps_labels_and_asks_nobody(workshop: Workshop, sign_in: SignIn) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    workshop.study.label(desk, CLAIM, DENIAL, None, None)
    workshop.repair("end", 1, TOWN)
    assert labels(workshop, desk) == [CLAIM, DENIAL, None, None]
    assert "data-look=" not in ana.get(f"/p/{workshop.study.slug}/work/{desk.assignment_id}").text


def test_phrases_never_move(workshop: Workshop, sign_in: SignIn) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    data = {"ref": "p", "label": CLAIM, "start": 11, "end": 20, "quote": TEXT[0][11:20]}
    url = f"/p/{workshop.study.slug}/work/{desk.assignment_id}/phrases"
    assert ana.post(url, data=data, headers=JSON).status_code == 200
    workshop.repair("merge", 0)
    (phrase,) = workshop.study.database.read(desks.phrases, desk)
    assert (phrase.start, phrase.end) == (11, 20)


def test_unsent_work_on_a_sentence_that_is_gone_is_refused_with_its_own_sentence(
    workshop: Workshop, sign_in: SignIn
) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    old = workshop.sentences[0].id
    workshop.repair("merge", 0)
    answer = mark(ana, desk, workshop, old, CLAIM)
    assert answer.status_code == 409
    assert "split or merged this sentence" in answer.json["detail"]
    assert labels(workshop, desk) == [None, None, None]


def test_an_act_that_was_stored_before_the_repair_is_not_refused_afterwards(
    workshop: Workshop, sign_in: SignIn
) -> None:
    desk, ana = workshop.study.desk("ana", workshop.article_id), sign_in("ana")
    url = f"/p/{workshop.study.slug}/work/{desk.assignment_id}/marks"
    sent = {"sentence": workshop.sentences[0].id, "main": CLAIM, "op_id": "lost-answer"}
    sent |= {"also": "", "sure": 3, "note": ""}
    assert ana.post(url, data=sent, headers=JSON).status_code == 200
    workshop.repair("split", 0, TEXT[0].index("left"))
    assert ana.post(url, data=sent, headers=JSON).status_code == 200
    assert labels(workshop, desk) == [CLAIM, CLAIM, None, None, None]


@pytest.fixture
def submitted(workshop: Workshop) -> tuple[Desk, Desk]:
    """Two people who submitted the article."""
    study = workshop.study
    ana, ben = (study.desk(name, workshop.article_id) for name in ("ana", "ben"))
    study.submit(ana, CLAIM, CLAIM, NONE, None)
    study.submit(ben, CLAIM, DENIAL, NONE, DENIAL)
    return ana, ben


def test_agreement_counts_a_merged_sentence_once_and_no_answer_that_nobody_gave(
    workshop: Workshop, submitted: tuple[Desk, Desk]
) -> None:
    workshop.repair("merge", 0)
    two = [(40, "P3", NONE), (40, "P4", NONE), (53, "P3", NONE), (53, "P4", DENIAL)]
    assert heard(workshop) == [(0, "P3", CLAIM), *two]
    resubmit(workshop, submitted[1], (0, DENIAL))
    assert heard(workshop) == [(0, "P3", CLAIM), (0, "P4", DENIAL), *two]


def test_agreement_leaves_a_split_sentence_out_until_people_answer_for_the_parts(
    workshop: Workshop, submitted: tuple[Desk, Desk]
) -> None:
    rest = [row for row in heard(workshop) if row[0] != 16]
    workshop.repair("split", 1, TOWN)
    assert heard(workshop) == rest
    resubmit(workshop, submitted[0], (1, CLAIM))  # the other part is not looked at
    assert heard(workshop) == sorted([*rest, (16, "P3", CLAIM)])
    resubmit(workshop, submitted[0], (1, DENIAL), (2, NONE))  # the first answer holds
    assert heard(workshop) == sorted([*rest, (16, "P3", CLAIM), (TOWN, "P3", NONE)])


@pytest.mark.usefixtures("submitted")
def test_agreement_goes_on_with_sentences_whose_edge_moved(workshop: Workshop) -> None:
    labels_before = [row[1:] for row in heard(workshop)]
    workshop.repair("end", 1, TOWN)
    assert [row[1:] for row in heard(workshop)] == labels_before


@pytest.mark.usefixtures("submitted")
def test_figures_are_worked_out_anew_after_a_repair(workshop: Workshop) -> None:
    def figures() -> str:
        return workshop.lead.get(f"/p/{workshop.study.slug}/agreement").text

    assert "4 sentences" in figures()
    workshop.repair("merge", 0)
    assert "2 sentences" in figures()
    workshop.undo()
    assert "4 sentences" in figures()


@pytest.mark.usefixtures("submitted")
def test_what_was_submitted_stays_to_the_letter(workshop: Workshop) -> None:
    every = "SELECT * FROM rating WHERE origin IN (1, 2) ORDER BY 2, 3, 4, 5"
    before = workshop.rows(every)
    workshop.repair("split", 1, TOWN)
    workshop.repair("merge", 0)
    workshop.undo()
    assert workshop.rows(every) == before


@pytest.mark.usefixtures("submitted")
def test_a_lead_sees_what_was_said_of_the_whole_and_counts_it_not(workshop: Workshop) -> None:
    review = f"/p/{workshop.study.slug}/review"
    old = workshop.sentences[1].id
    workshop.repair("split", 1, TOWN)
    assert workshop.lead.get(review).text.count('class="dispute"') == 1  # the last sentence
    card = workshop.lead.get(f"{review}/{workshop.sentences[1].id}").text
    assert card.count("of the whole sentence, before it was split") == 2
    gone = workshop.lead.post(f"{review}/{old}", data={"choice": CLAIM, "seen": 0})
    assert gone.status_code == 409


@pytest.mark.usefixtures("submitted")
def test_a_decision_on_a_split_sentence_is_stale_on_both_parts(workshop: Workshop) -> None:
    review = f"/p/{workshop.study.slug}/review"
    workshop.lead.post(f"{review}/{workshop.sentences[1].id}", data={"choice": CLAIM, "seen": 0})
    workshop.repair("split", 1, TOWN)
    page = workshop.lead.get(f"{review}?show=stale").text
    assert page.count("decided on a longer sentence that has been split since") == 2
    decisions = json.loads(exported(workshop).splitlines()[1])["decisions"]
    assert [(one["start"], one["label"], one["stale"]) for one in decisions] == [
        (16, "claim", True),
        (TOWN, "claim", True),
    ]


@pytest.mark.usefixtures("submitted")
def test_equal_decisions_stay_and_different_ones_are_taken_back(workshop: Workshop) -> None:
    review = f"/p/{workshop.study.slug}/review"
    for one in workshop.sentences[:2]:
        workshop.lead.post(f"{review}/{one.id}", data={"choice": CLAIM, "seen": 0})
    for one, label in zip(workshop.sentences[2:], (NONE, DENIAL), strict=True):
        workshop.lead.post(f"{review}/{one.id}", data={"choice": label, "seen": 0})
    workshop.repair("merge", 0)
    assert "2 decisions are taken back" in workshop.propose("merge", 1).text
    workshop.repair("merge", 1)
    decisions = json.loads(exported(workshop).splitlines()[1])["decisions"]
    assert [(one["start"], one["end"], one["stale"]) for one in decisions] == [(0, 38, False)]
    assert "Settled" in workshop.lead.get(f"{review}?show=settled").text


@pytest.mark.usefixtures("submitted")
def test_the_export_has_each_sentence_once_and_what_was_submitted_beside(
    workshop: Workshop,
) -> None:
    workshop.repair("merge", 0)
    workshop.repair("split", 2, TEXT[0].index("town") + len(TEXT[0]) - 13)
    article = json.loads(exported(workshop).splitlines()[1])
    places = [(one["start"], one["end"]) for one in article["sentences"]]
    assert places == [(one.start, one.end) for one in workshop.sentences]
    first, second = (one["submissions"][0] for one in article["annotations"])
    assert {(one["start"], one["end"]) for one in first["ratings"]} == set(places)
    assert [one["origin"] for one in first["ratings"]] == ["carried", "explicit", "part", "part"]
    assert [one["label"] for one in first["replaced"]] == ["claim", "claim", "none"]
    assert (0, 38) not in {(one["start"], one["end"]) for one in second["ratings"]}
    assert len(article["annotations"][0]["spans"]) == 2


@pytest.mark.usefixtures("submitted")
def test_the_csv_has_one_row_for_each_answer(workshop: Workshop) -> None:
    workshop.repair("merge", 0)
    rows = exported(workshop, "csv").splitlines()[1:]
    assert len(rows) == 5
    assert sum(",carried," in row for row in rows) == 1


def test_submitting_with_parts_not_looked_at_says_so_and_gives_no_answer_for_them(
    workshop: Workshop, submitted: tuple[Desk, Desk], answers: Answers, sign_in: SignIn
) -> None:
    workshop.repair("split", 1, TOWN)
    work = sign_in("ana").get(f"/p/{workshop.study.slug}/work").text
    assert "2 to look at again" in work
    resubmit(workshop, submitted[0], (1, DENIAL))
    found = [row[2:] for row in answers() if row[:2] == ("P3", 2)]
    assert found[1:3] == [(16, DENIAL, Origin.EXPLICIT), (TOWN, CLAIM, Origin.PART)]


def test_an_annotator_meets_nothing_of_others_after_a_repair(
    workshop: Workshop, submitted: tuple[Desk, Desk], sign_in: SignIn
) -> None:
    assert sign_in("ana").get(workshop.url).status_code == 403
    workshop.repair("split", 1, TOWN)
    page = sign_in("ana").get(f"/p/{workshop.study.slug}/work/{submitted[0].assignment_id}").text
    assert "P4" not in without_tokens(page)
    assert "Lead" not in page


def test_withdrawing_takes_carried_labels_along(
    workshop: Workshop, submitted: tuple[Desk, Desk], answers: Answers
) -> None:
    study = workshop.study
    workshop.repair("split", 1, TOWN)
    workshop.repair("merge", 3)
    participant = study.places["ana"].participant_id
    url = f"/p/{study.slug}/people/{participant}/withdrawal"
    first = workshop.lead.post(url, data={"typed": "ana"})
    seen = first.text.split('name="seen" value="')[1].split('"')[0]
    sure = {"typed": "ana", "seen": seen, "step": "withdraw"}
    assert workshop.lead.post(url, data=sure).status_code == 303
    assert {row[0] for row in answers()} == {"P4"}
    assert {row[0] for row in workshop.rows("SELECT assignment_id FROM second_look")} == {
        submitted[1].assignment_id
    }


@pytest.mark.usefixtures("submitted")
def test_taking_an_article_down_takes_its_repairs_along(workshop: Workshop) -> None:
    workshop.repair("split", 1, TOWN)
    workshop.repair("merge", 3)
    url = f"/p/{workshop.study.slug}/articles/{workshop.article_id}/withdrawal"
    first = workshop.lead.post(url, data={"typed": "A title"})
    seen = first.text.split('name="seen" value="')[1].split('"')[0]
    sure = {"typed": "A title", "seen": seen, "step": "withdraw"}
    assert workshop.lead.post(url, data=sure).status_code == 303
    for table in ("sentence", "repair", "second_look", "rating", "decision"):
        assert workshop.rows(f"SELECT 1 FROM {table}") == []  # noqa: S608  # own words
    after = "SELECT before, after FROM event WHERE verb IN ('split', 'merge')"
    assert workshop.rows(after) == [("null", "null")] * 2
