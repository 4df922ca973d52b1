import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator.accounts.actions import add_user, set_password
from annotator.accounts.models import User, UserSession
from annotator.accounts.passwords import hashed
from annotator.db import Database, table
from annotator.journal.models import Event
from annotator.labelling.models import Rating
from conftest import SignIn
from factories import CLAIM, Study, make_study

PASSWORD = "seven plain wooden spoons"


@pytest.fixture
def study(database: Database) -> Study:
    """A project whose lead is the one administrator."""
    made = make_study(database, "ana")
    made.submit(made.desk("ana", made.add_article("It rained.")), CLAIM)
    return made


def person(study: Study, username: str, act: str = "") -> str:
    return f"/admin/people/{study.users[username]}" + (act and f"/{act}")


def verbs(study: Study, username: str) -> list[str]:
    event = table(Event)
    with study.database.snapshot() as session:
        found = session.execute(
            sa.select(event.c.verb)
            .where(event.c.subject == "user", event.c.subject_id == study.users[username])
            .order_by(event.c.id)
        )
        return list(found.scalars())


def shown_password(page: str) -> str:
    found = re.search(r"<dt>Password</dt><dd><code>([^<]+)</code>", page)
    assert found is not None
    return found[1]


def enters(app: Flask, username: str, password: str) -> bool:
    form = {"username": username, "password": password}
    return app.test_client().post("/sign-in", data=form).status_code == 303


@pytest.mark.usefixtures("study")
def test_everybody_is_listed(sign_in: SignIn) -> None:
    page = sign_in("lead").get("/admin").text
    for words in ("Ana", "Reader", "administrator", "3 accounts"):
        assert words in page


