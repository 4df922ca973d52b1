import re

import pytest
from flask.testing import FlaskClient

from annotator.accounts.actions import add_user
from annotator.db import Database
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.marks import Mark
from annotator.projects.actions import set_roles
from annotator.review import queries
from annotator.review.verdicts import Listing
from conftest import SignIn
from factories import ATTRIBUTION, CLAIM, DENIAL, FRAMING, NONE, Study, act, make_study

SENTENCES = ("The dam broke.", "The mayor denied it.", "A dark day dawned.", "It rained.")


@pytest.fixture
def study(database: Database) -> Study:
    """Three annotators: all differ on the second sentence, one differs on the third."""
    made = make_study(database, "ana", "ben", "cleo", overlap=3)
    article = made.add_article(" ".join(SENTENCES), title="The dam")
    made.submit(made.desk("ana", article), CLAIM, DENIAL, FRAMING, NONE)
    made.submit(made.desk("ben", article), CLAIM, ATTRIBUTION, FRAMING, NONE)
    desk = made.desk("cleo", article)
    made.label(desk, CLAIM, CLAIM, None, NONE)
    unsure = Mark(CLAIM, sure=1, note="Dark is a colour.")
    third = made.database.read(desks.units, desk)[2].id
    made.database.write(labelling.mark_sentence, desk, act(), third, unsure)
    made.database.write(labelling.submit, desk, act(), 0)
    return made


@pytest.fixture
def lead(study: Study, sign_in: SignIn) -> FlaskClient:
    """The project's lead."""
    assert "lead" in study.users
    return sign_in("lead")


@pytest.fixture
def second(study: Study, sign_in: SignIn) -> FlaskClient:
    """Another lead of the same project."""
    study.database.write(add_user, "lotte", "Lotte", "!")
    actor = study.users["lead"]
    study.database.write(set_roles, study.project_id, "lotte", ["lead"], actor_id=actor)
    return sign_in("lotte")


@pytest.fixture
def queue(study: Study) -> list[int]:
    """The open sentences, the worst first."""
    return study.database.read(queries.queue, study.project_id, Listing.OPEN, limit=10)


def card(study: Study, sentence_id: int) -> str:
    return f"/p/{study.slug}/review/{sentence_id}"


def seen(page: str) -> int:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found is not None
    return int(found[1])


def holding(study: Study, sentence_id: int) -> queries.Settlement | None:
    return study.database.read(queries.one, study.project_id, sentence_id).settlement


def test_the_queue_lists_disagreements_in_context_the_worst_first(
    study: Study, lead: FlaskClient
) -> None:
    page = lead.get(f"/p/{study.slug}/review").text
    disputed = re.findall(r'<span class="disputed">(.*?)</span>', page)
    assert disputed == ["The mayor denied it.", "A dark day dawned."]
    assert '<span class="is-dimmed">The dam broke.</span>' in page
    assert "Dark is a colour." in page
    assert "unsure" in page
    assert 'Open <span class="num">2</span>' in page


