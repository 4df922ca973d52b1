"""Many articles at once: from the upload over the columns and the table into the project."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from annotator.articles import queries
from annotator.articles.actions import batches
from annotator.db import Database
from annotator.journal.models import Event
from annotator.labelling import queries as desks
from conftest import SignIn
from factories import CLAIM, Study

Send = Callable[..., TestResponse]
Stored = Callable[[], dict[str, int]]

TOWNS = ("Velen", "Arnhold", "Port Mirra", "Sesk", "Old Tarn", "Fenjer")


def story(number: int) -> str:
    """An article of its own, unlike the others."""
    town = TOWNS[number % len(TOWNS)]
    return (
        f"Ferry number {number} waits off {town}\n\n"
        f"The ferry with the number {number} waited off {town} for {number + 2} hours on Tuesday. "
        f"Its operator in {town} said that crew {number} had followed the rules.\n\n"
        f"“Nobody of the {number + 40} passengers was hurt,” the captain of {town} said."
    )


def rows(count: int, **values: str) -> bytes:
    """JSON Lines of so many articles."""
    lines = [
        {"id": f"a{n}", "headline": f"Ferry {n}", "body": story(n), "outlet": "Velen Post"} | values
        for n in range(count)
    ]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def table(count: int) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["headline", "body"])
    writer.writerows([f"Ferry {n}", story(n)] for n in range(count))
    return out.getvalue().encode()


@pytest.fixture
def send(study: Study, lead: FlaskClient) -> Send:
    """Upload files by name: `send({"a.jsonl": b"..."})`."""

    def upload(files: Mapping[str, bytes], **form: str) -> TestResponse:
        data = MultiDict[str, object](form)
        for name, raw in files.items():
            data.add("file", FileStorage(BytesIO(raw), name))
        boundary, body = encode_multipart(data)
        kind = f"multipart/form-data; boundary={boundary}"
        return lead.post(f"/p/{study.slug}/imports", data=body, content_type=kind)

    return upload


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    """Run the jobs that wait, here and now."""
    found: Callable[[], int] = app.extensions["annotator.jobs"].run_waiting
    return found


@pytest.fixture
def bring_many(send: Send, lead: FlaskClient, work: Callable[[], int]) -> Callable[..., str]:
    """Upload a file and accept what its columns are taken for; returns the import's address."""

    def brought(files: Mapping[str, bytes]) -> str:
        address = str(send(files).location)
        if address.endswith("/columns"):
            lead.post(address, data=chosen(lead.get(address).text))
        assert work() == 1
        return address.rpartition("/")[0]

    return brought


def chosen(page: str) -> dict[str, str]:
    """What a form of columns says when nothing is changed in it."""
    selects = re.findall(r'<select name="(meaning-\d+-\d+)".*?>(.*?)</select>', page, re.DOTALL)
    found = {name: re.findall(r'value="(\w*)" selected', options) for name, options in selects}
    return {name: value[0] if value else "" for name, value in found.items()}


def live(study: Study) -> list[str]:
    return [one.title for one in study.database.read(queries.live_articles, study.project_id)]


def test_a_table_asks_what_its_columns_mean_and_shows_samples(
    send: Send, lead: FlaskClient, stored: Stored
) -> None:
    address = send({"ferries.csv": table(3)}).location
    page = lead.get(address).text
    assert "ferries.csv" in page
    assert sorted(chosen(page).values()) == ["text", "title"]
    assert "Ferry 1" in page
    assert (stored()["import_batch"], stored()["article"]) == (1, 0)


def test_two_columns_of_one_meaning_are_refused_and_the_choice_is_kept(
    send: Send, lead: FlaskClient, work: Callable[[], int]
) -> None:
    address = send({"ferries.csv": table(3)}).location
    form = dict.fromkeys(chosen(lead.get(address).text), "text")
    answer = lead.post(address, data=form)
    assert answer.status_code == 400
    assert "cannot both be the text" in answer.text
    assert chosen(answer.text) == form
    none = lead.post(address, data=dict.fromkeys(form, ""))
    assert "Say which one does" in none.text
    assert work() == 0


def test_what_columns_mean_is_remembered_for_the_next_file_with_them(
    send: Send, lead: FlaskClient, work: Callable[[], int]
) -> None:
    raw = json.dumps({"a": "x", "b": story(1), "c": "Velen Post"}).encode()
    first = send({"one.jsonl": raw}).location
    form = dict(zip(chosen(lead.get(first).text), ("title", "text", "outlet"), strict=True))
    lead.post(first, data=form)
    assert work() == 1
    page = lead.get(send({"two.jsonl": raw}).location).text
    assert list(chosen(page).values()) == ["title", "text", "outlet"]
    assert "As you chose for the last file" in page


