"""How fast articles come in from one .jsonl file, beside raw inserts of the same rows.

    python benchmarks/importing.py [ARTICLES]        10,000 articles unless told otherwise

The whole of `annotator import` is measured, in a process of its own whose peak memory is told:
reading and splitting, storing, and shown apart the search index and the near-duplicates. The floor
is `executemany` by bare sqlite3 of the same articles, paragraphs and sentences into the same
tables. A second import runs while labels are saved through the whole application, as in saving.py.
Every twentieth article is an edited copy of an earlier one. All words are invented.
"""

import json
import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent))

from annotator import migrations
from annotator.articles import commands
from annotator.articles.actions import batches, storing
from annotator.articles.sources import reading
from annotator.cli import main as annotator
from annotator.config import Settings
from annotator.db import PRAGMAS, Database, driver
from benchmarks.saving import product
from factories import make_study

TABLES = ("article", "paragraph", "sentence")
SENTENCES, PARAGRAPH = 25, 3
VOCABULARY = 20_000
COPY_EVERY = 20
STUDY = "a-study"


def write_articles(path: Path, articles: int, seed: int) -> None:
    """Write a file of invented articles, some of them edited copies of earlier ones."""
    chance = random.Random(seed)  # noqa: S311 - the same words in every run
    words = [
        "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(n % 3 + 1))
        for n in range(VOCABULARY)
    ]
    told: list[list[str]] = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            if told and number % COPY_EVERY == 0:
                sentences = list(chance.choice(told))
                sentences[: SENTENCES // 5] = [
                    sentence(chance, words) for _ in range(SENTENCES // 5)
                ]
            else:
                sentences = [sentence(chance, words) for _ in range(SENTENCES)]
            told = [*told[-200:], sentences]
            paragraphs = [
                " ".join(sentences[at : at + PARAGRAPH]) for at in range(0, SENTENCES, PARAGRAPH)
            ]
            row = {
                "id": f"{seed}-{number}",
                "title": sentence(chance, words)[:60].rstrip("."),
                "outlet": f"Outlet {number % 40}",
                "date": f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "text": "\n\n".join(paragraphs),
            }
            file.write(json.dumps(row) + "\n")


def sentence(chance: random.Random, words: list[str]) -> str:
    """Some fifteen words and a full stop."""
    return " ".join(chance.choices(words, k=chance.randint(8, 22))).capitalize() + "."


def timed(spent: dict[str, float], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which adds up the CPU seconds that it takes."""

    def measured(*arguments: object, **named: object) -> object:
        begun = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - begun

    return measured


def measure(data: Path, file: Path, answer: "multiprocessing.Queue[dict[str, float]]") -> None:
    """Import a file and answer with CPU seconds by part, wall seconds and the peak memory."""
    spent: dict[str, float] = {}
    for module, name, part in (
        (commands, "ready", "splitting"),
        (storing, "store_words", "search"),
        (storing, "index_article", "near-duplicates"),
        (storing, "link", "near-duplicates"),
        (batches, "store_items", "storing"),
    ):
        setattr(module, name, timed(spent, part, getattr(module, name)))
    read = reading.read_source

    def timed_items(*arguments: Any) -> Iterator[Any]:
        items = read(*arguments)
        following = timed(spent, "reading", lambda: next(items, None))
        return iter(following, None)

    setattr(commands, "read_source", timed_items)  # noqa: B010 - the command's own name for it
    begun, wall = time.process_time(), time.perf_counter()
    done = CliRunner().invoke(annotator, command(data, file))
    spent["all"] = time.process_time() - begun
    spent["wall"] = time.perf_counter() - wall
    assert done.exit_code == 0, done.output
    spent["storing"] -= spent.get("search", 0) + spent.get("near-duplicates", 0)
    spent["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.put(spent)


def command(data: Path, file: Path) -> list[str]:
    """The import as it is typed."""
    return ["--data", str(data), "import", str(file), "--project", STUDY, "--by", "lead"]


def floor(database: Path, folder: Path) -> float:
    """CPU seconds of putting the same rows into the same tables by bare sqlite3."""
    bare = folder / "floor.sqlite3"
    rows, schema = [], []
    with closing(sqlite3.connect(database)) as source:
        for name in TABLES:
            rows.append(source.execute(f"SELECT * FROM {name}").fetchall())  # noqa: S608 - ours
            schema += source.execute(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
                " AND type IN ('table', 'index')",
                (name,),
            ).fetchall()
    with closing(driver().connect(bare, isolation_level=None)) as target:
        for name, value in PRAGMAS.items():
            target.execute(f"PRAGMA {name}={value}")
        target.execute("PRAGMA foreign_keys=OFF")
        for (statement,) in schema:
            target.execute(statement)
        begun = time.process_time()
        target.execute("BEGIN IMMEDIATE")
        for name, found in zip(TABLES, rows, strict=True):
            marks = ", ".join("?" * len(found[0]))
            target.executemany(f"INSERT INTO {name} VALUES ({marks})", found)  # noqa: S608 - ours
        target.execute("COMMIT")
        return time.process_time() - begun


def saving_meanwhile(folder: Path, file: Path) -> tuple[list[float], list[float]]:
    """Wall milliseconds of saves on an idle server, and of saves while an import runs."""
    save = product(folder)
    paths = os.pathsep.join(path for path in sys.path if path)
    program = f"from annotator.cli import main; main({command(folder / 'data', file)!r})"

    def once(number: int) -> float:
        begun = time.perf_counter()
        save(number)
        time.sleep(0.02)
        return (time.perf_counter() - begun - 0.02) * 1000

    idle = [once(number) for number in range(200)]
    running = subprocess.Popen(  # noqa: S603 - this program's own module
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths}
    )
    busy: list[float] = []
    while running.poll() is None:
        busy.append(once(len(idle) + len(busy)))
    assert running.returncode == 0
    return idle, busy


def main() -> None:
    """Build, measure and print."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, settings = folder / "articles.jsonl", Settings(data=folder / "import")
        write_articles(file, articles, 1)
        settings.prepare()
        migrations.bring_up_to_date(settings.url)
        database = Database(settings.url)
        make_study(database, "ana")
        database.close()
        answer: multiprocessing.Queue[dict[str, float]] = multiprocessing.Queue()
        worker = multiprocessing.Process(target=measure, args=(settings.data, file, answer))
        worker.start()
        spent = answer.get()
        worker.join()
        bare = floor(settings.data / "annotator.sqlite3", folder)
        report(articles, file.stat().st_size, spent, bare)
        shutil.rmtree(settings.data)
        idle, busy = saving_meanwhile(folder, file)
        for said, found in (("alone", idle), ("during an import", busy)):
            middle, late = statistics.median(found), statistics.quantiles(found, n=20)[-1]
            print(f"saves {said:18} median {middle:6.1f} ms, 95th percentile {late:6.1f} ms")


def report(articles: int, size: int, spent: dict[str, float], bare: float) -> None:
    """Print what an import took."""
    print(f"{articles} articles, {size / 1e6:.1f} MB, peak memory {spent['MiB']:.0f} MiB")
    print(f"in all         {articles / spent['wall']:8.0f} articles/s ({spent['wall']:.1f} s)")
    for part in ("reading", "splitting", "storing", "search", "near-duplicates"):
        seconds = spent.get(part, 0.0)
        rate = articles / seconds if seconds else 0.0
        print(f"{part:15}{seconds:8.2f} s CPU {rate:8.0f} articles/s")
    print(f"raw executemany{bare:8.2f} s CPU {articles / bare:8.0f} articles/s")
    print(f"storing reaches {bare / spent['storing']:.2f} of the raw inserts")


if __name__ == "__main__":
    main()
