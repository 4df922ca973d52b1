import json
import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from annotator import clock
from annotator.accounts.actions import add_user
from annotator.accounts.tokens import token_hash
from annotator.config import Settings
from annotator.dashboard.actions import start_project
from annotator.db import table
from annotator.journal.models import Event
from annotator.projects.actions import ProjectSettings, set_roles
from annotator.projects.models import ApiToken
from annotator.tokens import queries
from annotator.tokens.actions import MOST
from annotator.tokens.state import State
from conftest import SignIn
from factories import Study

_token, _event = table(ApiToken), table(Event)


def form(study: Study, **changed: object) -> dict[str, object]:
    return {"name": "nightly", "project": study.project_id, "rights": "read", "days": 90} | changed


def made_by(client: FlaskClient, study: Study, **changed: object) -> str:
    answer = client.post("/tokens", data=form(study, **changed))
    assert answer.status_code == 200
    found = re.search(r"<code>(annotator_[\w-]{43})</code>", answer.text.replace("<wbr>", ""))
    assert found is not None
    return found[1]


def stored(study: Study) -> list[sa.Row[tuple[object, ...]]]:
    with study.database.snapshot() as session:
        return list(session.execute(sa.select(_token)))


def test_a_token_is_shown_once_and_only_its_hash_is_stored(
    study: Study, settings: Settings, sign_in: SignIn
) -> None:
    ana = sign_in("ana")
    secret = made_by(ana, study)
    assert secret not in ana.get("/tokens").text.replace("<wbr>", "")
    kept = b"".join(file.read_bytes() for file in settings.data.iterdir())
    assert secret.encode() not in kept
    assert token_hash(secret).encode() in kept


def test_a_token_holds_what_was_asked_for(study: Study, sign_in: SignIn) -> None:
    before = clock.now()
    made_by(sign_in("ana"), study, name="  loader ", rights="write", days=30)
    (row,) = stored(study)
    assert (row.name, row.may_write, row.last_used_at, row.revoked_at) == ("loader", 1, None, None)
    assert (row.user_id, row.project_id) == (study.users["ana"], study.project_id)
    assert 0 <= row.expires_at - before - 30 * 24 * 3600 * 1_000_000 < 60 * 1_000_000


def test_a_token_reads_unless_writing_was_asked_for(study: Study, sign_in: SignIn) -> None:
    made_by(sign_in("ana"), study, rights="")
    assert stored(study)[0].may_write == 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "n" * 81}, "at most 80 characters"),
        ({"name": "n" * 501}, "at most 500 characters"),
        ({"days": 31}, "30, 90 or 365 days"),
        ({"days": "never"}, "takes a whole number"),
        ({"project": 99}, "no part in that project"),
    ],
)
def test_what_cannot_be_used_is_told_and_makes_no_token(
    study: Study, sign_in: SignIn, changed: dict[str, object], sentence: str
) -> None:
    answer = sign_in("ana").post("/tokens", data=form(study, **changed))
    assert answer.status_code == 400
    assert sentence in answer.text
    assert stored(study) == []


def test_nobody_makes_a_token_for_a_project_of_others(study: Study, sign_in: SignIn) -> None:
    zoe = study.database.write(add_user, "zoe", "Zoe", "!")
    study.database.write(start_project, ProjectSettings("Else", "en", 2), zoe, "zoe")
    assert sign_in("zoe").post("/tokens", data=form(study)).status_code == 400
    assert stored(study) == []


def test_nobody_has_more_tokens_than_they_can_oversee(study: Study, sign_in: SignIn) -> None:
    ana = sign_in("ana")
    for _ in range(MOST):
        made_by(ana, study)
    answer = ana.post("/tokens", data=form(study))
    assert answer.status_code == 400
    assert "Revoke one" in answer.text
    assert len(stored(study)) == MOST


def test_everybody_lists_their_own_tokens_alone(study: Study, sign_in: SignIn) -> None:
    made_by(sign_in("ana"), study, name="of ana")
    made_by(sign_in("reader"), study, name="of reader", rights="write")
    page = sign_in("reader").get("/tokens").text
    assert "of reader" in page
    assert "of ana" not in page
    for words in ("A study", "read and write", "never", "Revoke"):
        assert words in page