def test_many_articles_are_read_shown_and_saved_together(
    study: Study, lead: FlaskClient, bring_many: Callable[..., str]
) -> None:
    address = bring_many({"ferries.jsonl": rows(4)})
    page = lead.get(f"{address}/articles").text
    assert "4 articles were read; 0 were refused." in page
    assert "ferries.jsonl line 3" in page
    assert "Velen Post" in page
    assert live(study) == []
    answer = lead.post(f"{address}/live", follow_redirects=True)
    assert "4 articles are in the project now." in answer.text
    assert sorted(live(study)) == ["Ferry 0", "Ferry 1", "Ferry 2", "Ferry 3"]
    again = lead.post(f"{address}/live", follow_redirects=True)
    assert "saved to the project already" in again.text
    assert len(live(study)) == 4


def test_files_and_archives_are_read_member_by_member(
    lead: FlaskClient, bring_many: Callable[..., str], app: Flask
) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("deep/one.txt", story(1))
        archive.writestr("two.png", b"\x89PNG\r\n\x1a\n")
    address = bring_many({"a.txt": story(2).encode(), "b.zip": packed.getvalue()})
    page = lead.get(f"{address}/articles").text
    assert "b.zip/deep/one.txt" in page
    refused = lead.get(f"{address}/articles?show=refused").text
    assert "b.zip/two.png" in refused
    assert list(app.extensions["annotator.uploads"].folder.iterdir()) == []


def test_two_files_of_one_name_are_told_apart(
    lead: FlaskClient, study: Study, work: Callable[[], int]
) -> None:
    data = MultiDict[str, object]()
    for number in (1, 2):
        data.add("file", FileStorage(BytesIO(story(number).encode()), "../x/a.txt"))
    boundary, body = encode_multipart(data)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = lead.post(f"/p/{study.slug}/imports", data=body, content_type=kind)
    assert work() == 1
    page = lead.get(answer.location).text
    assert ">a.txt<" in page
    assert ">a (2).txt<" in page


def test_what_is_refused_says_why_and_comes_back_verbatim_to_be_mended(
    lead: FlaskClient, bring_many: Callable[..., str]
) -> None:
    broken = '{"headline": "Half a row", "body":'
    address = bring_many({"f.jsonl": rows(2) + broken.encode() + b"\n" + rows(1)})
    page = lead.get(f"{address}/articles?show=refused").text
    assert "not valid JSON" in page
    assert "already in this import: f.jsonl line 1" in page
    answer = lead.get(f"{address}/refused")
    assert answer.headers["Content-Disposition"].endswith("refused.zip")
    archive = zipfile.ZipFile(BytesIO(answer.data))
    name, listed = archive.namelist()
    assert archive.read(name).decode() == broken + "\n"
    assert "f.jsonl line 4\tThis text is already" in archive.read(listed).decode()


def test_refused_rows_of_a_table_come_back_under_its_first_row(
    lead: FlaskClient, bring_many: Callable[..., str]
) -> None:
    address = bring_many({"f.csv": table(2) + b"one,two,three\r\n"})
    archive = zipfile.ZipFile(BytesIO(lead.get(f"{address}/refused").data))
    assert archive.read(archive.namelist()[0]).decode() == "headline,body\none,two,three\n"


def test_one_of_many_can_be_corrected_and_dropped(
    study: Study, lead: FlaskClient, bring_many: Callable[..., str]
) -> None:
    address = bring_many({"f.jsonl": rows(3)})
    first, second, _ = re.findall(
        r'<a href="([^"]+/articles/\d+)">', lead.get(f"{address}/articles").text
    )
    page = lead.get(first).text
    assert "f.jsonl line 1" in page
    form = {"title": "Corrected", "language": "en", "intent": "next"}
    assert lead.post(first, data=form).location == second
    zone = re.findall(r'name="(zone-\d+)"', page)[0]
    answer = lead.post(f"{first}/zones", data={zone: "caption"}, headers={"HX-Request": "true"})
    assert "set by hand" in answer.text
    lead.post(f"{second}/drop")
    again = lead.post(f"{second}/drop")
    assert again.status_code == 404
    assert "This article is not there any more" in again.text
    assert f'href="{address}/articles"' in again.text
    lead.post(f"{address}/live")
    assert sorted(live(study)) == ["Corrected", "Ferry 2"]


