"""The agreement page of a large project: its headline cold and from the cache, and alpha by SQL.

    python benchmarks/agreement_page.py [LABELS]

Two projects of three annotators are made by raw inserts: one of 1,000,000 labels (or LABELS) for
the page, through the whole application, and one of three times as many for one alpha from SQLite
against the bare packed GROUP BY over the same rows. Times are CPU seconds of this process.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from annotator import migrations
from annotator.accounts.actions import start_session
from annotator.agreement.choice import Choice
from annotator.agreement.coefficients.krippendorff import krippendorff_alpha
from annotator.agreement.pages import counted
from annotator.app import create_app
from annotator.config import Settings
from annotator.db import Database
from factories import Study, make_study

LABELS = 1_000_000
MORE = 3
PEOPLE = "ana", "ben", "cleo"
SENTENCES = 30
PARAGRAPHS = 6
A_PARAGRAPH = 6
ALL_SENTENCES = PARAGRAPHS * A_PARAGRAPH
"""The last paragraph is furniture, whose sentences nobody labels."""
BLOCK = 500
SHARES = (0.15, 0.05, 0.25, 0.15, 0.4)
FOLLOWS = 0.7
"""How often a label is the one that the sentence suggests to everybody."""
COLD, CACHED, RATIO = 1.0, 0.02, 1.5
BARE = """
    SELECT p, count(*) FROM (
        SELECT sum(1 << (6 * label)) AS p FROM rating
        WHERE project_id = ? AND rank = 1 GROUP BY sentence_id
    ) GROUP BY p
