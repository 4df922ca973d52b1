import pytest

from annotator.accounts.actions import add_user
from annotator.db import Database
from annotator.projects import queries
from conftest import SignIn
from factories import Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    """A project, and an administrator who has no part in it."""
    made = make_study(database, "ana")
    database.write(add_user, "root", "Root", "!", is_administrator=True)
    return made


def test_all_projects_are_listed_with_their_leads(study: Study, sign_in: SignIn) -> None:
    page = sign_in("root").get("/admin/projects").text
    assert study.slug in sign_in("root").get(f"/admin/projects/{study.project_id}").text
    assert "A study" in page
    assert "Led by lead" in page


def test_a_project_that_lost_its_leads_is_pointed_out_and_gets_one(
    study: Study, sign_in: SignIn
) -> None:
    root, address = sign_in("root"), f"/admin/projects/{study.project_id}/leads"
    root.post(f"/admin/people/{study.users['lead']}/disable")
    assert "needs a lead" in root.get("/admin/projects").text
    assert root.post(address, data={"username": "ana"}).status_code == 303
    members = study.database.read(queries.members, study.project_id)
    assert {m.username: m.roles for m in members}["ana"] == ("annotator", "lead")
    assert sign_in("ana").get(f"/p/{study.slug}/people").status_code == 200


def test_naming_a_lead_who_is_not_there_is_told(study: Study, sign_in: SignIn) -> None:
    address = f"/admin/projects/{study.project_id}/leads"
    answer = sign_in("root").post(address, data={"username": "nobody"})
    assert answer.status_code == 400
    assert "There is no account named “nobody”" in answer.text
    assert 'value="nobody"' in answer.text


def test_an_administrator_archives_and_opens_again(study: Study, sign_in: SignIn) -> None:
    root, ana = sign_in("root"), sign_in("ana")
    address = f"/admin/projects/{study.project_id}"
    root.post(f"{address}/archive")
    assert "archived on" in root.get(address).text
    assert "Archived" in root.get("/admin/projects").text
    assert ana.post("/p/a-study/work/next").status_code == 409
    root.post(f"{address}/unarchive")
    assert ana.post("/p/a-study/work/next").status_code == 303


def test_being_administrator_opens_no_project(study: Study, sign_in: SignIn) -> None:
    root = sign_in("root")
    for path in ("", "/articles", "/export", "/people", "/settings", "/copy"):
        assert root.get(f"/p/{study.slug}{path}").status_code == 404


@pytest.mark.parametrize("act", ["", "/leads", "/archive", "/unarchive"])
def test_a_project_that_is_not_there_does_not_exist(
    study: Study, sign_in: SignIn, act: str
) -> None:
    root, address = sign_in("root"), f"/admin/projects/{study.project_id + 9}{act}"
    answer = root.post(address, data={"username": "ana"}) if act else root.get(address)
    assert answer.status_code == 404


def test_administration_is_for_administrators(study: Study, sign_in: SignIn) -> None:
    for name in ("ana", "reader"):
        client = sign_in(name)
        for path in ("/admin", "/admin/projects", f"/admin/projects/{study.project_id}"):
            assert client.get(path).status_code == 403
        assert "Administration" not in client.get(f"/p/{study.slug}").text
    assert "Administration" in sign_in("root").get("/").text
