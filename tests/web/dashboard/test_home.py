from flask import Flask

from annotator.accounts.actions import add_user
from annotator.db import Database
from annotator.projects import queries
from conftest import SignIn
from factories import make_study

FORM = {"name": "Border law", "language": "sr", "overlap": "3", "hides_source": "yes"}


def administrator(database: Database) -> str:
    database.write(add_user, "root", "Root", "!", is_administrator=True)
    return "root"


def test_an_administrator_without_a_project_is_led_to_make_one(
    database: Database, sign_in: SignIn
) -> None:
    page = sign_in(administrator(database)).get("/").text
    assert "No project yet" in page
    assert 'href="/projects/new"' in page


def test_a_person_in_no_project_is_told_whom_to_ask(database: Database, sign_in: SignIn) -> None:
    database.write(add_user, "nora", "Nora", "!")
    page = sign_in("nora").get("/").text
    assert "Ask the lead" in page
    assert "nora" in page
    assert "/projects/new" not in page


def test_a_person_with_one_project_comes_straight_to_it(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana")
    assert sign_in("ana").get("/").location == f"/p/{study.slug}"


def test_each_project_shows_ones_roles_and_one_next_step(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana")
    lead = sign_in("lead")
    lead.post("/projects/new", data=FORM)
    for slug in (study.slug, "border-law"):
        lead.post(f"/p/{slug}/people", data={"username": "ana", "roles": ["annotator"]})
    page = sign_in("ana").get("/").text
    assert "A study" in page
    assert "Border law" in page
    assert page.count("You are annotator here.") == 2
    assert page.count("Continue labelling") == 2
    assert "See what is next" in lead.get("/").text


def test_a_project_is_made_as_the_form_says_and_its_maker_leads_it(
    database: Database, sign_in: SignIn
) -> None:
    client = sign_in(administrator(database))
    answer = client.post("/projects/new", data=FORM)
    assert answer.status_code == 303
    place = database.read(queries.place, "border-law", 1)
    assert place is not None
    assert (place.language, place.overlap, place.hides_source) == ("sr", 3, True)
    assert place.roles == {"lead"}
    assert "Three steps to the first labels" in client.get(answer.location).text


def test_two_projects_of_one_name_have_two_addresses(database: Database, sign_in: SignIn) -> None:
    client = sign_in(administrator(database))
    first, second = (client.post("/projects/new", data=FORM).location for _ in range(2))
    assert first != second


def test_a_project_without_a_name_is_refused_and_the_rest_is_kept(
    database: Database, sign_in: SignIn
) -> None:
    client = sign_in(administrator(database))
    answer = client.post("/projects/new", data=FORM | {"name": " "})
    assert answer.status_code == 400
    assert "A project needs a name" in answer.text
    assert 'value="sr"' in answer.text
    assert 'value="3"' in answer.text
    assert "checked" in answer.text
    assert database.read(queries.slugs) == []


def test_an_overlap_that_nobody_can_reach_is_refused(database: Database, sign_in: SignIn) -> None:
    client = sign_in(administrator(database))
    for overlap in ("0", "51", "two", "-1", "9" * 30):
        answer = client.post("/projects/new", data=FORM | {"overlap": overlap})
        assert answer.status_code == 400
        assert "between 1 and 50 annotators" in answer.text
        assert 'value="Border law"' in answer.text


def test_a_page_that_does_not_exist_says_so_and_leads_back(app: Flask) -> None:
    answer = app.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page." in answer.text
    assert 'href="/"' in answer.text
