import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from annotator import tombstones
from annotator.articles.preparing import prepare
from annotator.articles.understanding import understand_text
from annotator.config import Settings
from annotator.db import Database
from annotator.export.readers import jsonl
from conftest import SignIn
from factories import CLAIM, NONE, Study, make_study
from web.withdrawal.traces import TEXT, TITLE, Holds, Withdraw

PATH = "/p/a-study/articles/1/withdrawal"


def scalar(database: Database, sql: str) -> object:
    with database.snapshot() as session:
        return session.execute(sa.text(sql)).scalar()


@pytest.mark.usefixtures("study")
def test_the_words_of_a_withdrawn_article_are_in_no_table(
    sign_in: SignIn, holds: Holds, withdraw: Withdraw
) -> None:
    assert {"article.text", "article.title", "span.note", "event.after", "decision.reason"} <= set(
        holds("Zephyr")
    )
    assert withdraw(sign_in("lead"), PATH, TITLE).status_code == 303
    assert holds("Zephyr") == []
    assert "article.text" in holds("bridge")


@pytest.mark.usefixtures("study")
def test_nor_are_they_in_the_files(settings: Settings, sign_in: SignIn, withdraw: Withdraw) -> None:
    assert b"Zephyrquill" in files(settings.data)
    withdraw(sign_in("lead"), PATH, TITLE)
    assert b"Zephyrquill" not in files(settings.data)
    assert b"bridge" in files(settings.data)


@pytest.mark.usefixtures("study")
def test_nor_in_the_index_of_the_search(
    database: Database, settings: Settings, sign_in: SignIn, withdraw: Withdraw
) -> None:
    def indexed() -> bytes:
        with database.snapshot() as session:
            blocks = session.execute(sa.text("SELECT block FROM article_words_search_data"))
            return b"".join(blocks.scalars())

    assert b"zephyrquill" in indexed()
    assert b"zephyrquill" in files(settings.data)
    withdraw(sign_in("lead"), PATH, TITLE)
    assert b"zephyr" not in indexed()
    assert b"zephyrquill" not in files(settings.data)
    assert b"bridge" in indexed()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("annotator.sqlite3*"))


