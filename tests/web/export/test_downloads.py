import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy.pool import QueuePool

from annotator import clock
from annotator.accounts.queries import accounts
from annotator.db import Database
from annotator.errors import Invalid
from annotator.export import queries
from annotator.export.queries import stream
from annotator.export.readers import jsonl as reader
from conftest import SignIn
from factories import CLAIM, DENIAL, Study

At = Callable[[str], str]
Recorded = Callable[[Database], AbstractContextManager[list[str]]]

SCHEMA = Path(__file__).parents[3] / "docs" / "annotator-jsonl-1.schema.json"
NOON = 1_772_366_400_000_000  # 1 March 2026, 12:00 UTC


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_reading_the_demos_jsonl_back_gives_what_the_database_holds(
    ravi: FlaskClient, demo: Database, demo_id: int, at: At
) -> None:
    _, articles = reader.read(ravi.get(at("jsonl")).text.splitlines())
    with demo.snapshot() as session:
        assert list(articles) == list(queries.articles(session, demo_id))


def test_every_line_of_the_demos_jsonl_keeps_to_the_published_schema(
    ravi: FlaskClient, at: At
) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    lines = ravi.get(at("jsonl")).text.splitlines()
    assert len(lines) == 9
    for line in lines:
        assert list(validator.iter_errors(json.loads(line))) == []


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_the_same_data_give_the_same_bytes(ravi: FlaskClient, at: At, name: str) -> None:
    assert ravi.get(at(name)).data == ravi.get(at(name)).data


def test_two_exports_differ_in_their_moment_alone(ravi: FlaskClient, at: At) -> None:
    first, second = (ravi.get(at("jsonl")).data.splitlines() for _ in range(2))
    assert first[1:] == second[1:]
    headers = json.loads(first[0]), json.loads(second[0])
    assert headers[0].pop("exported_at") < headers[1].pop("exported_at")
    assert headers[0] == headers[1]


def test_the_csv_has_a_row_for_each_annotator_and_eligible_sentence_submitted(
    ravi: FlaskClient, at: At
) -> None:
    _, articles = reader.read(ravi.get(at("jsonl")).text.splitlines())
    expected = sum(
        sum(sentence.eligible for sentence in article.sentences)
        for article in articles
        for copy in article.annotations
        if copy.submissions
    )
    rows = rows_of(ravi.get(at("csv")).text)
    assert len(rows) == expected > 300
    assert all(row["annotator"] for row in rows)


def test_the_csv_shows_the_gold_label_on_each_row_of_its_sentence(
    ravi: FlaskClient, at: At
) -> None:
    _, articles = reader.read(ravi.get(at("jsonl")).text.splitlines())
    settled = {
        (article.id, str(decision.start)): decision.label
        for article in articles
        for decision in article.decisions
    }
    rows = rows_of(ravi.get(at("csv")).text)
    gold = {(row["article_id"], row["sentence_start"]) for row in rows if row["gold_verdict"]}
    assert gold == settled.keys() != set()
    for row in rows:
        place = row["article_id"], row["sentence_start"]
        assert row["gold_label"] == settled.get(place, "")
        assert row["gold_stale"] == ("no" if place in settled else "")


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("jsonl", "application/jsonl; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8; header=present"),
    ],
)
def test_a_download_is_a_file_with_a_name(
    ravi: FlaskClient, at: At, name: str, content_type: str
) -> None:
    answer = ravi.get(at(name))
    assert answer.status_code == 200
    assert answer.content_type == content_type
    file = f"orvania-one-week-in-the-news-2026-03-01.{name}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={file}"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_byte_order_mark_comes_only_when_it_is_asked_for(ravi: FlaskClient, at: At) -> None:
    plain = ravi.get(at("csv")).data
    assert plain.startswith(b"project,")
    assert ravi.get(at("csv") + "?bom=1").data == b"\xef\xbb\xbf" + plain


