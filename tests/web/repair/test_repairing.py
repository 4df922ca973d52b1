import json

import pytest

from annotator.labelling.actions import reopen, submit
from conftest import SignIn
from factories import ATTRIBUTION, CLAIM, DENIAL, NONE, act
from web.repair.conftest import TEXT, Workshop, confirmation

RAIN = TEXT[0].index("Rain")
TOWN = TEXT[0].index("on the town")


def test_a_sentence_is_split_at_a_place_and_keeps_its_words(workshop: Workshop) -> None:
    answer = workshop.repair("split", 1, TOWN)
    assert answer.status_code == 303
    assert workshop.words == [
        "The mayor left.",
        "Rain fell",
        "on the town.",
        "Nobody came.",
        "The hall stayed dark.",
    ]


def test_a_sentence_is_merged_with_the_next(workshop: Workshop) -> None:
    assert workshop.repair("merge", 0).status_code == 303
    assert workshop.words == [TEXT[0], "Nobody came.", "The hall stayed dark."]


@pytest.mark.parametrize(("act_", "lit"), [("end", 1), ("start", 0)])
def test_an_edge_moves_from_either_side(workshop: Workshop, act_: str, lit: int) -> None:
    at = TOWN if act_ == "end" else TEXT[0].index("left")
    assert workshop.repair(act_, lit, at).status_code == 303
    first = "The mayor left. Rain fell" if act_ == "end" else "The mayor"
    assert workshop.words[0] == first
    assert " ".join(workshop.words[:2]) == TEXT[0]


def test_a_proposal_shows_the_new_sentences_and_changes_nothing(workshop: Workshop) -> None:
    page = workshop.propose("split", 1, TOWN, **{"HX-Request": "true"})
    assert "<li>Rain fell</li>" in page.text
    assert "Nobody has labelled this yet, so nothing else changes." in page.text
    assert "<html" not in page.text
    assert len(workshop.words) == 4


@pytest.mark.parametrize(
    ("act_", "lit", "at"),
    [("split", 0, 0), ("split", 0, 9999), ("merge", 1, -1), ("merge", 3, -1), ("shake", 0, -1)],
)
def test_a_repair_that_does_not_exist_is_refused_with_a_sentence(
    workshop: Workshop, act_: str, lit: int, at: int
) -> None:
    answer = workshop.propose(act_, lit, at)
    assert answer.status_code in {400, 409}
    assert 'role="alert"' in answer.text
    assert len(workshop.words) == 4


def test_paragraphs_stay_apart(workshop: Workshop) -> None:
    page = workshop.lead.get(workshop.url, query_string={"sentence": workshop.sentences[1].id})
    merge = page.text.split('value="merge"')[1].split(">")[0]
    assert "disabled" in merge


def test_who_repairs_what_somebody_else_repaired_meanwhile_is_told(workshop: Workshop) -> None:
    fields = confirmation(workshop.propose("split", 1, TOWN).text)
    workshop.repair("merge", 0)
    answer = workshop.lead.post(workshop.url, data=fields)
    assert answer.status_code == 409
    assert "Somebody repaired this sentence meanwhile" in answer.text
    assert len(workshop.words) == 3


def test_who_was_shown_other_labels_is_shown_them_again(workshop: Workshop) -> None:
    fields = confirmation(workshop.propose("split", 1, TOWN).text)
    workshop.study.label(workshop.study.desk("ana", workshop.article_id), CLAIM, CLAIM, None, None)
    answer = workshop.lead.post(workshop.url, data=fields)
    assert answer.status_code == 409
    assert "Somebody labelled or decided meanwhile" in answer.text
    assert len(workshop.words) == 4


def test_what_becomes_of_labels_is_told_first(workshop: Workshop) -> None:
    study = workshop.study
    study.submit(study.desk("ana", workshop.article_id), CLAIM, CLAIM, NONE, NONE)
    study.submit(study.desk("ben", workshop.article_id), CLAIM, DENIAL, NONE, NONE)
    split, merge = workshop.propose("split", 1, TOWN).text, workshop.propose("merge", 0).text
    assert "2 annotators’ labels go to both parts, to be looked at again." in split
    assert "1 annotator’s label stays, given equally to both." in merge
    assert "1 annotator labelled the two differently" in merge
    assert "What 1 annotator submitted counts for nothing here until they submit again." in merge


