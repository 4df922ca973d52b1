import sqlalchemy as sa

from annotator.db import Database
from conftest import SignIn
from factories import CLAIM, DENIAL, Study, make_study

PAGES = ("", "/agreement/pairs", "/agreement/people", "/agreement/sentences?row=1&column=2")
SWITCH = "/p/a-study/names"


def studied(database: Database) -> Study:
    """Two annotators who differ; they are called Ana and Ben, and known as P3 and P4."""
    study = make_study(database, "ana", "ben")
    article = study.add_article("It rained. It stopped.")
    study.submit(study.desk("ana", article), CLAIM, CLAIM)
    study.submit(study.desk("ben", article), DENIAL, CLAIM)
    return study


def test_leads_read_pseudonyms_until_they_switch_names_on(
    database: Database, sign_in: SignIn
) -> None:
    studied(database)
    lead = sign_in("lead")
    for page in PAGES:
        text = lead.get(f"/p/a-study{page}").text
        assert "P3" in text
        assert "Ana" not in text.replace("Annotator", "")
    assert lead.post(SWITCH, data={"shown": "yes", "needed": "yes"}).status_code == 303
    for page in PAGES:
        text = lead.get(f"/p/a-study{page}").text
        assert "P3" in text
        assert "Ana" in text.replace("Annotator", "")


def test_researchers_never_read_names(database: Database, sign_in: SignIn) -> None:
    studied(database)
    sign_in("lead").post(SWITCH, data={"shown": "yes", "needed": "yes"})
    reader = sign_in("reader")
    for page in PAGES:
        text = reader.get(f"/p/a-study{page}").text
        assert "Ana<" not in text
        assert "(Ana)" not in text
    assert "(Ana)" in sign_in("lead").get("/p/a-study/agreement/pairs").text


def test_the_switch_wants_a_word_first_and_the_journal_keeps_it(
    database: Database, sign_in: SignIn
) -> None:
    studied(database)
    lead = sign_in("lead")
    refused = lead.post(SWITCH, data={"shown": "yes"})
    assert refused.status_code == 400
    assert "Tick the box first" in refused.text
    assert events(database) == []
    for shown in ("yes", "yes", "no"):
        lead.post(SWITCH, data={"shown": shown, "needed": "yes"})
    assert events(database) == [
        ("show names", '{"shows_names": false}', '{"shows_names": true}'),
        ("hide names", '{"shows_names": true}', '{"shows_names": false}'),
    ]
    assert "Names are hidden" in lead.get(SWITCH).text


def test_only_leads_reach_the_switch(database: Database, sign_in: SignIn) -> None:
    studied(database)
    for name in ("ana", "reader"):
        assert sign_in(name).get(SWITCH).status_code == 403
        assert sign_in(name).post(SWITCH, data={"shown": "no"}).status_code == 403


def events(database: Database) -> list[tuple[object, ...]]:
    sql = "SELECT verb, before, after FROM event WHERE verb LIKE '% names' ORDER BY id"
    with database.snapshot() as session:
        return [tuple(row) for row in session.execute(sa.text(sql))]
