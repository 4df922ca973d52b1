import re
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from annotator import clock
from annotator.accounts.actions import add_user
from annotator.accounts.administration.actions import disable
from annotator.db import Database, table
from annotator.errors import AnnotatorError
from annotator.journal.models import Event
from annotator.projects import queries
from annotator.projects.actions import archive, set_roles
from annotator.projects.invitations import actions
from annotator.projects.invitations import queries as invitations
from annotator.projects.invitations.actions import OVER, Wish
from annotator.projects.models import Invitation
from conftest import SignIn
from factories import Study, make_study

PASSWORD = "seven plain wooden spoons"
NEW = {"username": "nora", "display_name": "Nora N.", "password": PASSWORD}
OVER_SAID = "This invitation does not work"


@pytest.fixture
def study(database: Database) -> Study:
    """A project led by `lead`."""
    return make_study(database, "ana")


@pytest.fixture
def guest(app: Flask) -> FlaskClient:
    """Somebody who has a link and nothing else."""
    return app.test_client()


def invite(study: Study, role: str = "annotator", days: int = 7, note: str = "") -> str:
    wish = Wish(role, note, days)
    lead = study.users["lead"]
    return study.database.write(actions.invite, study.project_id, wish, actor_id=lead)


def roles(study: Study) -> dict[str, tuple[str, ...]]:
    members = study.database.read(queries.members, study.project_id)
    return {member.username: member.roles for member in members}


def verbs(study: Study) -> list[str]:
    event = table(Event)
    with study.database.snapshot() as session:
        return list(
            session.execute(
                sa.select(event.c.verb).where(event.c.subject == "invitation").order_by(event.c.id)
            ).scalars()
        )


def move(study: Study, microseconds: int) -> None:
    """Let the invitations have been made and expire that much earlier."""
    one = table(Invitation)
    study.database.write(
        lambda session: session.execute(
            sa.update(one).values(expires_at=one.c.expires_at - microseconds)
        )
    )


def test_a_link_is_shown_once_and_only_its_hash_is_stored(study: Study, sign_in: SignIn) -> None:
    lead, address = sign_in("lead"), f"/p/{study.slug}/invitations"
    form = {"role": "annotator", "meant_for": "Nora", "days": "7"}
    page = lead.post(address, data=form).text
    found = re.search(r'value="http://localhost/join/([\w-]{43})"', page)
    assert found is not None
    assert "The link for Nora" in page
    assert found[1] not in lead.get(address).text
    path = study.database.writer.url.database
    assert path is not None
    files = [Path(path), Path(path + "-wal")]
    assert not any(found[1].encode() in file.read_bytes() for file in files if file.exists())
    assert verbs(study) == ["invite"]


def test_a_person_without_an_account_makes_one_and_is_in(study: Study, guest: FlaskClient) -> None:
    token = invite(study)
    page = guest.get(f"/join/{token}").text
    assert "A study" in page
    assert "labels articles" in page
    answer = guest.post(f"/join/{token}", data=NEW)
    assert answer.status_code == 303
    assert answer.location == f"/p/{study.slug}"
    assert roles(study)["nora"] == ("annotator",)
    assert "Nora N." in guest.get(answer.location).text
    guest.post("/sign-out")
    signed = guest.post("/sign-in", data={"username": "nora", "password": PASSWORD})
    assert signed.location == "/"
    assert verbs(study) == ["invite", "accept"]


def test_a_signed_in_person_joins_with_one_button_and_keeps_their_roles(
    study: Study, sign_in: SignIn
) -> None:
    ana = sign_in("ana")
    token = invite(study, "researcher")
    assert "You are signed in as" in ana.get(f"/join/{token}").text
    before = ana.get_cookie("annotator")
    answer = ana.post(f"/join/{token}")
    assert answer.location == f"/p/{study.slug}"
    assert roles(study)["ana"] == ("annotator", "researcher")
    # They may do more now, so what the browser held before opens nothing any more.
    assert ana.get(answer.location).status_code == 200
    assert before is not None
    ana.set_cookie("annotator", before.value)
    assert ana.get(answer.location).location.startswith("/sign-in")


