from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from annotator import schema, tombstones
from annotator.accounts.actions import add_user
from annotator.accounts.administration.actions import disable
from annotator.accounts.models import SignInAttempt
from annotator.accounts.second_factor.actions import try_code
from annotator.background.actions import give
from annotator.background.answers import Background
from annotator.config import Settings
from annotator.db import Database, table
from annotator.export.readers import jsonl
from annotator.journal.actions import Change, record
from annotator.projects import queries as projects
from annotator.projects.actions import archive, set_roles
from annotator.review.actions import Ruling, settle
from annotator.review.verdicts import Verdict
from annotator.tokens.actions import Wish, make
from conftest import SignIn
from factories import CLAIM, NONE, Study, make_study
from web.security.walk import without_tokens
from web.withdrawal.traces import Holds, Withdraw, leave_traces

# What may still point at a person's number once it is a tombstone's.
KEPT = {"participant.user_id", "event.actor_id", "import_batch.imported_by", "decision.decided_by"}


@pytest.fixture
def ana(study: Study, database: Database) -> int:
    """Ana, with a row in every table that can hold something of her; the word is pelicanly."""
    number, part = study.users["ana"], study.places["ana"].participant_id
    database.write(leave_traces, study)
    database.write(give, number, part, Background("left", "Pelicanly", ""), consented=True)
    return number


def path_of(study: Study) -> str:
    return f"/p/a-study/people/{study.places['ana'].participant_id}/withdrawal"


def pseudonym(database: Database, study: Study) -> str:
    found = {m.participant_id: m.pseudonym for m in database.read(projects.members, 1)}
    return found[study.places["ana"].participant_id]


def rows(database: Database, sql: str, **values: object) -> list[tuple[object, ...]]:
    with database.snapshot() as session:
        return [tuple(row) for row in session.execute(sa.text(sql), values)]


def test_a_person_withdrawn_from_the_server_is_in_no_table(
    ana: int, sign_in: SignIn, holds: Holds, withdraw: Withdraw
) -> None:
    assert len(holds("elicanly")) > 12
    done = withdraw(sign_in("lead"), f"/administration/people/{ana}/withdrawal", "pelicanly")
    assert done.status_code == 303
    assert holds("elicanly") == []


def test_nor_in_the_files(
    ana: int, settings: Settings, sign_in: SignIn, withdraw: Withdraw
) -> None:
    assert b"pelicanly" in files(settings.data)
    withdraw(sign_in("lead"), f"/administration/people/{ana}/withdrawal", "pelicanly")
    assert b"pelicanly" not in files(settings.data).lower()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("annotator.sqlite3*"))