"""

Result = TypeVar("Result")
Put = Callable[[str, str, Iterable[tuple[object, ...]]], None]


def main() -> None:
    """Print the times and whether they are within the budgets."""
    labels = int(sys.argv[1]) if len(sys.argv) > 1 else LABELS
    with tempfile.TemporaryDirectory() as folder:
        page(Path(folder) / "page", labels)
        by_sql(Path(folder) / "sql", MORE * labels)


def page(folder: Path, labels: int) -> None:
    """Time the page through the whole application."""
    settings, study = made(folder, labels)
    client = signed_in(settings, study)
    client.get("/")
    path = f"/p/{study.slug}/agreement"
    cold, _ = cpu(lambda: opened(client, path))
    cached = min(cpu(lambda: opened(client, path))[0] for _ in range(5))
    verdict("headline cold", cold, COLD)
    verdict("headline from the cache", cached, CACHED)
    for part in ("matrix", "pairs", "people", "groups"):
        seconds, _ = cpu(partial(opened, client, f"{path}/{part}"))
        print(f"{part}, which follows: {seconds:.2f} s")


def by_sql(folder: Path, labels: int) -> None:
    """Time one alpha from the database against the bare packed GROUP BY."""
    settings, study = made(folder, labels)
    database = Database(settings.url)
    database.read(bare, study.project_id)
    ours, floors = [], []
    for _ in range(3):
        seconds, rows = cpu(lambda: database.read(bare, study.project_id))
        floors.append(seconds)
        seconds, alpha = cpu(
            lambda: (
                krippendorff_alpha(
                    database.read(counted, study.project_id, Choice(), by_article=False)
                ).value
            )
        )
        ours.append(seconds)
    print(f"alpha {alpha:.4f} of {labels:,} labels in {len(rows)} patterns: {min(ours):.2f} s")
    verdict("as often as the bare GROUP BY", min(ours) / min(floors), RATIO, "times")


def made(folder: Path, labels: int) -> tuple[Settings, Study]:
    """Make a project of so many labels."""
    settings = Settings(data=folder)
    settings.prepare()
    migrations.bring_up_to_date(settings.url)
    study = make_study(Database(settings.url), *PEOPLE, overlap=len(PEOPLE))
    articles = max(2, labels // (SENTENCES * len(PEOPLE)))
    with study.database.writer.begin() as connection:
        _fill(connection, study, articles)
        connection.exec_driver_sql("ANALYZE")
    return settings, study


def _fill(connection: sa.Connection, study: Study, articles: int) -> None:
    """Write articles, sentences, submissions and ratings as the product would."""
    own, lead = study.project_id, study.users["lead"]

    def put(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * (columns.count(",") + 1))
        text = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own
        connection.exec_driver_sql(text, list(rows))

    put(
        "import_batch",
        "id, project_id, imported_by, created_at, source, report, live_at",
        [(1, own, lead, 1, "made", "{}", 1)],
    )
    _articles(put, own, articles)
    places = [study.places[name].participant_id for name in PEOPLE]
    random = np.random.default_rng(1)
    for at in range(1, articles + 1, BLOCK):
        block = range(at, min(at + BLOCK, articles + 1))
        _texts(put, own, block)
        _work(put, own, block, places, random)


def _articles(put: Put, own: int, articles: int) -> None:
    put(
        "article",
        "id, public_id, project_id, batch_id, title, outlet, byline, url, published_on, "
        "published_precision, language, text, text_licence, text_sha256, raw_sha256, extractor, "
        "splitter",
        (
            (
                at,
                f"a{at}",
                own,
                1,
                f"No. {at}",
                f"Outlet {at % 12}",
                *([""] * 4),
                "en",
                "x" * 99,
                "",
                f"t{at}",
                f"r{at}",
                "made",
                "made",
            )
            for at in range(1, articles + 1)
        ),
    )


def _texts(put: Put, own: int, block: range) -> None:
    put(
        "paragraph",
        'id, project_id, article_id, position, start, "end", zone, reason',
        (
            (
                one * PARAGRAPHS + at,
                own,
                one,
                at,
                at,
                at + 1,
                "furniture" if at == PARAGRAPHS - 1 else "body",
                "made",
            )
            for one in block
            for at in range(PARAGRAPHS)
        ),
    )
    put(
        "sentence",
        'id, project_id, article_id, paragraph_id, position, start, "end", reason, quote_open',
        (
            (
                one * ALL_SENTENCES + at,
                own,
                one,
                one * PARAGRAPHS + at // A_PARAGRAPH,
                at,
                at,
                at + 1,
                "made",
                0,
            )
            for one in block
            for at in range(ALL_SENTENCES)
        ),
    )


def _work(put: Put, own: int, block: range, places: list[int], random: np.random.Generator) -> None:
    made = [(one * len(places) + at, one, who) for one in block for at, who in enumerate(places)]
    put(
        "assignment",
        "id, project_id, article_id, participant_id, state, opened_at, submitted_at",
        ((at, own, one, who, "submitted", 1, at) for at, one, who in made),
    )
    put(
        "submission",
        "id, project_id, assignment_id, number, codebook_version_id, submitted_at",
        ((at, own, at, 1, 1, at) for at, _, _ in made),
    )
    size = len(SHARES)
    suggested = 1 + random.choice(size, (len(block), SENTENCES), p=SHARES)
    labels = 1 + random.choice(size, (len(made), SENTENCES), p=SHARES)
    same = random.random(labels.shape) < FOLLOWS
    labels = np.where(same, np.repeat(suggested, len(places), axis=0), labels)
    put(
        "rating",
        "project_id, submission_id, sentence_id, rank, label, origin, sure, note",
        (
            (own, at, one * ALL_SENTENCES + sentence, 1, label, 1, 3, "")
            for (at, one, _), row in zip(made, labels.tolist(), strict=True)
            for sentence, label in enumerate(row)
        ),
    )


def signed_in(settings: Settings, study: Study) -> FlaskClient:
    """A browser of the lead."""
    client = create_app(settings).test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = study.database.write(start_session, study.users["lead"])
        cookie["_fresh"] = True
    return client


def opened(client: FlaskClient, path: str) -> str:
    """What the server answers."""
    answer = client.get(path, headers={"HX-Request": "true"})
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{path}: {answer.status}")
    return answer.text


def bare(session: Session, project_id: int) -> list[tuple[int, int]]:
    """The rows of the bare packed GROUP BY."""
    cursor = session.connection().exec_driver_sql(BARE, (project_id,))
    return [(row[0], row[1]) for row in cursor]


def cpu(act: Callable[[], Result]) -> tuple[float, Result]:
    """How long it takes in CPU seconds, and what it gives."""
    begun = time.process_time()
    result = act()
    return time.process_time() - begun, result


def verdict(what: str, found: float, budget: float, unit: str = "s") -> None:
    """Print a figure beside its budget."""
    word = "within" if found <= budget else "ABOVE"
    print(f"{what}: {found:.3f} {unit}, {word} the budget of {budget} {unit}")


if __name__ == "__main__":
    main()
