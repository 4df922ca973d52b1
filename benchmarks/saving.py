"""How much CPU one label save takes, against a bare WSGI function on sqlite3.

The whole WSGI call is measured: cookie, session row, CSRF token, act, journal, commit, answer.
Usage: python benchmarks/saving.py [SAVES]. Data: one made article of 500 sentences.
"""

import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.test import Client

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from annotator import migrations
from annotator.accounts.actions import start_session
from annotator.app import create_app
from annotator.config import Settings
from annotator.db import PRAGMAS, Database
from annotator.labelling import queries
from factories import make_study

SENTENCES = 500


def median_cpu(act: Callable[[int], None], times: int) -> float:
    """Return the median CPU time of one call in microseconds, after a warm-up of a tenth."""
    found = []
    for number in range(times + times // 10):
        begun = time.process_time_ns()
        act(number)
        found.append(time.process_time_ns() - begun)
    return statistics.median(found[times // 10 :]) / 1000


def floor(folder: Path) -> Callable[[int], None]:
    """Return one save by a bare WSGI function: session, label and event, no framework."""
    connection = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.executescript(
        "CREATE TABLE session (token TEXT PRIMARY KEY, user INTEGER) STRICT;"
        "CREATE TABLE span (id INTEGER PRIMARY KEY, sentence INTEGER UNIQUE, label INTEGER) STRICT;"
        "CREATE TABLE event (id INTEGER PRIMARY KEY, op TEXT UNIQUE, body TEXT) STRICT;"
        "INSERT INTO session VALUES ('token', 1);"
    )

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
        connection.execute("SELECT user FROM session WHERE token = 'token'").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO span (sentence, label) VALUES (?, ?)"
            " ON CONFLICT (sentence) DO UPDATE SET label = excluded.label",
            (form["sentence"][0], form["main"][0]),
        )
        connection.execute("INSERT INTO event (op, body) VALUES (?, '{}')", (form["op_id"][0],))
        connection.execute("COMMIT")
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b"{}"]

    client = Client(application)

    def save(number: int) -> None:
        client.post("/", data=fields(number, number % SENTENCES))

    return save


def fields(number: int, sentence: int) -> dict[str, str | int]:
    """Return what the browser sends with a label."""
    return {
        "sentence": sentence,
        "main": 1 + (number + number // SENTENCES) % 4,
        "also": "",
        "sure": 3,
        "note": "",
        "op_id": str(uuid4()),
        "sequence": number + 1,
    }


def product(folder: Path) -> Callable[[int], None]:
    """Return one save through the whole application."""
    settings = Settings(data=folder / "data")
    settings.prepare()
    migrations.bring_up_to_date(settings.url)
    database = Database(settings.url)
    study = make_study(database, "ana")
    article = study.add_article(*(f"This is sentence number {n}." for n in range(SENTENCES)))
    desk = study.desk("ana", article)
    units = database.read(queries.units, desk)
    app = create_app(settings)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = database.write(start_session, study.users["ana"])
        cookie["_fresh"] = True
    page = f"/p/{study.slug}/work/{desk.assignment_id}"
    token = re.search(r'"X-CSRFToken": "([^"]+)"', client.get(page).text)
    assert token
    headers = {"X-CSRFToken": token[1], "Accept": "application/json"}

    def save(number: int) -> None:
        data = fields(number, units[number % SENTENCES].id)
        answer = client.post(f"{page}/marks", data=data, headers=headers)
        assert answer.json, answer.text

    return save


def main() -> None:
    """Print both figures and their ratio."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        bare = median_cpu(floor(Path(folder)), times)
        whole = median_cpu(product(Path(folder)), times)
    print(f"bare WSGI   {bare:8.0f} us CPU a save")
    print(f"whole call  {whole:8.0f} us CPU a save")
    print(f"ratio       {whole / bare:8.1f}")


if __name__ == "__main__":
    main()
