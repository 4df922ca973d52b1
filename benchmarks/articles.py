"""How long the list of articles takes in a project of 100,000, beside a bare SELECT.

Each line is the CPU time of the middle one of several runs of a page of the list (rows, numbers of
sentences, progress and the count), and its ratio to the first 50 rows by an indexed SELECT through
the same connection. Usage: python benchmarks/articles.py [ARTICLES]. The articles are made of
invented words and put in by raw inserts; the words of the search by the product's own action.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from annotator import clock, migrations
from annotator.articles import pages
from annotator.articles.bulk.actions import CHUNK, change_articles
from annotator.articles.bulk.changes import bulk_change
from annotator.articles.listing.filters import filters_of
from annotator.articles.models import Article, ArticleLink, ImportBatch, Paragraph, Sentence
from annotator.articles.queries import Asked, matching_ids
from annotator.articles.search.actions import purge_words, store_words
from annotator.config import Settings
from annotator.db import Database, table
from annotator.labelling.models import Assignment
from annotator.review.standing.queries import STANDINGS
from factories import make_study

RUNS = 9
WORDS = 200
VOCABULARY = 20_000
RARE_EVERY = 10_000
COMMON_NOT = 3
FILES = 40
DAYS = 3650

Rows = list[dict[str, Any]]


def main() -> None:
    """Build, measure and print."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        migrations.bring_up_to_date(settings.url)
        database = Database(settings.url)
        study = make_study(database, "ana", "ben")
        people = [study.places[name].participant_id for name in ("ana", "ben")]
        fill(database, study.project_id, study.users["lead"], people, articles)
        floor = bare(database, study.project_id)
        print(f"bare SELECT of 50 rows: {floor * 1000:.2f} ms")
        for name, took in measured(database, study.project_id):
            print(f"{name:34} {took * 1000:8.2f} ms {took / floor:8.1f}x")
        change(database, study.project_id, study.users["lead"])
        database.close()


def fill(database: Database, project_id: int, lead: int, people: list[int], articles: int) -> None:
    """Put articles with a paragraph, two sentences, and some work on them in."""
    random.seed(7)
    begun, indexing = time.perf_counter(), 0.0
    for first in range(1, articles + 1, 1000):
        numbers = range(first, min(first + 1000, articles + 1))
        database.write(_insert, project_id, lead, people, numbers)
        for chunk in range(numbers.start, numbers.stop, 100):
            some = range(chunk, min(chunk + 100, numbers.stop))
            at = time.perf_counter()
            database.write(store_words, some)
            indexing += time.perf_counter() - at
    rest = time.perf_counter() - begun - indexing
    print(f"{articles} articles: rows {rest:.1f} s, search index {indexing:.1f} s")


def _insert(
    session: Session, project_id: int, lead: int, people: list[int], numbers: Iterable[int]
) -> None:
    found = [_article(project_id, number) for number in numbers]
    known = sa.select(table(ImportBatch).c.id)
    if len(session.execute(known).all()) < FILES:
        session.execute(sa.insert(table(ImportBatch)), _batches(project_id, lead))
    session.execute(sa.insert(table(Article)), found)
    owned = [{"project_id": project_id, "article_id": row["id"]} for row in found]
    text = {"position": 0, "start": 0, "end": 100, "zone": "body", "reason": ""}
    session.execute(
        sa.insert(table(Paragraph)), [row | text | {"id": row["article_id"]} for row in owned]
    )
    said = {"reason": "", "quote_open": 0, "text_hash": 0}
    session.execute(
        sa.insert(table(Sentence)),
        [
            row
            | said
            | {
                "paragraph_id": row["article_id"],
                "position": at,
                "start": at * 50,
                "end": at * 50 + 50,
            }
            for row in owned
            for at in (0, 1)
        ],
    )
    session.execute(sa.insert(table(Assignment)), list(_assignments(owned, people)))
    links = [row for row in owned if row["article_id"] % 50 == 0]
    if links:
        session.execute(
            sa.insert(table(ArticleLink)),
            [
                row | {"other_id": row["article_id"] - 1, "shared": 9, "near": 0, "state": "found"}
                for row in links
            ],
        )


def _batches(project_id: int, lead: int) -> Rows:
    now = clock.now()
    return [
        {
            "id": number,
            "project_id": project_id,
            "imported_by": lead,
            "created_at": now,
            "source": f"file {number}",
            "report": {},
            "live_at": now,
        }
        for number in range(1, FILES + 1)
    ]