def test_a_person_is_added_with_a_password_that_is_shown_once_and_works(
    study: Study, app: Flask, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    page = lead.post("/admin", data={"username": "mo", "display_name": "Mo Berg"}).text
    password = shown_password(page)
    assert password not in lead.get("/admin").text
    assert enters(app, "mo", password)
    with study.database.snapshot() as session:
        stored = session.execute(
            sa.select(table(User).c.password_hash).where(table(User).c.username == "mo")
        ).scalar_one()
        events = str(session.execute(sa.select(table(Event))).all())
    assert password not in stored
    assert password not in events


@pytest.mark.parametrize("name", ["", "two words", "ANA"])
def test_a_person_who_cannot_be_added_is_told(study: Study, sign_in: SignIn, name: str) -> None:
    answer = sign_in("lead").post("/admin", data={"username": name, "display_name": "Kept"})
    assert answer.status_code == 400
    assert 'value="Kept"' in answer.text
    assert "shown this once" not in answer.text
    assert len(study.users) == 3


def test_a_name_of_a_disabled_person_is_taken(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(person(study, "ana", "disable"))
    answer = lead.post("/admin", data={"username": "Ana"})
    assert answer.status_code == 400
    assert "already an account" in answer.text


def test_disabling_ends_sessions_at_once_and_keeps_labels(
    study: Study, app: Flask, sign_in: SignIn
) -> None:
    study.database.write(set_password, study.users["ana"], hashed(PASSWORD), actor_id=None)
    lead, ana = sign_in("lead"), sign_in("ana")
    assert ana.get(f"/p/{study.slug}").status_code == 200
    before = ratings(study)
    assert lead.post(person(study, "ana", "disable")).status_code == 303
    assert ana.get(f"/p/{study.slug}").status_code == 303
    assert not enters(app, "ana", PASSWORD)
    assert ratings(study) == before
    assert "account disabled" in lead.get(f"/p/{study.slug}/people").text
    assert "1 of 2" in lead.get(f"/p/{study.slug}").text


def test_an_enabled_person_signs_in_anew_with_the_roles_they_had(
    study: Study, app: Flask, sign_in: SignIn
) -> None:
    study.database.write(set_password, study.users["ana"], hashed(PASSWORD), actor_id=None)
    lead, ana = sign_in("lead"), sign_in("ana")
    lead.post(person(study, "ana", "disable"))
    lead.post(person(study, "ana", "enable"))
    assert ana.get(f"/p/{study.slug}").status_code == 303
    assert enters(app, "ana", PASSWORD)
    assert sign_in("ana").get(f"/p/{study.slug}").status_code == 200
    assert verbs(study, "ana")[-2:] == ["disable", "enable"]


def test_a_new_password_ends_the_sessions_and_the_old_password(
    study: Study, app: Flask, sign_in: SignIn
) -> None:
    study.database.write(set_password, study.users["ana"], hashed(PASSWORD), actor_id=None)
    lead, ana = sign_in("lead"), sign_in("ana")
    password = shown_password(lead.post(person(study, "ana", "password")).text)
    assert ana.get("/").status_code == 303
    assert not enters(app, "ana", PASSWORD)
    assert enters(app, "ana", password)
    assert password not in lead.get(person(study, "ana")).text
    with study.database.snapshot() as session:
        actor = session.execute(
            sa.select(table(Event).c.actor_id).order_by(table(Event).c.id.desc()).limit(1)
        ).scalar()
    assert actor == study.users["lead"]


def test_administrators_are_made_and_unmade_and_sign_in_anew(study: Study, sign_in: SignIn) -> None:
    lead, ana = sign_in("lead"), sign_in("ana")
    assert ana.get("/admin").status_code == 403
    lead.post(person(study, "ana", "administrator"), data={"wanted": "yes"})
    assert ana.get("/admin").status_code == 303
    ana = sign_in("ana")
    assert ana.get("/admin").status_code == 200
    lead.post(person(study, "ana", "administrator"), data={"wanted": "no"})
    assert ana.get("/admin").status_code == 303
    assert sign_in("ana").get("/admin").status_code == 403
    assert verbs(study, "ana")[-2:] == ["make administrator", "unmake administrator"]


def test_one_administrator_stays(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    answer = lead.post(person(study, "lead", "administrator"), data={"wanted": "no"})
    assert answer.status_code == 400
    assert "at least one administrator" in answer.text
    study.database.write(add_user, "root", "Root", "!", is_administrator=True)
    root = sign_in("root")
    assert root.post(person(study, "lead", "disable")).status_code == 303
    form = {"wanted": "no"}
    number = study.users["lead"] + 3
    assert root.post(f"/admin/people/{number}/administrator", data=form).status_code == 400


def test_nobody_disables_themselves(study: Study, sign_in: SignIn) -> None:
    study.database.write(add_user, "root", "Root", "!", is_administrator=True)
    lead = sign_in("lead")
    answer = lead.post(person(study, "lead", "disable"))
    assert answer.status_code == 400
    assert "cannot disable your own account" in answer.text
    assert lead.get("/admin").status_code == 200


def test_a_disabled_person_does_not_become_an_administrator(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(person(study, "ana", "disable"))
    answer = lead.post(person(study, "ana", "administrator"), data={"wanted": "yes"})
    assert answer.status_code == 400


def test_doing_it_twice_is_once(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    for act in ("disable", "disable", "enable", "enable"):
        assert lead.post(person(study, "ana", act)).status_code == 303
    assert verbs(study, "ana") == ["disable", "enable"]


@pytest.mark.parametrize(
    "act", ["", "disable", "enable", "administrator", "password", "second-factor"]
)
def test_a_person_who_is_not_there_does_not_exist(sign_in: SignIn, study: Study, act: str) -> None:
    lead, address = sign_in("lead"), "/admin/people/999" + (act and f"/{act}")
    answer = lead.post(address) if act else lead.get(address)
    assert answer.status_code == 404
    assert study.users


def test_a_second_step_is_taken_off_only_where_there_is_one(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    assert "Take the second step off" not in lead.get(person(study, "ana")).text
    answer = lead.post(person(study, "ana", "second-factor"))
    assert answer.status_code == 400
    assert "no second step" in answer.text


def test_the_list_costs_no_more_queries_with_more_people(
    study: Study, app: Flask, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    before = [cost(app, lead, path) for path in ("/admin", "/admin/projects")]
    for number in range(5):
        study.database.write(add_user, f"extra{number}", "Extra", "!")
        lead.post("/projects/new", data={"name": "More", "language": "en", "overlap": "2"})
    assert [cost(app, lead, path) for path in ("/admin", "/admin/projects")] == before


def cost(app: Flask, client: FlaskClient, path: str) -> int:
    found: list[str] = []
    engine = app.extensions["annotator.database"].reader

    def watch(*event: object) -> None:
        found.append(str(event[2]))

    sa.event.listen(engine, "before_cursor_execute", watch)
    assert client.get(path).status_code == 200
    sa.event.remove(engine, "before_cursor_execute", watch)
    return len(found)


def ratings(study: Study) -> list[tuple[object, ...]]:
    with study.database.snapshot() as session:
        return sorted(map(tuple, session.execute(sa.select(table(Rating)))), key=repr)


def test_sessions_are_rows_that_end(study: Study, sign_in: SignIn) -> None:
    sign_in("ana")
    sign_in("lead").post(person(study, "ana", "disable"))
    one = table(UserSession)
    with study.database.snapshot() as session:
        ended = session.execute(
            sa.select(one.c.revoked_at).where(one.c.user_id == study.users["ana"])
        ).scalars()
        assert all(ended)
