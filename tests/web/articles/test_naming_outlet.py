import sqlalchemy as sa

from annotator.db import Database
from conftest import SignIn
from factories import make_study

PASTED = "Rain in Talvik\n\nIt rained, the Northern Courier learned. Nobody came.\n"
NOTICE = "hides the outlet from annotators"
FORM = {"title": "Rain", "outlet": "Northern Courier", "language": "en", "intent": "keep"}


def hide(database: Database) -> None:
    database.write(
        lambda session: session.execute(sa.text("UPDATE project SET hides_source = 1")) and None
    )


def test_the_lead_is_shown_what_names_the_outlet_where_it_is_hidden(
    database: Database, sign_in: SignIn
) -> None:
    make_study(database, "ana")
    lead = sign_in("lead")
    preview = lead.post("/p/a-study/imports", data={"text": PASTED}).location
    lead.post(preview, data=FORM)
    assert NOTICE not in lead.get(preview).text
    hide(database)
    page = lead.get(preview).text
    assert NOTICE in page
    assert "<q>It rained, the Northern Courier learned.</q>" in page
    assert "<q>Nobody came.</q>" not in page
    lead.post(preview, data=FORM | {"intent": "live"})
    assert NOTICE in lead.get("/p/a-study/articles/1").text


def test_an_outlet_that_is_not_named_is_not_pointed_out(
    database: Database, sign_in: SignIn
) -> None:
    make_study(database, "ana")
    hide(database)
    lead = sign_in("lead")
    preview = lead.post("/p/a-study/imports", data={"text": PASTED}).location
    lead.post(preview, data=FORM | {"outlet": "Southern Courier"})
    assert NOTICE not in lead.get(preview).text


def test_a_line_that_annotators_never_see_is_not_pointed_out(
    database: Database, sign_in: SignIn
) -> None:
    make_study(database, "ana")
    hide(database)
    lead = sign_in("lead")
    preview = lead.post("/p/a-study/imports", data={"text": PASTED}).location
    lead.post(preview, data=FORM)
    page = lead.get(preview).text
    assert NOTICE in page
    number = page.rsplit("It rained, the Northern", 1)[0].rsplit('name="zone-', 1)[1].split('"')[0]
    lead.post(preview, data=FORM | {f"zone-{number}": "furniture"})
    assert NOTICE not in lead.get(preview).text