def test_a_token_whose_person_lost_their_last_role_is_marked(study: Study, sign_in: SignIn) -> None:
    made_by(sign_in("ana"), study)
    lead = sign_in("lead")
    assert "no access" not in lead.get(f"/p/{study.slug}/tokens").text
    actor = study.users["lead"]
    study.database.write(set_roles, study.project_id, "ana", [], actor_id=actor)
    assert "no access" in lead.get(f"/p/{study.slug}/tokens").text


def test_a_person_in_no_project_is_offered_no_token(study: Study, sign_in: SignIn) -> None:
    study.database.write(add_user, "zoe", "Zoe", "!")
    page = sign_in("zoe").get("/tokens").text
    assert "You are in no project yet" in page
    assert "Make the token" not in page


def test_a_revoked_token_is_listed_as_ended(study: Study, sign_in: SignIn) -> None:
    ana = sign_in("ana")
    made_by(ana, study)
    page = ana.post("/tokens/1/revoke", follow_redirects=True).text
    assert "“nightly” is revoked" in page
    assert "1 ended" in page
    (token,) = study.database.read(queries.of_person, study.users["ana"])
    assert token.state is State.REVOKED


def test_nobody_revokes_a_token_of_others(study: Study, sign_in: SignIn) -> None:
    made_by(sign_in("ana"), study)
    assert sign_in("reader").post("/tokens/1/revoke").status_code == 404
    assert sign_in("reader").post("/tokens/2/revoke").status_code == 404
    assert sign_in("reader").post(f"/p/{study.slug}/tokens/1/revoke").status_code == 403
    assert stored(study)[0].revoked_at is None


def test_a_lead_sees_whose_tokens_open_the_project_and_revokes_them(
    study: Study, sign_in: SignIn
) -> None:
    made_by(sign_in("ana"), study, rights="write")
    lead = sign_in("lead")
    page = lead.get(f"/p/{study.slug}/tokens").text
    for words in ("Ana", "nightly", "read and write", "never", "Revoke"):
        assert words in page
    answer = lead.post(f"/p/{study.slug}/tokens/1/revoke", follow_redirects=True)
    assert "“nightly” is revoked" in answer.text
    assert stored(study)[0].revoked_at is not None


def test_a_lead_of_another_project_neither_sees_nor_revokes_them(
    study: Study, sign_in: SignIn
) -> None:
    made_by(sign_in("ana"), study)
    zoe = study.database.write(add_user, "zoe", "Zoe", "!")
    _, other = study.database.write(start_project, ProjectSettings("Else", "en", 2), zoe, "zoe")
    client = sign_in("zoe")
    assert "nightly" not in client.get(f"/p/{other}/tokens").text
    assert client.post(f"/p/{other}/tokens/1/revoke").status_code == 404
    assert client.get(f"/p/{study.slug}/tokens").status_code == 404
    assert stored(study)[0].revoked_at is None


def test_making_and_revoking_are_in_the_journal_without_the_secret(
    study: Study, sign_in: SignIn
) -> None:
    secret = made_by(sign_in("ana"), study)
    for _ in range(2):
        sign_in("lead").post(f"/p/{study.slug}/tokens/1/revoke")
    with study.database.snapshot() as session:
        events = list(session.execute(sa.select(_event).where(_event.c.subject == "api token")))
    assert [(event.verb, event.subject_id, event.actor_id) for event in events] == [
        ("make", 1, study.users["ana"]),
        ("revoke", 1, study.users["lead"]),
    ]
    assert {event.project_id for event in events} == {study.project_id}
    written = json.dumps([event.after for event in events])
    assert "nightly" in written
    assert secret not in written
    assert token_hash(secret) not in written


def test_the_menu_leads_to_the_tokens(study: Study, sign_in: SignIn) -> None:
    assert 'href="/tokens"' in sign_in("ana").get(f"/p/{study.slug}").text