def test_a_person_with_an_account_signs_in_and_comes_back(study: Study, guest: FlaskClient) -> None:
    token = invite(study)
    assert f'href="/sign-in?next=/join/{token}"' in guest.get(f"/join/{token}").text


def test_looking_at_an_invitation_does_not_use_it(study: Study, guest: FlaskClient) -> None:
    token = invite(study)
    for _ in range(3):
        assert guest.get(f"/join/{token}").status_code == 200
    assert guest.post(f"/join/{token}", data=NEW).status_code == 303


def test_a_used_link_works_for_nobody_else(
    study: Study, guest: FlaskClient, sign_in: SignIn
) -> None:
    token = invite(study)
    guest.post(f"/join/{token}", data=NEW)
    study.database.write(add_user, "mallory", "Mallory", "!")
    thief = sign_in("mallory")
    assert thief.get(f"/join/{token}").status_code == 404
    assert thief.post(f"/join/{token}").status_code == 404
    assert thief.get(f"/p/{study.slug}").status_code == 404
    again = guest.post(f"/join/{token}", data=NEW | {"username": "nora2"})
    assert again.status_code == 404
    assert "mallory" not in roles(study)


def test_of_two_who_use_a_link_in_the_same_moment_one_gets_in(study: Study) -> None:
    people = [f"guest{number}" for number in range(8)]
    for name in people:
        study.database.write(add_user, name, name, "!")
    for _ in range(3):
        token, start = invite(study), threading.Barrier(len(people))
        before = len(roles(study))
        refused: list[str] = []

        def use(name: str, token: str = token, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                study.database.write(actions.accept, token, name)
            except AnnotatorError as error:
                refused.append(str(error))  # noqa: B023  # the threads end before the next turn

        threads = [threading.Thread(target=use, args=(name,)) for name in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(refused) == len(people) - 1
        assert set(refused) == {OVER}
        assert len(roles(study)) == before + 1
        people = [name for name in people if name not in roles(study)]


def test_taking_a_link_that_was_taken_between_looking_and_using_changes_nothing(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = invite(study)
    seen = study.database.read(invitations.opened, token)
    study.database.write(actions.accept_newly, token, actions.Newcomer("first", "", "!"))
    monkeypatch.setattr(invitations, "opened", lambda *_: seen)
    with pytest.raises(AnnotatorError, match=OVER_SAID):
        study.database.write(actions.accept_newly, token, actions.Newcomer("second", "", "!"))
    assert "second" not in roles(study)


def test_every_link_that_does_not_work_says_the_same(
    study: Study, guest: FlaskClient, sign_in: SignIn
) -> None:
    used, revoked, expired, unknown = invite(study), invite(study), invite(study), "x" * 43
    guest.post(f"/join/{used}", data=NEW)
    sign_in("lead").post(f"/p/{study.slug}/invitations/2/revoke")
    move(study, 8 * 24 * 3600 * 1_000_000)
    # Somebody else looks: the guest is still told that they joined.
    other = guest.application.test_client()
    pages = {
        re.sub(r'"X-CSRFToken": "[^"]+"', "", other.get(f"/join/{token}").text)
        for token in (used, revoked, expired, unknown)
    }
    assert len(pages) == 1
    assert OVER_SAID in pages.pop()
    form = NEW | {"username": "late"}
    for token in (used, revoked, expired, unknown):
        assert guest.post(f"/join/{token}", data=form).status_code == 404
    assert "late" not in roles(study)


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_works_until_its_last_moment_and_no_longer(
    study: Study, guest: FlaskClient, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, now = invite(study, days=days), clock.now()
    last = now + days * 24 * 3600 * 1_000_000
    monkeypatch.setattr(clock, "now", lambda: last - 60_000_000)
    assert guest.get(f"/join/{token}").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: last + 60_000_000)
    assert guest.get(f"/join/{token}").status_code == 404


def test_a_lead_sees_how_each_invitation_stands(
    study: Study, guest: FlaskClient, sign_in: SignIn
) -> None:
    lead, address = sign_in("lead"), f"/p/{study.slug}/invitations"
    used = invite(study, note="for Nora")
    invite(study, note="for Mo")
    invite(study, "researcher", note="for Kai")
    guest.post(f"/join/{used}", data=NEW)
    lead.post(f"{address}/2/revoke")
    page = lead.get(address).text
    assert "1 invitation<" in page
    for words in ("Nora N. joined with it", ">used<", ">revoked<", ">open<", "for Kai"):
        assert words in page


def test_revoking_twice_is_once_and_a_used_one_is_told(
    study: Study, guest: FlaskClient, sign_in: SignIn
) -> None:
    lead, address = sign_in("lead"), f"/p/{study.slug}/invitations"
    token = invite(study)
    for _ in range(2):
        assert lead.post(f"{address}/1/revoke").status_code == 303
    assert verbs(study) == ["invite", "revoke"]
    token = invite(study)
    guest.post(f"/join/{token}", data=NEW)
    assert lead.post(f"{address}/2/revoke").status_code == 409


def test_an_invitation_ends_with_the_part_of_the_lead_who_made_it(
    study: Study, guest: FlaskClient, sign_in: SignIn
) -> None:
    lead = study.users["lead"]
    study.database.write(set_roles, study.project_id, "ana", ["lead"], actor_id=lead)
    token = invite(study, "lead")
    study.database.write(set_roles, study.project_id, "lead", [], actor_id=study.users["ana"])
    assert guest.get(f"/join/{token}").status_code == 404
    assert guest.post(f"/join/{token}", data=NEW).status_code == 404
    assert "its lead left" in sign_in("ana").get(f"/p/{study.slug}/invitations").text


def test_an_invitation_ends_with_the_account_of_the_lead_who_made_it(
    study: Study, guest: FlaskClient
) -> None:
    other = study.database.write(add_user, "root", "Root", "!", is_administrator=True)
    token = invite(study, "lead")
    study.database.write(disable, study.users["lead"], actor_id=other)
    assert guest.get(f"/join/{token}").status_code == 404


def test_nobody_joins_an_archived_project(study: Study, guest: FlaskClient) -> None:
    token = invite(study)
    study.database.write(archive, study.project_id, actor_id=None)
    assert guest.get(f"/join/{token}").status_code == 404
    assert guest.post(f"/join/{token}", data=NEW).status_code == 404


def test_who_has_the_role_already_does_not_use_the_link_up(
    study: Study, guest: FlaskClient, sign_in: SignIn
) -> None:
    token = invite(study)
    answer = sign_in("ana").post(f"/join/{token}")
    assert answer.status_code == 409
    assert "stays unused" in answer.text
    assert guest.post(f"/join/{token}", data=NEW).status_code == 303


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"password": "too short"}, "between 15 and 256 characters"),
        ({"username": "two words"}, "no spaces"),
        ({"username": "ANA"}, "already an account"),
        ({"username": ""}, "between 1 and 64 characters"),
    ],
)
def test_an_account_that_cannot_be_made_leaves_the_invitation_open(
    study: Study, guest: FlaskClient, form: dict[str, str], sentence: str
) -> None:
    token = invite(study)
    answer = guest.post(f"/join/{token}", data=NEW | form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert PASSWORD not in answer.text
    assert 'value="Nora N."' in answer.text
    assert guest.post(f"/join/{token}", data=NEW).status_code == 303


@pytest.mark.parametrize(
    "form",
    [{"role": "king"}, {"days": "8"}, {"days": "x"}, {"meant_for": "x" * 121}, {"role": ""}],
)
def test_an_invitation_that_cannot_be_made_is_told(
    study: Study, sign_in: SignIn, form: dict[str, str]
) -> None:
    sent = {"role": "annotator", "meant_for": "", "days": "7"} | form
    answer = sign_in("lead").post(f"/p/{study.slug}/invitations", data=sent)
    assert answer.status_code == 400
    assert "/join/" not in answer.text
    assert verbs(study) == []


def test_invitations_are_for_leads(study: Study, sign_in: SignIn) -> None:
    for name in ("ana", "reader"):
        assert sign_in(name).get(f"/p/{study.slug}/invitations").status_code == 403
