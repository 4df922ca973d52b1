import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.accounts.actions import add_user
from annotator.background.actions import give
from annotator.background.answers import Background
from annotator.db import Database
from annotator.projects.actions import set_roles
from conftest import SignIn
from factories import Study, make_study

FORM = {"self_placement": "left", "languages": "Serbian, English", "profession": "media"}
AGREED = FORM | {"consent": "yes"}


def path(study: Study, name: str = "ana") -> str:
    return f"/your-data/{study.places[name].participant_id}/background"


def kept(database: Database) -> list[tuple[object, ...]]:
    with database.snapshot() as session:
        sql = sa.text("SELECT self_placement, languages, profession FROM background")
        return [tuple(row) for row in session.execute(sql)]


def test_what_a_person_says_is_kept_as_they_agreed_and_shown_to_them(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana")
    ana = sign_in("ana")
    assert "It is up to you." in ana.get(path(study)).text
    assert ana.post(path(study), data=AGREED).status_code == 303
    assert kept(database) == [("left", "Serbian, English", "media")]
    page = ana.get(path(study)).text
    assert 'value="Serbian, English"' in page
    assert "Delete my answers" in page
    assert "You said something of yourself." in ana.get("/your-data").text


def test_without_agreement_nothing_is_kept(database: Database, sign_in: SignIn) -> None:
    study = make_study(database, "ana")
    answer = sign_in("ana").post(path(study), data=FORM)
    assert answer.status_code == 400
    assert "Tick the box if you agree" in answer.text
    assert 'value="Serbian, English"' in answer.text
    assert kept(database) == []


def test_it_is_changed_and_deleted_alone_at_any_time(database: Database, sign_in: SignIn) -> None:
    study = make_study(database, "ana")
    ana = sign_in("ana")
    ana.post(path(study), data=AGREED)
    ana.post(path(study), data=AGREED | {"self_placement": "", "profession": "law"})
    assert kept(database) == [("", "Serbian, English", "law")]
    assert ana.post(f"{path(study)}/delete").status_code == 303
    assert kept(database) == []
    assert ana.get("/p/a-study").status_code == 200
    assert ana.post(f"{path(study)}/delete").status_code == 303


def test_the_journal_says_that_it_was_given_and_never_what(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana")
    ana = sign_in("ana")
    ana.post(path(study), data=AGREED)
    ana.post(path(study), data=AGREED)
    ana.post(f"{path(study)}/delete")
    with database.snapshot() as session:
        rows = session.execute(
            sa.text("SELECT verb, before, after FROM event WHERE subject = 'background'")
        )
        assert [tuple(row) for row in rows] == [
            (verb, "null", "null") for verb in ("give", "change", "delete")
        ]


def test_it_is_nobody_elses_to_read_or_change(database: Database, sign_in: SignIn) -> None:
    study = make_study(database, "ana", "ben")
    for name in ("ben", "lead", "reader"):
        client = sign_in(name)
        assert client.get(path(study)).status_code == 404
        assert client.post(path(study), data=AGREED).status_code == 404
        assert client.post(f"{path(study)}/delete").status_code == 404
    assert kept(database) == []


def test_leads_and_researchers_read_groups_of_five_and_nobodys_answer(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana", "ben")
    fill(database, study, ["left"] * 6 + ["right"] * 4)
    reader = sign_in("reader")
    page = reader.get("/p/a-study/background").text
    assert "Left" not in page
    fill(database, study, ["right"] * 3, start=10)
    for name in ("reader", "lead"):
        page = " ".join(sign_in(name).get("/p/a-study/background").text.split())
        assert 'Left</th><td class="num">at least 5' in page
        assert 'Right</th><td class="num">at least 5' in page
        assert "Albanian" not in page
        assert "someone" not in page
    assert sign_in("ana").get("/p/a-study/background").status_code == 403


def test_exports_carry_nothing_of_it(database: Database, sign_in: SignIn) -> None:
    study = make_study(database, "ana")
    sign_in("ana").post(path(study), data=AGREED | {"languages": "Albanian"})
    study.add_article("It rained.")
    for form in ("jsonl", "csv"):
        assert "Albanian" not in sign_in("lead").get(f"/p/a-study/export/{form}").text


def fill(database: Database, study: Study, placements: list[str], start: int = 0) -> None:
    def one(session: Session, number: int, placement: str) -> None:
        name = f"someone{number}"
        user = add_user(session, name, name, "!")
        actor = study.users["lead"]
        part = set_roles(session, study.project_id, name, ["annotator"], actor_id=actor)
        languages = "Albanian" if number == 1 else ""
        give(session, user, part, Background(placement, languages), consented=True)

    for number, placement in enumerate(placements, start=start):
        database.write(one, number, placement)
