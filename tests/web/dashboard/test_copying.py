import pytest
import sqlalchemy as sa

from annotator.codebook import queries as codebook
from annotator.codebook.models import Label
from annotator.db import Database, table
from annotator.journal.models import Event
from annotator.projects import queries
from conftest import SignIn
from factories import CLAIM, Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    """A project with an article, a label of its own making and a retired one."""
    made = make_study(database, "ana")
    made.submit(made.desk("ana", made.add_article("It rained.")), CLAIM)
    label = table(Label)
    mine = label.c.project_id == made.project_id
    made.database.write(
        lambda session: session.execute(
            sa.update(label).where(mine, label.c.number == 1).values(name="Bold claim")
        )
    )
    made.database.write(
        lambda session: session.execute(
            sa.update(label).where(mine, label.c.number == 2).values(retired_at=1)
        )
    )
    return made


def test_a_copy_has_the_scheme_the_guidelines_and_the_settings_and_nothing_else(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    lead.post(
        f"/p/{study.slug}/settings",
        data={"name": "A study", "language": "sr,en", "overlap": "5", "hides_source": "yes"},
    )
    lead.post(f"/p/{study.slug}/people", data={"username": "ana", "roles": ["lead"]})
    answer = sign_in("ana").post(f"/p/{study.slug}/copy", data={"name": "Second wave"})
    assert answer.location == "/p/second-wave"
    read = study.database.read
    number = read(queries.project_id, "second-wave")
    found = read(queries.settings, number)
    assert (found.language, found.overlap, found.hides_source) == ("sr,en", 5, True)
    assert not found.shows_names
    assert read(codebook.scheme, number).labels == read(codebook.scheme, study.project_id).labels
    assert read(codebook.scheme, number).retired == ()
    was, now = (read(codebook.guidelines, n) for n in (study.project_id, number))
    assert (now.markdown, now.number) == (was.markdown, 1)
    assert {m.username: m.roles for m in read(queries.members, number)} == {"ana": ("lead",)}
    page = sign_in("ana").get("/p/second-wave").text
    assert "Three steps to the first labels" in page
    assert "imported" not in page


def test_copying_is_journalled_with_where_it_came_from(study: Study, sign_in: SignIn) -> None:
    sign_in("lead").post(f"/p/{study.slug}/copy", data={"name": "Second wave"})
    event = table(Event)
    with study.database.snapshot() as session:
        row = session.execute(sa.select(event).where(event.c.verb == "copy")).one()
    assert row.after == {"copied_from": study.project_id}
    assert row.actor_id == study.users["lead"]


def test_an_archived_project_can_be_copied_and_stays_archived(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    lead.post(f"/p/{study.slug}/archive")
    assert lead.post(f"/p/{study.slug}/copy", data={"name": "Again"}).location == "/p/again"
    assert study.database.read(queries.settings, study.project_id).archived_at
    assert study.database.read(queries.settings, 2).archived_at is None


def test_a_copy_needs_a_name(study: Study, sign_in: SignIn) -> None:
    answer = sign_in("lead").post(f"/p/{study.slug}/copy", data={"name": " "})
    assert answer.status_code == 400
    assert "A project needs a name," in answer.text


def test_only_leads_copy(study: Study, sign_in: SignIn) -> None:
    for name in ("ana", "reader"):
        assert sign_in(name).post(f"/p/{study.slug}/copy", data={"name": "x"}).status_code == 403
