import pytest
import sqlalchemy as sa

from annotator.db import Database, table
from annotator.journal.models import Event
from annotator.labelling.models import Assignment, Rating, Span
from annotator.labelling.queries import next_article
from annotator.projects import queries
from annotator.projects.actions import set_roles
from annotator.pseudonyms.actions import show_names
from conftest import SignIn
from factories import CLAIM, DENIAL, Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    """Ana and Ben submitted an article, and Ana began a second one."""
    made = make_study(database, "ana", "ben")
    first = made.add_article("It rained. It stopped.")
    made.submit(made.desk("ana", first), CLAIM, CLAIM)
    made.submit(made.desk("ben", first), DENIAL, CLAIM)
    made.label(made.desk("ana", made.add_article("It snowed. It thawed.")), CLAIM, None)
    return made


def rows(study: Study) -> list[list[tuple[object, ...]]]:
    """What was labelled, by whom."""
    with study.database.snapshot() as session:
        return [
            sorted(map(tuple, session.execute(sa.select(table(model)))), key=repr)
            for model in (Assignment, Span, Rating)
        ]


def removal(study: Study, username: str) -> str:
    return f"/p/{study.slug}/people/{study.places[username].participant_id}/removal"


def test_a_removed_person_loses_the_way_in_at_once_and_their_work_stays(
    study: Study, sign_in: SignIn
) -> None:
    lead, ana, before = sign_in("lead"), sign_in("ana"), rows(study)
    assert "Remove Ana?" in lead.get(removal(study, "ana")).text
    assert lead.post(removal(study, "ana")).location == f"/p/{study.slug}/people"
    for path in ("", "/work", "/codebook", "/people"):
        assert ana.get(f"/p/{study.slug}{path}").status_code == 404
    assert "You are in no project yet" in ana.get("/").text
    assert rows(study) == before
    page = lead.get(f"/p/{study.slug}/people").text
    assert "No longer here" in page
    assert "left on" in page


def test_what_a_removed_person_submitted_still_counts(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(removal(study, "ana"))
    page = lead.get(f"/p/{study.slug}").text
    assert "2 of 4" in page
    assert "1 sentence waits for your decision" in page


def test_what_a_removed_person_only_began_is_handed_to_somebody_else(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    ben = study.places["ben"].participant_id
    assert study.database.read(next_article, study.project_id, ben, 1) is None
    assert "1 begun" in lead.get(f"/p/{study.slug}").text
    lead.post(removal(study, "ana"))
    assert study.database.read(next_article, study.project_id, ben, 1) is not None
    assert "1 begun" not in lead.get(f"/p/{study.slug}").text


def test_who_comes_back_finds_the_same_pseudonym_and_their_open_work(
    study: Study, sign_in: SignIn
) -> None:
    lead, ana = sign_in("lead"), sign_in("ana")
    lead.post(removal(study, "ana"))
    lead.post(f"/p/{study.slug}/people", data={"username": "ana", "roles": ["annotator"]})
    place = study.database.read(queries.place, study.slug, study.users["ana"])
    assert place is not None
    assert place.participant_id == study.places["ana"].participant_id
    assert "Continue labelling" in ana.get(f"/p/{study.slug}").text
    assert "No longer here" not in lead.get(f"/p/{study.slug}/people").text


def test_pseudonyms_are_never_given_again(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    known = {m.pseudonym for m in study.database.read(queries.members, study.project_id)}
    lead.post(removal(study, "ana"))
    lead.post(
        f"/p/{study.slug}/people",
        data={"username": "mo", "display_name": "Mo", "roles": ["annotator"]},
    )
    members = study.database.read(queries.members, study.project_id)
    assert {m.pseudonym for m in members if m.username == "mo"}.isdisjoint(known)


def test_the_last_lead_cannot_leave(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    answer = lead.post(removal(study, "lead"))
    assert answer.status_code == 400
    assert "keeps at least one lead" in answer.text
    assert lead.get(f"/p/{study.slug}/people").status_code == 200


def test_a_lead_who_is_disabled_does_not_count_as_the_one_who_stays(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    lead.post(f"/p/{study.slug}/people", data={"username": "ana", "roles": ["lead"]})
    lead.post(f"/admin/people/{study.users['ana']}/disable")
    assert lead.post(removal(study, "lead")).status_code == 400


def test_a_lead_who_removes_themselves_goes_home(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(f"/p/{study.slug}/people", data={"username": "ana", "roles": ["lead"]})
    assert lead.post(removal(study, "lead")).location == "/"


def test_leaving_and_coming_back_are_journalled_with_the_roles_that_were(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    lead.post(removal(study, "ana"))
    lead.post(removal(study, "ana"))
    lead.post(f"/p/{study.slug}/people", data={"username": "ana", "roles": ["researcher"]})
    event = table(Event)
    with study.database.snapshot() as session:
        found = session.execute(
            sa.select(event.c.verb, event.c.before, event.c.after, event.c.actor_id)
            .where(
                event.c.subject == "participant",
                event.c.subject_id == study.places["ana"].participant_id,
            )
            .order_by(event.c.id)
        ).all()
    by = study.users["lead"]
    assert [tuple(row) for row in found][-3:] == [
        ("remove", ["annotator"], None, by),
        ("rejoin", None, None, by),
        ("set roles", [], ["researcher"], by),
    ]


def test_whoever_is_gone_cannot_be_removed_again(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(removal(study, "ana"))
    assert lead.get(removal(study, "ana")).status_code == 404


def test_people_are_not_shown_beside_their_pseudonyms_unless_the_project_shows_names(
    study: Study, sign_in: SignIn
) -> None:
    lead, address = sign_in("lead"), f"/p/{study.slug}/people"
    lead.post(removal(study, "ben"))
    assert not any(f"P{n}<" in lead.get(address).text for n in range(1, 9))
    study.database.write(show_names, study.project_id, shown=True, actor_id=study.users["lead"])
    page = lead.get(address).text
    assert ">P3<" in page
    assert "known as P4" in page


def test_no_roles_for_somebody_who_takes_no_part_is_refused(study: Study) -> None:
    with pytest.raises(Exception, match="no part in this project"):
        study.database.write(
            set_roles, study.project_id + 1, "ana", [], actor_id=study.users["lead"]
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE participant SET left_at = 1 WHERE id = :participant",
        "UPDATE user SET disabled_at = 1 WHERE id = :user",
        "DELETE FROM role WHERE participant_id = :participant",
    ],
)
def test_each_way_of_being_gone_is_enough_to_have_no_place(study: Study, statement: str) -> None:
    user = study.users["ana"]
    which = {"participant": study.places["ana"].participant_id, "user": user}
    named = {name: value for name, value in which.items() if f":{name}" in statement}
    study.database.write(lambda session: session.execute(sa.text(statement), named))
    assert study.database.read(queries.place, study.slug, user) is None
    assert study.database.read(queries.places, user) == []