@pytest.mark.usefixtures("study")
def test_the_tombstone_keeps_the_number_and_the_hashes_and_the_journal_its_acts(
    database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    kept = "SELECT public_id || text_sha256 || raw_sha256 FROM article WHERE id = 1"
    acts = "SELECT group_concat(verb || at || actor_id) FROM event WHERE verb != 'withdraw'"
    before = scalar(database, kept), scalar(database, acts)
    withdraw(sign_in("lead"), PATH, TITLE)
    assert (scalar(database, kept), scalar(database, acts)) == before
    assert scalar(database, "SELECT text FROM article WHERE id = 1") == tombstones.ARTICLE_TEXT
    last = "SELECT verb || subject || subject_id || actor_id FROM event ORDER BY id DESC LIMIT 1"
    assert scalar(database, last) == "withdrawarticle11"


@pytest.mark.usefixtures("study")
def test_the_other_article_stays_as_it_was(
    database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    def of_the_other() -> list[object]:
        return [
            scalar(database, "SELECT group_concat(note) FROM span"),
            scalar(
                database,
                "SELECT group_concat(before || after) FROM event WHERE assignment_id IN (3, 4)",
            ),
            scalar(database, "SELECT group_concat(reason) FROM decision"),
        ]

    copies = "SELECT group_concat(id) FROM assignment WHERE article_id = 2"
    assert scalar(database, copies) == "3,4"
    before = of_the_other()
    withdraw(sign_in("lead"), PATH, TITLE)
    after = of_the_other()
    assert after[1] == before[1]
    assert scalar(database, copies) == "3,4"
    assert "The, pelicanly" in str(after[0])
    assert after[2] == "For The."


@pytest.mark.usefixtures("study")
def test_exports_made_later_leave_it_out_and_say_so(sign_in: SignIn, withdraw: Withdraw) -> None:
    lead = sign_in("lead")
    withdraw(lead, PATH, TITLE)
    lines = lead.get("/p/a-study/export/jsonl").text.splitlines()
    header, articles = jsonl.read(lines)
    assert [article.title for article in articles] == ["Another"]
    assert (header.purged.articles, header.purged.people) == (1, 0)
    assert json.loads(lines[0])["purged"] == {"articles": 1, "people": 0}
    assert "1 article, 0 people" in lead.get("/p/a-study/export").text


@pytest.mark.usefixtures("study")
def test_every_page_of_the_lead_still_works_and_none_shows_it(
    sign_in: SignIn, withdraw: Withdraw
) -> None:
    lead = sign_in("lead")
    withdraw(lead, PATH, TITLE)
    for path in ("", "/articles", "/review?settled=1", "/agreement", "/export", "/people"):
        page = lead.get(f"/p/a-study{path}")
        assert page.status_code == 200
        assert "Zephyr" not in page.text
    listed = lead.get("/p/a-study/articles").text
    assert "1 article was withdrawn" in listed
    assert tombstones.ARTICLE_TITLE not in listed
    assert tombstones.ARTICLE_TEXT in lead.get("/p/a-study/articles/1").text


def test_an_annotator_who_had_it_open_goes_on_to_the_next(
    database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    study = make_study(database, "ana")
    desk = study.desk("ana", study.add_article("One. Two.", title="First"))
    study.label(desk, CLAIM, None)
    study.add_article("Three. Four.", title="Second")
    withdraw(sign_in("lead"), PATH, "First")
    ana = sign_in("ana")
    page = ana.get("/p/a-study").text
    assert "Start labelling" in page
    assert ana.get("/p/a-study/work").status_code == 200


def test_numbers_given_again_do_not_lead_the_journal_astray(
    study: Study, database: Database, sign_in: SignIn, withdraw: Withdraw
) -> None:
    lead = sign_in("lead")
    withdraw(lead, "/p/a-study/articles/2/withdrawal", "Another")
    desk = study.desk("ana", study.add_article("New text. And more."))
    events = "SELECT count(*) FROM event WHERE assignment_id = :number"
    with database.snapshot() as session:
        number = {"number": desk.assignment_id}
        assert session.execute(sa.text(events), number).scalar() == 0
    study.submit(desk, CLAIM, NONE)


@pytest.mark.usefixtures("study")
def test_a_takedown_is_not_undone_by_importing_the_text_again(
    sign_in: SignIn, withdraw: Withdraw
) -> None:
    lead = sign_in("lead")
    pasted = "A headline of note\n\nIt rained all night. Nobody came to the square.\n"
    draft = lead.post("/p/a-study/imports", data={"text": pasted}).location
    lead.post(draft, data={"title": "A headline", "language": "en", "intent": "live"})
    withdraw(lead, "/p/a-study/articles/3/withdrawal", "A headline")
    again = lead.post("/p/a-study/imports", data={"text": pasted})
    assert again.status_code == 409
    assert "was withdrawn from the project" in again.text


def test_a_text_that_happens_to_be_a_tombstones_is_an_article_like_others(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana")
    prepared = prepare(understand_text(tombstones.ARTICLE_TEXT, None), b"raw")
    assert prepared.text_sha256 == tombstones.ARTICLE_TEXT_SHA256
    study.add_article(tombstones.ARTICLE_TEXT, title="Mine")
    page = sign_in("lead").get("/p/a-study/articles").text
    assert "Mine" in page
    assert "withdrawn" not in page


@pytest.mark.usefixtures("study")
def test_the_preview_counts_what_is_there(sign_in: SignIn) -> None:
    page = " ".join(sign_in("lead").get(PATH).text.split())
    for told in (
        "<b>3</b> sentences",
        "<b>2</b> copies of articles",
        "<b>8</b> labels and phrases",
        "<b>6</b> submitted ratings",
        "<b>1</b> decision",
        "<b>2</b> submissions",
    ):
        assert told in page


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize("typed", ["", "Zephyrquill", "another"])
def test_what_is_not_the_title_withdraws_nothing(sign_in: SignIn, holds: Holds, typed: str) -> None:
    answer = sign_in("lead").post(PATH, data={"typed": typed, "step": "withdraw", "seen": "x"})
    assert answer.status_code == 400
    assert "Nothing was withdrawn" in answer.text
    assert "article.text" in holds("Zephyr")


@pytest.mark.usefixtures("study")
def test_case_and_spaces_of_the_title_do_not_matter_but_once_is_not_enough(
    sign_in: SignIn, holds: Holds
) -> None:
    answer = sign_in("lead").post(PATH, data={"typed": "  zephyrquill   STRIKE "})
    assert answer.status_code == 200
    assert "This is the last question" in answer.text
    assert "article.text" in holds("Zephyr")


def test_a_label_saved_meanwhile_stops_it(study: Study, sign_in: SignIn, holds: Holds) -> None:
    lead = sign_in("lead")
    first = lead.post(PATH, data={"typed": TITLE})
    seen = first.text.split('name="seen" value="')[1].split('"')[0]
    study.database.write(
        lambda session: session.execute(sa.text("DELETE FROM span WHERE id = 1")) and None
    )
    answer = lead.post(PATH, data={"typed": TITLE, "seen": seen, "step": "withdraw"})
    assert answer.status_code == 409
    assert "Something changed" in answer.text
    assert "article.text" in holds("Zephyr")


@pytest.mark.usefixtures("study")
def test_only_its_own_leads_reach_it(sign_in: SignIn) -> None:
    for name in ("ana", "reader"):
        for method in ("get", "post"):
            assert getattr(sign_in(name), method)(PATH).status_code == 403
    assert sign_in("lead").get("/p/a-study/articles/99/withdrawal").status_code == 404


@pytest.mark.usefixtures("study")
def test_an_administrator_finds_it_by_its_number_in_any_project_and_its_twins(
    database: Database, sign_in: SignIn, holds: Holds, withdraw: Withdraw
) -> None:
    public_id = str(scalar(database, "SELECT public_id FROM article WHERE id = 1"))
    root = sign_in("lead")
    found = root.get("/administration/articles", query_string={"id": public_id})
    assert found.location == f"/administration/articles/{public_id}/withdrawal"
    assert withdraw(root, found.location, TITLE).status_code == 303
    assert holds("Zephyr") == []
    gone = root.get("/administration/articles", query_string={"id": public_id})
    assert gone.status_code == 404
    assert "There is no such article" in gone.text
    for name in ("ana", "reader"):
        assert sign_in(name).get(found.location).status_code == 403


def test_a_twin_in_another_project_is_pointed_out_to_administrators_alone(
    study: Study, database: Database, sign_in: SignIn
) -> None:
    root = sign_in("lead")
    root.post("/projects/new", data={"name": "Elsewhere", "language": "en", "overlap": "2"})
    other = int(str(scalar(database, "SELECT max(id) FROM project")))
    Study(database, other, "elsewhere", study.users, {}).add_article(TEXT, title="Twin")
    public_id = str(scalar(database, "SELECT public_id FROM article WHERE id = 1"))
    assert (
        "also stands in Elsewhere"
        in root.get(f"/administration/articles/{public_id}/withdrawal").text
    )
    assert "Elsewhere" not in root.get(PATH).text