def _article(project_id: int, number: int) -> dict[str, Any]:
    words = [f"w{int(VOCABULARY * random.random() ** 3)}" for _ in range(WORDS)]  # noqa: S311  # no secret
    words[9] = "other" if number % COMMON_NOT == 0 else "common"
    if number % RARE_EVERY == 1:
        words[99] = "rareness"
    day = time.strftime("%Y-%m-%d", time.gmtime(86400 * (random.random() * DAYS // 1)))  # noqa: S311
    return {
        "id": number,
        "public_id": str(number),
        "project_id": project_id,
        "batch_id": number % FILES + 1,
        "title": " ".join(words[:6]).title(),
        "outlet": "Rare Gazette" if number % RARE_EVERY == 1 else f"Outlet {number % 50}",
        "byline": "",
        "url": "",
        "published_on": day,
        "published_precision": "day",
        "language": "sl" if number % RARE_EVERY == 1 else "en" if number % 3 else "sr",
        "text": " ".join(words),
        "text_licence": "",
        "text_sha256": str(number),
        "raw_sha256": "",
        "extractor": "",
        "splitter": "",
        "external_id": "",
        "receipt": {},
    }


def _assignments(owned: Rows, people: list[int]) -> Iterator[dict[str, Any]]:
    """The first half is submitted by two, a thousandth in work, the rest not handed out."""
    for row in owned:
        number = int(str(row["article_id"]))
        is_open = number % 1000 == 0
        if is_open or number % 2:
            for person in people:
                state = "open" if is_open else "submitted"
                at = clock.now()
                yield row | {
                    "participant_id": person,
                    "state": state,
                    "opened_at": at,
                    "submitted_at": None if is_open else at,
                }


def bare(database: Database, project_id: int) -> float:
    """Return how long 50 rows by an indexed SELECT take."""
    statement = sa.text(
        "SELECT id, title, outlet, published_on, language FROM article WHERE project_id = :p"
        " ORDER BY id DESC LIMIT 50"
    )
    return _middle(lambda: database.read(lambda s: s.execute(statement, {"p": project_id}).all()))


ASKED: dict[str, dict[str, str]] = {
    "newest": {},
    "by date": {"sort": "date"},
    "by title": {"sort": "title"},
    "by outlet": {"sort": "outlet"},
    "outlet": {"outlet": "Outlet 7"},
    "rare outlet": {"outlet": "Rare Gazette"},
    "rare outlet by date": {"outlet": "Rare Gazette", "sort": "date"},
    "no such outlet by title": {"outlet": "Nowhere", "sort": "title"},
    "language": {"language": "sr"},
    "rare language by date": {"language": "sl", "sort": "date"},
    "one month": {"since": "1975-03", "until": "1975-03"},
    "one month by date": {"since": "1975-03", "until": "1975-03", "sort": "date"},
    "one month by title": {"since": "1975-03", "until": "1975-03", "sort": "title"},
    "not handed out": {"state": "waiting"},
    "in work": {"state": "in-work"},
    "in work by title": {"state": "in-work", "sort": "title"},
    "submitted, to settle (none)": {"state": "submitted"},
    "settled": {"state": "settled"},
    "held back (none)": {"held": "yes"},
    "held back (none) by title": {"held": "yes", "sort": "title"},
    "import": {"batch": "3"},
    "import by title": {"batch": "3", "sort": "title"},
    "with near-duplicates": {"alike": "yes"},
    "rare word": {"q": "rareness"},
    "rare word by date": {"q": "rareness", "sort": "date"},
    "common word": {"q": "common"},
    "common word by date": {"q": "common", "sort": "date"},
    "common word by title": {"q": "common", "sort": "title"},
    "two common words": {"q": "common w1"},
    "common and rare word": {"q": "common rareness"},
    "common word, rare outlet": {"q": "common", "outlet": "Rare Gazette"},
    "no such word": {"q": "nowhereatall"},
    "beginning of many words": {"q": "w12"},
}


def measured(database: Database, project_id: int) -> Iterator[tuple[str, float]]:
    """Measure a first page of each list, and pages deep in it."""
    newest = sa.select(sa.func.max(table(Article).c.id))
    deep = int(database.read(lambda s: s.execute(newest).scalar_one())) // 20 * 10 + 1
    for name, sent in ASKED.items():
        yield name, _middle(_page(database, project_id, sent))
    for name in ("newest", "by date", "by title", "common word"):
        yield f"{name}, deep in it", _middle(_page(database, project_id, ASKED[name], after=deep))


def _page(
    database: Database, project_id: int, sent: dict[str, str], after: int = 0
) -> Callable[[], object]:
    asked = Asked(project_id, 2, filters_of(sent), STANDINGS)
    return lambda: database.read(pages.list_page, asked, after=after)


def change(database: Database, project_id: int, lead: int) -> None:
    """Print how long changing many articles takes, and purging the words of one."""
    for sent, kind, value in (
        ({"language": "sr"}, "outlet", "Another"),
        ({}, "hold", ""),
    ):
        asked = Asked(project_id, 2, filters_of(sent), STANDINGS)
        numbers = database.read(matching_ids, asked)[:10_000]
        writes = []
        for first in range(0, len(numbers), CHUNK):
            at = time.perf_counter()
            some = numbers[first : first + CHUNK]
            database.write(
                change_articles, project_id, some, bulk_change(kind, value), actor_id=lead
            )
            writes.append(time.perf_counter() - at)
        longest = max(writes) * 1000
        print(f"{kind} of {len(numbers)}: {sum(writes):.1f} s, longest write {longest:.0f} ms")
    at = time.perf_counter()
    database.erase(purge_words, [1])
    print(f"purge of one article's words: {time.perf_counter() - at:.1f} s")


def _middle(act: Callable[[], object]) -> float:
    act()
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        act()
        found.append(time.process_time() - begun)
    return statistics.median(found)


if __name__ == "__main__":
    main()