def test_what_came_into_the_project_meanwhile_is_refused_when_the_import_is_saved(
    study: Study, lead: FlaskClient, bring_many: Callable[..., str]
) -> None:
    first, second = (bring_many({"f.jsonl": rows(count, id="")}) for count in (1, 2))
    lead.post(f"{first}/live")
    answer = lead.post(f"{second}/live", follow_redirects=True)
    assert "1 article is in the project now." in answer.text
    refused = lead.get(f"{second}/articles?show=refused").text
    assert "already in the project as “Ferry 0”" in refused
    assert sorted(live(study)) == ["Ferry 0", "Ferry 1"]


def test_an_outside_name_is_given_once(lead: FlaskClient, bring_many: Callable[..., str]) -> None:
    address = bring_many({"f.jsonl": rows(2, id="same")})
    assert "“same” is there already" in lead.get(f"{address}/articles?show=refused").text


def test_long_tables_come_page_by_page(lead: FlaskClient, bring_many: Callable[..., str]) -> None:
    address = f"{bring_many({'f.jsonl': rows(53)})}/articles"
    first = lead.get(address).text
    (after,) = re.findall(r"show=articles&amp;after=(\d+)", first)
    second = lead.get(f"{address}?show=articles&after={after}").text
    titles = [re.findall(r'/articles/\d+">(Ferry \d+)</a>', page) for page in (first, second)]
    assert [len(page) for page in titles] == [50, 3]
    assert len(set(titles[0]) | set(titles[1])) == 53


def test_a_dropped_import_leaves_neither_rows_nor_files(
    lead: FlaskClient, bring_many: Callable[..., str], send: Send, stored: Stored, app: Flask
) -> None:
    address = bring_many({"f.jsonl": rows(2) + b"{\n"})
    lead.post(f"{address}/drop")
    waiting = str(send({"f.csv": table(2)}).location).rpartition("/")[0]
    lead.post(f"{waiting}/drop")
    assert set(stored().values()) == {0}
    assert list(app.extensions["annotator.uploads"].folder.iterdir()) == []


def test_a_reading_that_was_stopped_goes_on_and_takes_nothing_twice(
    study: Study,
    lead: FlaskClient,
    send: Send,
    work: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = send({"f.jsonl": rows(6)}).location
    lead.post(address, data=chosen(lead.get(address).text))
    address = address.rpartition("/")[0]
    store, calls = batches.store_items, []

    def interrupted(*args: object) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError
        store(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(batches, "store_items", interrupted)
    work()
    page = lead.get(f"{address}/articles").text
    assert "Something went wrong on our side" in page
    assert "Read on" in page
    assert lead.post(f"{address}/live").status_code == 400
    assert live(study) == []
    lead.post(f"{address}/read")
    assert work() == 1
    assert "6 articles were read; 0 were refused." in lead.get(f"{address}/articles").text


def test_an_import_is_undone_while_nothing_in_it_is_labelled(
    study: Study, lead: FlaskClient, bring_many: Callable[..., str], sign_in: SignIn
) -> None:
    address = bring_many({"f.jsonl": rows(2)})
    lead.post(f"{address}/live")
    article = study.database.read(queries.live_articles, study.project_id)[0].id
    desk = study.desk("ana", article)
    assert (
        "1 copy that annotators opened without labelling goes" in lead.get(f"{address}/undo").text
    )
    assert sign_in("ana").post(f"{address}/undo").status_code == 403
    answer = lead.post(f"{address}/undo", follow_redirects=True)
    assert "The import is out of the project" in answer.text
    assert live(study) == []
    lead.post(f"{address}/live")
    desk = study.desk("ana", article)
    study.label(desk, CLAIM, *[None] * (len(study.database.read(desks.units, desk)) - 1))
    refused = lead.post(f"{address}/undo")
    assert refused.status_code == 409
    assert "1 of its 2 articles is labelled already" in refused.text
    assert len(live(study)) == 2


def test_the_acts_of_an_import_are_in_the_journal_without_a_word_of_its_articles(
    database: Database, lead: FlaskClient, bring_many: Callable[..., str]
) -> None:
    address = bring_many({"f.jsonl": rows(2)})
    lead.post(f"{address}/live")
    lead.post(f"{address}/undo")
    lead.post(f"{address}/drop")
    with database.snapshot() as session:
        found = sa.select(Event).where(sa.column("subject") == "import")
        events = session.execute(found).scalars().all()
    assert [event.verb for event in events] == ["begin", "import", "undo", "drop"]
    assert "Ferry" not in repr(events)