def test_an_export_shows_one_moment_while_people_label(
    study: Study, app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHARACTERS", 1)  # one article a chunk
    filler = "x" * 70_000  # longer than a block, so that lines leave one by one
    places = [study.add_article(f"One {n}.", f"Two {n} {filler}.") for n in range(3)]
    desks = [study.desk("ana", place) for place in places]
    study.submit(desks[0], CLAIM, None)
    before = exported_labels(sign_in("lead").get(f"/p/{study.slug}/export/jsonl").data)

    answer = sign_in("lead").get(f"/p/{study.slug}/export/jsonl", buffered=False)
    blocks = answer.iter_encoded()
    begun = next(blocks)
    study.submit(desks[1], DENIAL, None)
    study.submit(study.desk("ben", places[2]), DENIAL, None)
    study.add_article("Four.")
    rest = b"".join(blocks)
    answer.close()

    assert b"One 0." in begun
    assert b"One 2." in rest
    assert exported_labels(begun + rest) == before
    after = exported_labels(sign_in("lead").get(f"/p/{study.slug}/export/jsonl").data)
    assert after != before
    del app


def exported_labels(data: bytes) -> list[tuple[str, list[list[str]]]]:
    return [
        (article["id"], [[span["label"] for span in copy["spans"]] for copy in copies])
        for article in map(json.loads, data.splitlines()[1:])
        for copies in [article["annotations"]]
    ]


def test_hanging_up_lets_the_snapshot_go(study: Study, app: Flask, sign_in: SignIn) -> None:
    for n in range(3):
        study.add_article(f"One {n} {'x' * 70_000}.")
    database: Database = app.extensions["annotator.database"]
    pool = database.reader.pool
    assert isinstance(pool, QueuePool)
    answer = sign_in("lead").get(f"/p/{study.slug}/export/jsonl", buffered=False)
    next(iter(answer.response))
    assert pool.checkedout() == 1
    answer.close()
    assert pool.checkedout() == 0


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_download_that_an_error_ends_is_not_taken_for_a_complete_one(
    ravi: FlaskClient, at: At, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def failing(*_: object) -> object:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(stream, "annotations", failing)
    answer = ravi.get(at(name), buffered=False)
    received: list[bytes] = []
    with pytest.raises(RuntimeError, match="the disk is gone"):
        received.extend(answer.iter_encoded())
    last = b"".join(received).decode().splitlines()[-1]
    assert "an error ended the export here" in last.lower()
    if name == "jsonl":
        with pytest.raises(Invalid):
            reader.read([last])


def test_nobodys_name_leaves(study: Study, sign_in: SignIn) -> None:
    place = study.add_article("Said in a street.")
    study.submit(study.desk("ana", place), CLAIM)
    client = sign_in("reader")
    data = b"".join(
        client.get(f"/p/{study.slug}/export/{page}").data for page in ("jsonl", "csv", "csv?bom=1")
    )
    data += client.get(f"/p/{study.slug}/export").data.split(b"<main")[1]
    with study.database.snapshot() as session:
        pseudonyms = {
            copy.annotator
            for article in queries.articles(session, study.project_id)
            for copy in article.annotations
        }
    assert all(pseudonym.encode() in data for pseudonym in pseudonyms)
    for name in ("ana", "Ana", "ben", "Ben", "Lead"):
        assert f'"{name}"'.encode() not in data
        assert f",{name},".encode() not in data
        assert f">{name}<".encode() not in data


def test_the_demos_people_are_not_named(ravi: FlaskClient, demo: Database, at: At) -> None:
    for page in ("jsonl", "csv"):
        data = ravi.get(at(page)).text
        for account in demo.read(accounts):
            # A first name alone may be a person's in an article.
            username, name = account.username, account.display_name
            assert not re.search(rf"[\",]({username}|{name})[\",]", data)
            assert " " not in name or name not in data


@pytest.mark.parametrize("name", ["", "jsonl", "csv"])
def test_only_leads_and_researchers_export(
    demo_app: Flask, demo_sign_in: SignIn, at: At, name: str
) -> None:
    codes = {
        person: demo_sign_in(person).get(at(name)).status_code for person in ("lena", "ravi", "ana")
    }
    assert codes == {"lena": 200, "ravi": 200, "ana": 403}
    assert demo_app.test_client().get(at(name)).status_code == 303


@pytest.mark.parametrize("name", ["", "/jsonl", "/csv"])
def test_to_a_stranger_the_project_does_not_exist(study: Study, sign_in: SignIn, name: str) -> None:
    client = sign_in("reader")
    assert client.get(f"/p/{study.slug}/export{name}").status_code == 200
    assert client.get(f"/p/another/export{name}").status_code == 404


def test_an_article_that_is_all_furniture_breaks_nothing(study: Study, sign_in: SignIn) -> None:
    study.add_article("One.")
    client = sign_in("lead")
    assert len(client.get(f"/p/{study.slug}/export/jsonl").text.splitlines()) == 2
    assert len(rows_of(client.get(f"/p/{study.slug}/export/csv").text)) == 0


def test_a_title_that_is_a_formula_is_not_one_in_the_csv(study: Study, sign_in: SignIn) -> None:
    place = study.add_article("One.", title='=HYPERLINK("x")')
    study.submit(study.desk("ana", place), CLAIM)
    (row,) = rows_of(sign_in("lead").get(f"/p/{study.slug}/export/csv").text)
    assert row["title"] == '\'=HYPERLINK("x")'