def test_no_table_forgets_to_forget_a_person(
    ana: int, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    def pointing() -> set[str]:
        with database.snapshot() as session:
            return {
                f"{table.name}.{column.name}"
                for table in schema.ordered()
                for column in table.columns
                for key in column.foreign_keys
                if key.target_fullname == "user.id"
                and session.execute(
                    sa.select(sa.func.count()).select_from(table).where(column == ana)
                ).scalar_one()
            }

    before = pointing()
    withdraw(sign_in("lead"), f"/administration/people/{ana}/withdrawal", "pelicanly")
    assert before > pointing()
    assert pointing() <= KEPT


def test_the_tombstone_has_a_name_by_chance_and_opens_nothing(
    ana: int, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    client = sign_in("pelicanly")
    withdraw(sign_in("lead"), f"/administration/people/{ana}/withdrawal", "pelicanly")
    sql = "SELECT username, display_name, password_hash, disabled_at FROM user WHERE id = :ana"
    ((username, name, password, disabled),) = rows(database, sql, ana=ana)
    assert str(username).startswith("withdrawn-")
    assert len(str(username)) > 20
    assert (name, password) == (tombstones.PERSON_NAME, tombstones.PASSWORD_HASH)
    assert disabled
    assert client.get("/p/a-study").status_code in {302, 303}
    database.write(add_user, "pelicanly", "Somebody else", "!")


@pytest.mark.usefixtures("ana")
def test_agreement_review_and_exports_no_longer_hold_them(
    study: Study, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    lead, known_as = sign_in("lead"), pseudonym(database, study)
    assert known_as in lead.get("/p/a-study/export/csv").text
    assert known_as in lead.get("/p/a-study/agreement/pairs").text
    assert "pelicanly" in lead.get("/p/a-study/review/1").text
    withdraw(lead, path_of(study), "pelicanly")
    lines = lead.get("/p/a-study/export/jsonl").text.splitlines()
    header, articles = jsonl.read(lines)
    found = list(articles)
    assert {copy.annotator for article in found for copy in article.annotations} == {"P4"}
    assert {len(article.decisions) for article in found} == {1}
    assert (header.purged.articles, header.purged.people) == (0, 1)
    assert "No sentence has two labels yet" in lead.get("/p/a-study/agreement").text
    assert "pelicanly" not in lead.get("/p/a-study/review?settled=1").text
    for path in ("", "/people", "/export", "/articles", "/background"):
        page = lead.get(f"/p/a-study{path}")
        assert page.status_code == 200
        assert "pelicanly" not in page.text.lower()


def test_figures_kept_in_memory_do_not_outlive_a_withdrawal(
    database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    study = make_study(database, "ana", "ben", "cleo", overlap=3)
    articles = [study.add_article("It rained."), study.add_article("It snowed.")]
    for name in ("ana", "ben"):
        for article in articles:
            study.submit(study.desk(name, article), CLAIM)
    lead = sign_in("lead")
    assert "P4" in lead.get("/p/a-study/agreement/pairs").text
    withdraw(lead, f"/p/a-study/people/{study.places['ben'].participant_id}/withdrawal", "ben")
    # These get the very numbers of the submissions that went.
    for article in articles:
        study.submit(study.desk("cleo", article), NONE)
    page = without_tokens(lead.get("/p/a-study/agreement/pairs").text)
    assert "P5" in page
    assert "P4" not in page


def test_another_annotators_note_stays_in_the_journal_even_if_it_is_a_name(
    study: Study, ana: int, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    with database.snapshot() as session:
        theirs = sa.text("SELECT id FROM assignment WHERE participant_id = :ben LIMIT 1")
        ben = {"ben": study.places["ben"].participant_id}
        copy = session.execute(theirs, ben).scalar_one()
    change = Change("mark", "sentence", 1, study.project_id, study.users["ben"], copy)
    database.write(record, replace(change, after={"note": "pelicanly"}))
    withdraw(sign_in("lead"), f"/administration/people/{ana}/withdrawal", "pelicanly")
    kept = "SELECT after FROM event WHERE assignment_id = :copy ORDER BY id DESC LIMIT 1"
    assert rows(database, kept, copy=copy) == [('{"note": "pelicanly"}',)]


def test_withdrawn_from_one_project_the_account_stays_and_may_join_again_as_another(
    study: Study, ana: int, database: Database, sign_in: SignIn, holds: Holds, withdraw: Withdraw
) -> None:
    known_as = pseudonym(database, study)
    client = sign_in("pelicanly")
    number = study.places["ana"].participant_id
    done = withdraw(client, f"/your-data/{number}/withdrawal", known_as)
    assert done.location == "/your-data"
    assert client.get("/p/a-study").status_code == 404
    assert "You have no part in a project" in client.get("/your-data").text
    mine = "SELECT count(*) FROM event WHERE actor_id = :ana AND project_id = 1"
    assert rows(database, mine, ana=ana) == [(0,)]
    assert {place.partition(".")[0] for place in holds("elicanly")} == {
        "user",
        "session",
        "sign_in_attempt",
        "second_factor",
        "recovery_code",
        "identity",
    }
    database.write(set_roles, 1, "pelicanly", ["annotator"], actor_id=1)
    names = [row[0] for row in rows(database, "SELECT pseudonym FROM participant")]
    assert len(set(names)) == len(names) == 5
    assert known_as in names


@pytest.mark.usefixtures("ana")
def test_the_journal_keeps_what_was_done_and_when(
    study: Study, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    acts = "SELECT id, verb, subject, at, sequence FROM event WHERE verb != 'withdraw' ORDER BY id"
    before = rows(database, acts)
    withdraw(sign_in("lead"), path_of(study), "pelicanly")
    assert rows(database, acts) == before
    part = study.places["ana"].participant_id
    assert rows(
        database, "SELECT subject, subject_id, actor_id FROM event WHERE verb = 'withdraw'"
    ) == [("participant", part, study.users["lead"])]


@pytest.mark.usefixtures("ana")
def test_the_other_annotators_work_and_history_stay(
    study: Study, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    ben = study.places["ben"].participant_id
    theirs = (
        (
            "SELECT note, label FROM span WHERE assignment_id IN "
            "(SELECT id FROM assignment WHERE participant_id = :ben) ORDER BY id"
        ),
        (
            "SELECT before, after, subject_id FROM event WHERE assignment_id IN "
            "(SELECT id FROM assignment WHERE participant_id = :ben) ORDER BY id"
        ),
        "SELECT reason, label, decided_by FROM decision WHERE id != -:ben ORDER BY id",
    )
    before = [rows(database, sql, ben=ben) for sql in theirs]
    assert all(before)
    withdraw(sign_in("lead"), path_of(study), "pelicanly")
    assert [rows(database, sql, ben=ben) for sql in theirs] == before


@pytest.mark.usefixtures("ana")
def test_one_button_is_not_enough_and_the_name_must_be_theirs(
    study: Study, sign_in: SignIn, holds: Holds
) -> None:
    lead, before = sign_in("lead"), holds("elicanly")
    assert lead.post(path_of(study), data={"typed": "ben", "step": "withdraw"}).status_code == 400
    assert lead.post(path_of(study), data={"typed": "pelicanly"}).status_code == 200
    unseen = lead.post(path_of(study), data={"typed": "pelicanly", "step": "withdraw"})
    assert unseen.status_code == 409
    assert holds("elicanly") == before


def test_the_only_lead_and_the_only_administrator_find_somebody_else_first(
    study: Study, sign_in: SignIn, withdraw: Withdraw
) -> None:
    lead = sign_in("lead")
    number = study.places["lead"].participant_id
    for path, word in (
        (f"/p/a-study/people/{number}/withdrawal", "lead"),
        (f"/your-data/{number}/withdrawal", "P1"),
        (f"/administration/people/{study.users['lead']}/withdrawal", "lead"),
    ):
        answer = withdraw(lead, path, word)
        assert answer.status_code == 400
        assert "Make somebody else one first." in answer.text
    assert lead.get("/p/a-study").status_code == 200


def test_a_disabled_lead_is_not_the_one_who_stays(
    study: Study, sign_in: SignIn, withdraw: Withdraw
) -> None:
    database, number = study.database, study.places["lead"].participant_id
    database.write(set_roles, study.project_id, "ben", ["lead"], actor_id=study.users["lead"])
    database.write(disable, study.users["ben"], actor_id=study.users["lead"])
    answer = withdraw(sign_in("lead"), f"/p/a-study/people/{number}/withdrawal", "lead")
    assert answer.status_code == 400
    assert "Make somebody else one first." in answer.text


def test_a_person_of_an_archived_project_can_be_withdrawn(
    study: Study, sign_in: SignIn, withdraw: Withdraw
) -> None:
    study.database.write(archive, study.project_id, actor_id=study.users["lead"])
    number = study.places["ana"].participant_id
    answer = withdraw(sign_in("lead"), f"/p/a-study/people/{number}/withdrawal", "ana")
    assert answer.status_code == 303


def test_a_lead_who_withdraws_somebody_reads_no_pseudonym(
    study: Study, database: Database, sign_in: SignIn
) -> None:
    text = sign_in("lead").get(path_of(study)).text
    assert "Withdraw ana" in text
    assert pseudonym(database, study) not in text


def test_tries_of_the_second_step_go_with_the_account(
    ana: int, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    database.write(try_code, ana, "000000", "192.0.2.9")
    withdraw(sign_in("lead"), f"/administration/people/{ana}/withdrawal", "pelicanly")
    with database.snapshot() as session:
        left = session.execute(sa.select(table(SignInAttempt).c.address)).scalars().all()
    assert "192.0.2.9" not in left


def test_a_lead_who_withdraws_leaves_decisions_and_articles_without_their_name(
    study: Study, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    database.write(set_roles, 1, "ben", ["lead"], actor_id=1)
    number = study.places["lead"].participant_id
    withdraw(sign_in("lead"), f"/your-data/{number}/withdrawal", "P1")
    lead = study.users["lead"]
    for owned in ("SELECT decided_by FROM decision", "SELECT imported_by FROM import_batch"):
        owners = {row[0] for row in rows(database, owned)}
        assert owners
        assert lead not in owners
    assert rows(database, "SELECT count(*) FROM event WHERE actor_id = :lead", lead=lead) == [(0,)]


def test_nobody_reaches_another_persons_withdrawal(study: Study, sign_in: SignIn) -> None:
    ana, ben = (study.places[name].participant_id for name in ("ana", "ben"))
    client = sign_in("ben")
    for path, status in (
        (f"/your-data/{ana}/withdrawal", 404),
        (f"/your-data/{ana}/background", 404),
        (f"/p/a-study/people/{ana}/withdrawal", 403),
        (f"/administration/people/{study.users['ana']}/withdrawal", 403),
        ("/administration/articles", 403),
    ):
        assert client.get(path).status_code == status
    assert client.get(f"/your-data/{ben}/withdrawal").status_code == 200
    lead = sign_in("lead")
    lead.post("/projects/new", data={"name": "Elsewhere", "language": "en", "overlap": "2"})
    assert lead.get(f"/p/elsewhere/people/{ana}/withdrawal").status_code == 404


def test_a_person_whose_roles_were_taken_can_still_withdraw(
    study: Study, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    database.write(set_roles, 1, "ana", [], actor_id=1)
    client = sign_in("ana")
    assert "A study" in client.get("/your-data").text
    number = study.places["ana"].participant_id
    assert withdraw(client, f"/your-data/{number}/withdrawal", "P3").status_code == 303


def test_what_others_decide_about_ones_labels_does_not_show_on_ones_own_page(
    study: Study, database: Database, sign_in: SignIn
) -> None:
    path = f"/your-data/{study.places['ana'].participant_id}/withdrawal"
    ana = sign_in("ana")
    before = without_tokens(ana.post(path, data={"typed": "P3"}).text)
    ruling = Ruling(Verdict.SETTLED, CLAIM, "It says so.")
    database.write(settle, 1, 2, ruling, lead=study.users["lead"], seen=0)
    assert without_tokens(ana.post(path, data={"typed": "P3"}).text) == before
    theirs = sign_in("lead").get(path_of(study)).text
    assert "<b>3</b> mentions of ratings" in theirs


def test_a_program_withdraws_nobody_and_nothing(
    study: Study, database: Database, app: Flask, holds: Holds
) -> None:
    wish = Wish(name="script", project_id=1, may_write=True, days=30)
    secret = database.write(make, study.users["lead"], wish)
    program = {"headers": {"Authorization": f"Bearer {secret}"}}
    before = holds("ana")
    assert app.test_client().get("/p/a-study/articles", **program).status_code == 200
    for path in (path_of(study), "/p/a-study/articles/1/withdrawal", "/p/a-study/names"):
        assert app.test_client().get(path, **program).status_code == 403
        assert app.test_client().post(path, data={"typed": "P3"}, **program).status_code == 403
    assert holds("ana") == before


@pytest.mark.usefixtures("study")
def test_a_file_that_could_not_be_written_anew_is_admitted(
    sign_in: SignIn, withdraw: Withdraw, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = sign_in("lead")
    monkeypatch.setattr(Database, "rewrite", lambda _self: False)
    done = withdraw(lead, "/p/a-study/articles/1/withdrawal", "Zephyrquill strike")
    assert "annotator compact" in lead.get(done.location).text


@pytest.mark.usefixtures("study")
def test_a_file_that_an_export_still_needs_as_it_was_is_admitted(
    database: Database, settings: Settings, sign_in: SignIn, withdraw: Withdraw
) -> None:
    lead = sign_in("lead")
    with database.snapshot() as export:
        export.execute(sa.text("SELECT count(*) FROM article")).all()
        done = withdraw(lead, "/p/a-study/articles/1/withdrawal", "Zephyrquill strike")
        assert b"Zephyrquill" in files(settings.data)
    assert "annotator compact" in lead.get(done.location).text
    assert database.rewrite()
    assert b"Zephyrquill" not in files(settings.data)
