"""What an export costs, against fetching the joined rows that it is made of.

    python benchmarks/export.py [LABELS]        200,000 sentence labels unless told otherwise

Every label is a span and a submitted rating. The floor of JSONL is fetching both with what they
are joined to, the floor of CSV the ratings alone, by bare sqlite3. Times are CPU seconds; each
measurement runs in a process of its own, so that its peak memory can be read.
"""

import hashlib
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from annotator import clock, migrations
from annotator.config import Settings
from annotator.db import Database
from annotator.export import queries
from annotator.export.formats import CSV, JSONL, Format, blocks
from annotator.projects.queries import members
from factories import make_study

ANNOTATORS = ("ana", "ben", "cleo")
SENTENCES = 20
WORDS = "The harbour office said on day {:02} that the ferry to Ansel would not sail again.\n\n"

SPANS = """
    SELECT a.public_id, a.title, p.pseudonym, l.key, s.kind, s.rank, s.start, s."end", s.sure,
           s.note, s.revision, s.created_at, s.updated_at,
           substr(a.text, s.start + 1, s."end" - s.start)
    FROM span s JOIN assignment g ON g.id = s.assignment_id
    JOIN participant p ON p.id = g.participant_id JOIN article a ON a.id = g.article_id
    JOIN label l ON l.project_id = s.project_id AND l.number = s.label
"""
RATINGS = """
    SELECT a.public_id, a.title, a.outlet, a.published_on, a.language, p.pseudonym, b.number,
           l.key, r.rank, r.origin, n.start, n."end", substr(a.text, n.start + 1, n."end" - n.start)
    FROM rating r JOIN submission b ON b.id = r.submission_id
    JOIN sentence n ON n.id = r.sentence_id JOIN assignment g ON g.id = b.assignment_id
    JOIN participant p ON p.id = g.participant_id JOIN article a ON a.id = g.article_id
    JOIN label l ON l.project_id = r.project_id AND l.number = r.label
"""


def build(settings: Settings, labels: int) -> int:
    """Fill a database with at least that many labels; returns the project's number."""
    settings.prepare()
    migrations.bring_up_to_date(settings.url)
    database = Database(settings.url)
    study = make_study(database, *ANNOTATORS, overlap=len(ANNOTATORS))
    people = [
        member.participant_id
        for member in database.read(members, study.project_id)
        if member.username in ANNOTATORS
    ]
    database.close()
    connection = sqlite3.connect(settings.data / "annotator.sqlite3")
    connection.execute("PRAGMA synchronous=OFF")
    user = study.users["lead"]
    connection.execute(
        "INSERT INTO import_batch VALUES (1, ?, ?, 1, 'made', '{}', 1)", (study.project_id, user)
    )
    for number in range(1, -(-labels // (SENTENCES * len(people))) + 1):
        add_article(connection, study.project_id, number, people)
    connection.commit()
    connection.close()
    return study.project_id


def add_article(
    connection: sqlite3.Connection, project: int, number: int, people: list[int]
) -> None:
    """Add an article that all annotators submitted."""
    text = "".join(map(WORDS.format, range(SENTENCES))).strip()
    length = len(WORDS.format(0))
    digest = hashlib.sha256(text.encode()).hexdigest()
    connection.execute(
        "INSERT INTO article VALUES (?, ?, ?, 1, ?, 'The Ansel Post', '', '', '2026-03-01', 'day',"
        " 'en', ?, '', ?, '', 'made', 'made')",
        (number, f"public-{number}", project, f"Ferry {number}", text, digest),
    )
    first = number * SENTENCES
    places = [(first + n, n, n * length, (n + 1) * length - 2) for n in range(SENTENCES)]
    connection.executemany(
        "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, 'body', 'running text')",
        [(place[0], project, number, *place[1:]) for place in places],
    )
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?, 'end of paragraph', 0)",
        [(place[0], project, number, place[0], *place[1:]) for place in places],
    )
    for at, participant in enumerate(people):
        add_submission(connection, (project, number, number * 10 + at, participant), places)


def add_submission(
    connection: sqlite3.Connection,
    owner: tuple[int, int, int, int],
    places: list[tuple[int, int, int, int]],
) -> None:
    """Add one annotator's labels and their submission."""
    project, article, own, participant = owner
    at = clock.now()
    connection.execute(
        "INSERT INTO assignment VALUES (?, ?, ?, ?, 'submitted', ?, ?)",
        (own, project, article, participant, at, at),
    )
    connection.execute("INSERT INTO submission VALUES (?, ?, ?, 1, 1, ?)", (own, project, own, at))
    given = [(*place, 1 + (place[0] * 7 + participant * place[1]) % 5) for place in places]
    connection.executemany(
        'INSERT INTO span (project_id, assignment_id, sentence_id, label, kind, rank, start, "end",'
        " sure, note, codebook_version_id, revision, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, 1, 1, ?, ?, 3, '', 1, 1, ?, ?)",
        [(project, own, sentence, label, *ends, at, at) for sentence, _, *ends, label in given],
    )
    connection.executemany(
        "INSERT INTO rating VALUES (?, ?, ?, 1, ?, 1, 3)",
        [(project, own, sentence, label) for sentence, _, _, _, label in given],
    )


def fetched(settings: Settings, *statements: str) -> Iterator[bytes]:
    """The floor: every joined row, and nothing made of it."""
    connection = sqlite3.connect(settings.data / "annotator.sqlite3")
    for statement in statements:
        for _row in connection.execute(statement):
            pass
    yield b""


def exported(settings: Settings, project: int, form: Format) -> Iterator[bytes]:
    """The bytes that a download or a file gets."""
    database = Database(settings.url)
    with database.snapshot() as session:
        header = queries.header(session, project, clock.now())
        yield from blocks(form.write(header, queries.articles(session, project)))


def measure(work: Callable[..., Iterator[bytes]], *arguments: object) -> tuple[float, int, float]:
    """Run to the end: CPU seconds, bytes made, peak memory in MiB."""
    begun = time.process_time()
    size = sum(map(len, work(*arguments)))
    spent = time.process_time() - begun
    return spent, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable[..., Iterator[bytes]], *arguments: object) -> tuple[float, int, float]:
    """Measure in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (work, *arguments))


def main() -> None:
    """Print times, ratios and peak memory."""
    labels = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        settings = Settings(data=Path(folder) / "data")
        project = build(settings, labels)
        print(f"{labels:,} labels of {len(ANNOTATORS)} annotators, each a span and a rating")
        for form, statements in ((JSONL, (SPANS, RATINGS)), (CSV, (RATINGS,))):
            floor, _, bare = apart(fetched, settings, *statements)
            spent, size, peak = apart(exported, settings, project, form)
            print(f"{form.name:5}  rows alone {floor:6.2f} s  {bare:4.0f} MiB", end="   ")
            print(f"export {spent:6.2f} s  {peak:4.0f} MiB  {size / 1e6:5.0f} MB", end="   ")
            print(f"{spent / floor:.1f} x")


if __name__ == "__main__":
    main()