def test_a_repair_is_journalled_without_words(workshop: Workshop) -> None:
    workshop.study.label(workshop.study.desk("ana", workshop.article_id), CLAIM, None, None, None)
    workshop.repair("merge", 0)
    ((verb, before, after),) = workshop.rows(
        "SELECT verb, before, after FROM event WHERE subject = 'repair'"
    )
    assert verb == "merge"
    before, after = json.loads(before), json.loads(after)
    assert [place[1:] for place in before["sentences"]] == [[0, 15], [16, 38]]
    assert [place[1:] for place in after["sentences"]] == [[0, 38]]
    assert len(before["spans"]) == 1
    assert "mayor" not in json.dumps([before, after])


def test_positions_stay_in_order_through_repairs(workshop: Workshop) -> None:
    workshop.repair("split", 1, TOWN)
    workshop.repair("merge", 0)
    workshop.repair("merge", 2)
    positions = workshop.rows(
        "SELECT position FROM sentence WHERE retired_by IS NULL ORDER BY start"
    )
    assert [row[0] for row in positions] == list(range(len(workshop.words)))


def test_new_sentences_can_be_found_by_their_words(workshop: Workshop) -> None:
    workshop.repair("split", 1, TOWN)
    hashes = workshop.rows("SELECT text_hash FROM sentence WHERE made_by IS NOT NULL")
    assert len({row[0] for row in hashes} - {0}) == 2


def everything(workshop: Workshop) -> list[object]:
    """All that reads see of the article."""
    live = "JOIN sentence s ON s.id = x.sentence_id AND s.retired_by IS NULL"
    return [
        workshop.rows("SELECT * FROM sentence WHERE retired_by IS NULL ORDER BY id"),
        workshop.rows("SELECT * FROM span WHERE deleted_at IS NULL ORDER BY id"),
        workshop.rows(f"SELECT x.* FROM rating x {live} ORDER BY 2, 3"),  # noqa: S608  # own words
        workshop.rows(f"SELECT x.* FROM second_look x {live}"),  # noqa: S608  # own words
        workshop.rows("SELECT * FROM decision WHERE superseded_at IS NULL ORDER BY id"),
    ]


def test_undoing_everything_gives_everything_back(workshop: Workshop, sign_in: SignIn) -> None:
    study = workshop.study
    study.submit(study.desk("ana", workshop.article_id), CLAIM, DENIAL, NONE, None)
    study.label(study.desk("ben", workshop.article_id), CLAIM, CLAIM, None, ATTRIBUTION)
    lead = sign_in("lead")
    settle = f"/p/{study.slug}/review/{workshop.sentences[0].id}"
    assert lead.post(settle, data={"choice": CLAIM, "seen": 0}).status_code == 303
    before = everything(workshop)
    assert all(before[:3])
    assert before[4]
    workshop.repair("split", 1, TOWN)
    workshop.repair("merge", 0)
    workshop.repair("start", 2, TEXT[0].index("town") + 21)
    workshop.repair("merge", 0)
    assert everything(workshop) != before
    for repair_id in (4, 3, 2, 1):
        assert workshop.undo(repair_id).status_code == 303
    assert everything(workshop) == before


def test_an_undo_is_an_event_of_its_own_and_happens_once(workshop: Workshop) -> None:
    workshop.repair("merge", 0)
    assert workshop.undo().status_code == 303
    answer = workshop.undo()
    assert answer.status_code == 409
    assert "undone already" in answer.text
    verbs = workshop.rows("SELECT verb, undoes IS NOT NULL FROM event WHERE subject = 'repair'")
    assert verbs == [("merge", 0), ("undo", 1)]


def test_a_repair_under_a_later_one_is_not_undone(workshop: Workshop) -> None:
    workshop.repair("merge", 0)
    workshop.repair("split", 0, RAIN)
    answer = workshop.undo(1)
    assert answer.status_code == 409
    assert "Undo the later one first." in answer.text


@pytest.mark.parametrize("work", ["label", "submit", "decide"])
def test_a_repair_on_which_work_rests_is_not_undone(workshop: Workshop, work: str) -> None:
    study = workshop.study
    desk = study.desk("ana", workshop.article_id)
    study.submit(desk, CLAIM, CLAIM, NONE, NONE)
    workshop.repair("merge", 0)
    if work == "decide":
        url = f"/p/{study.slug}/review/{workshop.sentences[0].id}"
        assert workshop.lead.post(url, data={"choice": CLAIM, "seen": 0}).status_code == 303
    else:
        study.database.write(reopen, study.reload("ana", desk.assignment_id), act())
        again = study.reload("ana", desk.assignment_id)
        study.label(again, DENIAL if work == "label" else None, None, None)
        if work == "submit":
            study.database.write(submit, again, act(), 0)
    answer = workshop.undo()
    assert answer.status_code == 409
    assert "rests on it" in answer.text
    assert workshop.words[0] == TEXT[0]
