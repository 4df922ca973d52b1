import pytest
import sqlalchemy as sa

from annotator.db import Database, table
from annotator.journal.models import Event
from annotator.projects import queries
from annotator.web.guard import EVEN_ARCHIVED
from conftest import SignIn
from factories import CLAIM, DENIAL, Study, make_study

FORM = {"name": "Border law", "language": "sr", "overlap": "3"}


@pytest.fixture
def study(database: Database) -> Study:
    """A project with an article that two people submitted."""
    made = make_study(database, "ana", "ben")
    article = made.add_article("It rained. It stopped.")
    made.submit(made.desk("ana", article), CLAIM, CLAIM)
    made.submit(made.desk("ben", article), DENIAL, CLAIM)
    return made


def events(study: Study) -> list[tuple[object, ...]]:
    event = table(Event)
    with study.database.snapshot() as session:
        found = session.execute(
            sa.select(event.c.verb, event.c.before, event.c.after)
            .where(event.c.subject == "project", event.c.verb != "create")
            .order_by(event.c.id)
        )
        return [tuple(row) for row in found]


def test_everything_that_is_said_of_a_project_can_be_changed(study: Study, sign_in: SignIn) -> None:
    lead, address = sign_in("lead"), f"/p/{study.slug}/settings"
    form = FORM | {"language": " en, SR ,pt-br,en", "hides_source": "yes"}
    assert lead.post(address, data=form).location == address
    found = study.database.read(queries.settings, study.project_id)
    assert (found.name, found.language, found.overlap) == ("Border law", "en,sr,pt-BR", 3)
    assert found.hides_source
    assert found.slug == study.slug
    page = lead.get(address).text
    assert 'value="en, sr, pt-BR"' in page
    assert 'value="3"' in page


def test_hiding_the_source_is_an_event_of_its_own(study: Study, sign_in: SignIn) -> None:
    lead, address = sign_in("lead"), f"/p/{study.slug}/settings"
    same = {"name": "A study", "language": "en", "overlap": "2"}
    lead.post(address, data=same)
    assert events(study) == []
    lead.post(address, data=same | {"hides_source": "yes"})
    lead.post(address, data=same | {"overlap": "4"})
    assert events(study) == [
        ("hide source", {"hides_source": False}, {"hides_source": True}),
        ("show source", {"hides_source": True}, {"hides_source": False}),
        ("edit", {"overlap": 2}, {"overlap": 4}),
    ]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": " "}, "A project needs a name,"),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"language": ""}, "needs a language"),
        ({"language": "en, not a code"}, "“not a code” is not a language code"),
        ({"language": "<b>"}, "“&lt;b&gt;” is not a language code"),
        ({"language": ",".join(f"aa{chr(97 + n)}" for n in range(13))}, "at most 12 languages"),
        ({"overlap": "0"}, "between 1 and 50"),
        ({"overlap": "two"}, "between 1 and 50"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    study: Study, sign_in: SignIn, form: dict[str, str], sentence: str
) -> None:
    answer = sign_in("lead").post(f"/p/{study.slug}/settings", data=FORM | form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert events(study) == []


def test_settings_are_for_leads(study: Study, sign_in: SignIn) -> None:
    for name in ("ana", "reader"):
        client = sign_in(name)
        assert client.get(f"/p/{study.slug}/settings").status_code == 403
        for path in ("settings", "archive", "unarchive"):
            assert client.post(f"/p/{study.slug}/{path}", data=FORM).status_code == 403


def test_an_archived_project_is_read_and_exported_and_not_changed(
    study: Study, sign_in: SignIn
) -> None:
    lead, ana, reader = (sign_in(name) for name in ("lead", "ana", "reader"))
    before = reader.get(f"/p/{study.slug}/export/csv").data
    assert lead.post(f"/p/{study.slug}/archive").status_code == 303
    for client, paths in (
        (lead, ("", "/articles", "/articles/1", "/review", "/agreement", "/export", "/settings")),
        (reader, ("", "/agreement", "/export", "/codebook")),
        (ana, ("", "/work", "/codebook")),
    ):
        for path in paths:
            answer = client.get(f"/p/{study.slug}{path}")
            assert answer.status_code == 200, path
            assert "archived" in answer.text
    assert reader.get(f"/p/{study.slug}/export/csv").data == before


def test_no_route_changes_an_archived_project_but_those_that_say_so(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    app = lead.application
    lead.post(f"/p/{study.slug}/people", data={"username": "lead", "roles": ["lead", "annotator"]})
    lead.post(f"/p/{study.slug}/archive")
    answers = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "slug" in rule.arguments and "POST" in (rule.methods or ()):
                values = dict.fromkeys(rule.arguments, 1) | {"slug": study.slug}
                address = app.url_map.bind("localhost").build(rule.endpoint, values, "POST")
                answers[rule.endpoint] = lead.post(address).status_code
                lead.post(f"/p/{study.slug}/archive")
    exempt = {e for e in answers if hasattr(app.view_functions[e], EVEN_ARCHIVED)}
    assert {"settings.unarchive", "dashboard.make_copy", "projects.revoke"} <= exempt
    assert {code for e, code in answers.items() if e not in exempt} == {409}
    assert len(answers) - len(exempt) > 15


def test_the_refusal_says_what_to_do(study: Study, sign_in: SignIn) -> None:
    sign_in("lead").post(f"/p/{study.slug}/archive")
    answer = sign_in("ana").post("/p/a-study/work/next")
    assert answer.status_code == 409
    assert "This project is archived" in answer.text


def test_a_project_that_is_opened_again_is_as_it_was(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(f"/p/{study.slug}/archive")
    assert "Archived" in lead.get("/").text
    lead.post(f"/p/{study.slug}/unarchive")
    assert lead.post(f"/p/{study.slug}/settings", data=FORM).status_code == 303
    assert [verb for verb, *_ in events(study)][:2] == ["archive", "unarchive"]


def test_strangers_learn_nothing_of_an_archived_project(study: Study, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.post(f"/p/{study.slug}/people", data={"username": "ana"})
    lead.post(f"/p/{study.slug}/archive")
    assert sign_in("ana").post("/p/a-study/work/next").status_code == 404
