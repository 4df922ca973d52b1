import re

import pytest

from annotator.db import Database
from annotator.projects import queries
from conftest import SignIn
from factories import Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    """A project whose lead is an administrator."""
    return make_study(database, "ana")


def roles(study: Study) -> dict[str, tuple[str, ...]]:
    members = study.database.read(queries.members, study.project_id)
    return {member.username: member.roles for member in members}


def test_everybody_is_listed_with_their_roles(study: Study, sign_in: SignIn) -> None:
    page = sign_in("lead").get(f"/p/{study.slug}/people").text
    for words in ("Ana", "Reader", "annotator", "researcher", "3 people"):
        assert words in page


def test_a_person_gets_exactly_the_roles_that_are_ticked(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    form = {"username": "ANA", "roles": ["researcher", "lead"]}
    answer = lead.post(f"/p/{study.slug}/people", data=form, follow_redirects=True)
    assert "Saved the roles of ANA." in answer.text
    assert roles(study)["ana"] == ("lead", "researcher")


def test_an_account_is_made_on_the_way_and_its_password_works_and_is_shown_once(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    form = {"username": "mo", "display_name": "Mo Berg", "roles": ["annotator"]}
    page = lead.post(f"/p/{study.slug}/people", data=form).text
    assert "shown this once" in page
    found = re.search(r"<dt>Password</dt><dd><code>([^<]+)</code>", page)
    assert found is not None
    assert found[1] not in lead.get(f"/p/{study.slug}/people").text
    guest = lead.application.test_client()
    answer = guest.post("/sign-in", data={"username": "mo", "password": found[1]})
    assert answer.status_code == 303
    assert "Mo Berg" in guest.get(f"/p/{study.slug}").text
    assert roles(study)["mo"] == ("annotator",)


def test_a_lead_who_is_no_administrator_is_told_who_makes_accounts(
    study: Study, sign_in: SignIn
) -> None:
    sign_in("lead").post(f"/p/{study.slug}/people", data={"username": "ana", "roles": ["lead"]})
    ana = sign_in("ana")
    assert "Only an administrator can make one" in ana.get(f"/p/{study.slug}/people").text
    answer = ana.post(f"/p/{study.slug}/people", data={"username": "mo", "roles": ["annotator"]})
    assert answer.status_code == 400
    assert "Ask an administrator" in answer.text
    assert 'value="mo"' in answer.text
    assert re.search(r'value="annotator"\s+checked', answer.text)
    assert "mo" not in roles(study)


def test_the_last_lead_stays_one(study: Study, sign_in: SignIn) -> None:
    answer = sign_in("lead").post(
        f"/p/{study.slug}/people", data={"username": "lead", "roles": ["annotator"]}
    )
    assert answer.status_code == 400
    assert "You cannot take the lead" in answer.text
    assert roles(study)["lead"] == ("lead",)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"username": "", "roles": ["annotator"]}, "between 1 and 64 characters"),
        ({"username": "two words", "roles": ["annotator"]}, "no spaces"),
        ({"username": "mo", "display_name": "Mo"}, "Tick at least one role"),
        ({"username": "mo", "display_name": "Mo", "roles": ["king"]}, "Tick at least one role"),
        ({"username": "ana", "roles": ["king"]}, "Tick roles that there are"),
    ],
)
def test_what_cannot_be_used_is_told_and_adds_nobody(
    study: Study, sign_in: SignIn, form: dict[str, object], sentence: str
) -> None:
    before = roles(study)
    answer = sign_in("lead").post(f"/p/{study.slug}/people", data=form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "shown this once" not in answer.text
    assert roles(study) == before