def test_annotators_are_letters_to_the_lead_who_settles(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    for address in (f"/p/{study.slug}/review", card(study, queue[0])):
        page = lead.get(address).text
        assert not re.search(r"\b(Ana|Ben|Cleo|ana|ben|cleo|P[1-9])\b", page)
        assert '<span class="visually-hidden">Annotator </span>C' in page


def test_settling_stores_the_decision_beside_the_labels_and_brings_the_next(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    first, following = queue
    votes = study.database.read(queries.one, study.project_id, first).votes
    form = {"choice": str(DENIAL), "reason": "The mayor rejects it.", "clause": "R1", "seen": "0"}
    answer = lead.post(card(study, first), data=form)
    assert answer.location == card(study, following)
    found = study.database.read(queries.one, study.project_id, first)
    assert found.votes == votes
    assert found.settlement is not None
    assert (found.settlement.label, found.settlement.reason, found.settlement.clause) == (
        DENIAL,
        "The mayor rejects it.",
        "R1",
    )
    page = lead.get(f"/p/{study.slug}/review?show=settled").text
    assert "The mayor rejects it." in page
    assert "R1" in page


@pytest.mark.parametrize("verdict", ["both_defensible", "excluded"])
def test_a_sentence_can_be_settled_without_a_label(
    study: Study, lead: FlaskClient, queue: list[int], verdict: str
) -> None:
    lead.post(card(study, queue[0]), data={"choice": verdict, "seen": "0"})
    found = holding(study, queue[0])
    assert found is not None
    assert (found.verdict, found.label) == (verdict, None)
    assert verdict.replace("_", " ") in lead.get(card(study, queue[0])).text


def test_the_one_after_a_skipped_sentence_comes_next_and_the_skipped_one_last(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    answer = lead.post(card(study, queue[1]), data={"choice": str(CLAIM), "seen": "0"})
    assert answer.location == card(study, queue[0])
    answer = lead.post(card(study, queue[0]), data={"choice": str(CLAIM), "seen": "0"})
    assert answer.location == f"/p/{study.slug}/review?show=settled"
    assert "Every disagreement is settled." in lead.get(answer.location).text
    assert "Every disagreement is settled" in lead.get(f"/p/{study.slug}/review").text


def test_the_second_of_two_leads_is_told_and_keeps_their_reason(
    study: Study, lead: FlaskClient, second: FlaskClient, queue: list[int]
) -> None:
    address = card(study, queue[0])
    shown = seen(second.get(address).text)
    lead.post(address, data={"choice": str(DENIAL), "reason": "R1 says so.", "seen": "0"})
    form = {"choice": str(CLAIM), "reason": "An act, R7.", "clause": "R7", "seen": str(shown)}
    answer = second.post(address, data=form)
    assert answer.status_code == 409
    assert "Another lead decided on this sentence meanwhile" in answer.text
    assert "An act, R7." in answer.text
    assert 'value="R7"' in answer.text
    assert "R1 says so." in answer.text
    found = holding(study, queue[0])
    assert found is not None
    assert found.label == DENIAL
    again = form | {"seen": str(seen(answer.text))}
    assert second.post(address, data=again).status_code == 303
    found = holding(study, queue[0])
    assert found is not None
    assert (found.label, found.reason) == (CLAIM, "An act, R7.")


def test_a_decision_is_taken_back_only_by_someone_who_saw_it(
    study: Study, lead: FlaskClient, second: FlaskClient, queue: list[int]
) -> None:
    address = card(study, queue[0])
    lead.post(address, data={"choice": str(DENIAL), "seen": "0"})
    earlier = seen(second.get(address).text)
    lead.post(address, data={"choice": str(CLAIM), "seen": str(earlier)})
    answer = second.post(f"{address}/withdraw", data={"seen": str(earlier)})
    assert answer.status_code == 409
    assert "Another lead" in answer.text
    assert holding(study, queue[0]) is not None
    now = seen(lead.get(address).text)
    answer = lead.post(f"{address}/withdraw", data={"seen": str(now)}, follow_redirects=True)
    assert "the sentence is open again" in answer.text
    assert holding(study, queue[0]) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Choose a label"),
        ({"choice": "99"}, "no such label"),
        ({"choice": "maybe"}, "whole number"),
        ({"choice": "1", "reason": "x" * 2001}, "at most 2000 characters"),
        ({"choice": "1", "clause": "R" * 41}, "at most 40 characters"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_reason_is_kept(
    study: Study, lead: FlaskClient, queue: list[int], wrong: dict[str, str], sentence: str
) -> None:
    form = {"reason": "Because of R4.", "seen": "0"} | wrong
    answer = lead.post(card(study, queue[0]), data=form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert form["reason"] in answer.text
    assert holding(study, queue[0]) is None


def test_a_decision_whose_labels_changed_asks_to_be_looked_at_again(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    address = card(study, queue[0])
    lead.post(address, data={"choice": str(DENIAL), "seen": "0"})
    assert "Look again." not in lead.get(address).text
    place = study.places["cleo"]
    (item,) = study.database.read(desks.work_items, study.project_id, place.participant_id)
    desk = study.reload("cleo", item.assignment_id)
    study.database.write(labelling.reopen, desk, act())
    desk = study.reload("cleo", item.assignment_id)
    study.database.write(labelling.mark_sentence, desk, act(), queue[0], Mark(ATTRIBUTION))
    study.database.write(labelling.submit, desk, act(), 0)
    assert "Look again." in lead.get(address).text
    found = holding(study, queue[0])
    assert found is not None
    assert found.label == DENIAL


def test_the_card_leads_to_the_sentences_before_and_after(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    first, last = (lead.get(card(study, number)).text for number in queue)
    assert f'rel="next" data-key="KeyJ" href="{card(study, queue[1])}"' in first
    assert 'rel="prev"' not in first
    assert f'rel="prev" data-key="KeyK" href="{card(study, queue[0])}"' in last
    assert 'rel="next"' not in last


def test_a_page_past_the_end_of_the_queue_says_so(study: Study, lead: FlaskClient) -> None:
    answer = lead.get(f"/p/{study.slug}/review?page=9")
    assert answer.status_code == 200
    assert "Nothing on this page" in answer.text
    assert lead.get(f"/p/{study.slug}/review?page=x").status_code == 400


def test_a_project_without_disagreements_says_when_they_appear(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana")
    page = sign_in("lead").get(f"/p/{study.slug}/review").text
    assert "No disagreements yet" in page


def test_a_card_shows_the_notes_that_were_submitted(study: Study, lead: FlaskClient) -> None:
    reviewed = study.database.read(queries.queue, study.project_id, Listing.OPEN, limit=10)
    third = next(n for n in reviewed if "Dark is a colour." in lead.get(card(study, n)).text)
    where = study.places["cleo"]
    (item,) = study.database.read(desks.work_items, where.project_id, where.participant_id)
    study.database.write(labelling.reopen, study.reload("cleo", item.assignment_id), act())
    desk = study.reload("cleo", item.assignment_id)
    changed = Mark(DENIAL, note="Not submitted.")
    study.database.write(labelling.mark_sentence, desk, act(), third, changed)
    page = lead.get(card(study, third)).text
    assert "Dark is a colour." in page
    assert "Not submitted." not in page


def test_the_way_through_the_queue_leads_from_card_to_card(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    walked = [queue[0]]
    while found := re.search(
        r'rel="next"[^>]*href="[^"]*/review/(\d+)"', lead.get(card(study, walked[-1])).text
    ):
        walked.append(int(found[1]))
    assert walked == queue


def test_a_decision_whose_annotators_come_to_agree_is_still_there_to_be_looked_at(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    settled = queue[0]
    lead.post(card(study, settled), data={"choice": CLAIM, "seen": 0})
    for name in ("ana", "ben", "cleo"):
        where = study.places[name]
        (item,) = study.database.read(desks.work_items, where.project_id, where.participant_id)
        study.database.write(labelling.reopen, study.reload(name, item.assignment_id), act())
        desk = study.reload(name, item.assignment_id)
        study.database.write(labelling.mark_sentence, desk, act(), settled, Mark(FRAMING))
        study.database.write(labelling.submit, desk, act(), 0)
    stale = study.database.read(queries.queue, study.project_id, Listing.STALE, limit=10)
    assert stale == [settled]
    holds = holding(study, settled)
    assert holds
    assert holds.is_stale
    page = lead.get(f"/p/{study.slug}/review?show=stale").text
    assert "Look again." in page
    assert "Denial" in page
    assert study.database.read(queries.counts, study.project_id).stale == 1


def test_a_decision_that_is_not_stale_is_in_no_list_of_stale_ones(
    study: Study, lead: FlaskClient, queue: list[int]
) -> None:
    lead.post(card(study, queue[0]), data={"choice": CLAIM, "seen": 0})
    found = study.database.read(queries.counts, study.project_id)
    assert (found.open, found.settled, found.stale) == (len(queue) - 1, 1, 0)
