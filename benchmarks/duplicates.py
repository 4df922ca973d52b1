"""What near-duplicates cost an article: time and space at 10,000 and at 100,000 articles.

Usage: python benchmarks/duplicates.py [ARTICLES ...]. Of the project's articles, 300 are made-up
wire stories with an outlet's notes about itself, stored by the product; the rest are rows with
random hashes, as stories about other things would have. Then new articles come in, every second a
version of a story that is there, and each part of the work is timed. Precision and recall are
printed too.
"""

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import wire
from annotator import migrations
from annotator.articles.duplicates import actions
from annotator.articles.duplicates.sketching import KEPT
from annotator.config import Settings
from annotator.db import Database, driver
from factories import Study, make_study

SENTENCES = 30
STORIES = 300
NEW = 60


def main() -> None:
    """Measure each size."""
    for articles in map(int, sys.argv[1:] or ("10000", "100000")):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            settings = Settings(data=Path(folder) / "data")
            settings.prepare()
            migrations.bring_up_to_date(settings.url)
            database = Database(settings.url)
            study = make_study(database, "ana")
            dice = wire.dice(articles)
            stories = [wire.story(dice, 12) for _ in range(STORIES)]
            known = [_add(study, story) for story in stories]
            file = str(database.writer.url.database)
            _fill(file, study, articles - STORIES)
            print(f"{articles:,} articles")
            _new(database, study, list(zip(stories, known, strict=True)), dice)
            database.close()
            _space(file, articles)


def _add(study: Study, story: wire.Story) -> int:
    return study.add_article(*(" ".join(part) for part in [*story, list(wire.BOILERPLATE)]))


def _fill(file: str, study: Study, articles: int) -> None:
    """Add articles of random hashes, past the product, in the order that is quickest."""
    dice = wire.dice(7)
    raw = driver().connect(file)
    raw.execute("PRAGMA synchronous=OFF")
    first = raw.execute("SELECT max(id) + 1 FROM article").fetchone()[0]
    columns = ", ".join(row[1] for row in raw.execute("PRAGMA table_info(article)"))
    copied = columns.replace("public_id", "'b' || :id", 1).replace("external_id", "''", 1)
    copied = copied.replace("id", ":id", 1) if copied.startswith("id") else copied
    raw.executemany(
        f"INSERT INTO article ({columns}) SELECT {copied} FROM article WHERE id = 1",  # noqa: S608  # names of our own
        ({"id": first + n} for n in range(articles)),
    )
    owner, at = study.project_id, raw.execute("SELECT max(id) FROM paragraph").fetchone()[0] + 1
    raw.executemany(
        "INSERT INTO paragraph VALUES (?, ?, ?, 0, 0, 9, 'body', '')",
        ((at + n, owner, first + n) for n in range(articles)),
    )
    sentence = raw.execute("SELECT max(id) FROM sentence").fetchone()[0] + 1
    raw.executemany(
        'INSERT INTO sentence (id, project_id, article_id, paragraph_id, position, start, "end",'
        " reason, quote_open, text_hash) VALUES (?, ?, ?, ?, ?, 0, 9, '', 0, ?)",
        (
            (sentence + n * SENTENCES + place, owner, first + n, at + n, place, _number(dice))
            for n in range(articles)
            for place in range(SENTENCES)
        ),
    )
    raw.execute("DROP INDEX ix_sentence_shingle_sentence_id")
    marks = ((_number(dice), sentence + n // KEPT) for n in range(articles * SENTENCES * KEPT))
    raw.executemany(
        "INSERT INTO sentence_shingle VALUES (?, ?, ?)",
        ((owner, mark, number) for mark, number in sorted(marks)),
    )
    raw.execute("CREATE INDEX ix_sentence_shingle_sentence_id ON sentence_shingle (sentence_id)")
    raw.commit()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


def _number(dice: random.Random) -> int:
    return dice.getrandbits(64) - 2**63


def _space(file: str, articles: int) -> None:
    """Print how many pages each part takes: those that are free once it is dropped."""
    raw = driver().connect(file, isolation_level=None)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN")
    size = raw.execute("PRAGMA page_size").fetchone()[0]
    for what, drop in (
        ("index of hashes", "INDEX ix_sentence_text_hash"),
        ("index of shingles by sentence", "INDEX ix_sentence_shingle_sentence_id"),
        ("shingles", "TABLE sentence_shingle"),
        ("links with their indexes", "TABLE article_link"),
        ("sentences with their other indexes", "TABLE sentence"),
    ):
        before = raw.execute("PRAGMA freelist_count").fetchone()[0]
        raw.execute(f"DROP {drop}")
        taken = (raw.execute("PRAGMA freelist_count").fetchone()[0] - before) * size
        print(f"  {what:34} {taken / articles:8.0f} bytes an article, {taken / 1e6:7.1f} MB")
    raw.execute("ROLLBACK")
    raw.close()


def _new(
    database: Database, study: Study, known: list[tuple[wire.Story, int]], dice: random.Random
) -> None:
    """Let new articles come in, and time each part of finding their near-duplicates again."""
    true, added, whole = set(), [], []
    for number in range(NEW):
        story, original = dice.choice(known)
        is_version = number % 2 == 0
        new = (
            wire.version(dice, story, (0.2, 0.4, 0.6)[number % 3])
            if is_version
            else wire.story(dice, 12)
        )
        begun = time.perf_counter()
        added.append(_add(study, new))
        whole.append(time.perf_counter() - begun)
        true |= {(added[-1], original)} if is_version else set()
    _say("an article from text to the database", whole)
    spent: dict[str, list[float]] = defaultdict(list)
    steps: tuple[Callable[[Session, int, int], None], ...] = (actions.index_article, actions.link)
    for number, step in itertools.product(added, steps):
        begun, cpu = time.perf_counter(), time.process_time()
        database.write(step, study.project_id, number)
        spent[step.__name__].append(time.perf_counter() - begun)
        spent[f"{step.__name__}, CPU"].append(time.process_time() - cpu)
    for name, times in spent.items():
        _say(name, times)
    found = set(_links(database, min(added)))
    print(f"  recall {len(found & true) / len(true):.3f}, {len(found - true)} other links")


def _links(database: Database, first: int) -> Iterator[tuple[int, int]]:
    sql = "SELECT article_id, other_id FROM article_link WHERE article_id >= :first"
    with database.snapshot() as session:
        yield from (tuple(row) for row in session.execute(sa.text(sql), {"first": first}))


def _say(what: str, times: list[float]) -> None:
    middle, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"  {what:34} {middle * 1000:8.1f} ms, 95th percentile {most * 1000:.1f} ms")


if __name__ == "__main__":
    main()
