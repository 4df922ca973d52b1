import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from flask.testing import FlaskClient

from annotator.db import Database
from annotator.labelling import actions as labelling
from conftest import SignIn
from factories import CLAIM, Study, act, make_study

At = Callable[[str], str]
Recorded = Callable[[Database], AbstractContextManager[list[str]]]


def words(page: str) -> str:
    """Return the page's own text on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1]).split())


def test_the_page_counts_what_there_is(study: Study, sign_in: SignIn) -> None:
    first, second = study.add_article("One.", "Two."), study.add_article("Three.")
    desk = study.desk("ana", first)
    study.submit(desk, CLAIM, None)
    submitted = study.reload("ana", desk.assignment_id)
    study.database.write(labelling.reopen, submitted, act())
    study.submit(study.reload("ana", desk.assignment_id), CLAIM, None)
    study.label(study.desk("ben", second), CLAIM)
    page = words(sign_in("reader").get(f"/p/{study.slug}/export").text)
    assert "2 articles 1 annotator who submitted 2 submissions 2 labelled sentences" in page
    assert "0 decisions" in page


def test_the_page_shows_how_the_csv_begins(ravi: FlaskClient, at: At) -> None:
    page = ravi.get(at("")).text
    first = ravi.get(at("csv")).text.splitlines()[1]
    row = re.search(r"<tbody>\s*<tr>(.*?)</tr>", page, re.DOTALL)
    assert row
    sentence = re.search(r"<th[^>]*>(.*?)</th>", row[1])
    assert sentence
    assert f",{sentence[1]}," in first
    assert "7 of 20 columns." in page


def test_the_page_offers_both_files(ravi: FlaskClient, at: At) -> None:
    page = ravi.get(at("")).text
    assert f'href="{at("jsonl")}"' in page
    assert f'action="{at("csv")}"' in page
    assert 'name="bom" value="1"' in page


def test_a_project_without_articles_says_what_to_do(study: Study, sign_in: SignIn) -> None:
    lead, reader = (
        sign_in(name).get(f"/p/{study.slug}/export").text for name in ("lead", "reader")
    )
    for page in (lead, reader):
        assert "nothing to take away yet" in page
        assert "Download" not in page
    assert "Import articles" in lead
    assert "Import articles" not in reader


def test_before_the_first_submission_the_page_says_that_the_csv_is_empty(
    study: Study, sign_in: SignIn
) -> None:
    study.label(study.desk("ana", study.add_article("One.")), CLAIM)
    page = sign_in("lead").get(f"/p/{study.slug}/export").text
    assert "Nobody has submitted an article yet." in page
    assert "Download CSV" in page


def test_the_pages_queries_grow_with_nothing(
    database: Database, app: Flask, sign_in: SignIn, recorded: Recorded
) -> None:
    names = ["ana", "ben", "cleo", "dora"]
    study = make_study(database, *names, overlap=4)
    client = sign_in("lead")
    asked = []
    for count in (1, 4):
        for n in range(count):
            place = study.add_article(f"One {count} {n}.")
            for name in names[:count]:
                study.submit(study.desk(name, place), CLAIM)
        with recorded(app.extensions["annotator.database"]) as statements:
            assert client.get(f"/p/{study.slug}/export").status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 25
