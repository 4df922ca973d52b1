"""The job that reads an import's files and stores what it finds, step by step."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.articles import queries
from annotator.articles.actions import batches
from annotator.articles.actions.batches import NOTHING_TO_LABEL, Ready, Refusal
from annotator.articles.preparing import prepare
from annotator.articles.refused import headers
from annotator.articles.sources import Failed, Found, Options, how_many, read_source
from annotator.articles.uploads import Uploads
from annotator.articles.zones import ELIGIBLE
from annotator.jobs.actions import Work

STEP = 0.03
"""Seconds that one step may hold the database, about, so that nobody's save waits for longer."""
MOST = 50
"""Articles that one step stores at most."""


def read_files(work: Work, uploads: Uploads) -> str:
    """Read the files of an import into its draft; says what came of it.

    Begun again, it goes through the same items in the same order and passes over those that an
    earlier run has stored.
    """
    batch_id = work.parameters["batch"]
    report = work.read(queries.open_import, work.project_id, batch_id).report
    work.total = _count(report, uploads)
    step: list[Ready | Refusal] = []
    number, first, size = 0, work.done, 1
    for item in _items(report, uploads):
        work.check()
        number += 1
        if number <= first:
            continue
        step.append(ready(item))
        if len(step) >= size:
            seconds = _store(work, batch_id, number, step)
            size = max(1, min(MOST, 2 * size, int(len(step) * STEP / seconds)))
            step.clear()
    _store(work, batch_id, number, step)
    headed = _headers(report, uploads)
    work.step(work.done, batches.finish_reading, work.project_id, batch_id, headed)
    uploads.remove(report["uploads"])
    return work.read(_told, work.project_id, batch_id)


def _store(work: Work, batch_id: int, number: int, step: Sequence[Ready | Refusal]) -> float:
    """Store the last items of those so far, and return how many seconds it took."""
    begun = time.perf_counter()
    first = number - len(step) + 1
    work.step(number, batches.store_items, work.project_id, batch_id, first, step)
    return max(time.perf_counter() - begun, 1e-6)


def _count(report: Mapping[str, Any], uploads: Uploads) -> int:
    """How many items there are, if that can be told; else 0."""
    counts = [
        how_many(file["name"], uploads.read(report["uploads"], place))
        for place, file in enumerate(report["files"])
    ]
    return 0 if None in counts else sum(filter(None, counts))


def _headers(report: Mapping[str, Any], uploads: Uploads) -> dict[str, str]:
    """The first rows of the files that have one, for the file of what was refused."""
    found: dict[str, str] = {}
    for place, file in enumerate(report["files"]):
        found |= headers(file["name"], uploads.read(report["uploads"], place))
    return found


def _items(report: Mapping[str, Any], uploads: Uploads) -> Iterator[Found | Failed]:
    meanings = report.get("meanings", {})
    for place, file in enumerate(report["files"]):
        meaning = meanings.get(file["columns"], {})
        options = Options(report.get("language") or None, meaning)
        yield from read_source(file["name"], uploads.read(report["uploads"], place), options)


def ready(item: Found | Failed) -> Ready | Refusal:
    """An item as it is stored; slow work that holds no lock."""
    if isinstance(item, Failed):
        return Refusal(item.source, item.reason, item.record)
    prepared = prepare(item.understood, item.raw)
    if not any(p.zone in ELIGIBLE and sentences for p, sentences in prepared.paragraphs):
        return Refusal(item.source, NOTHING_TO_LABEL)
    prepared = replace(prepared, report=prepared.report | {"source": item.source})
    return Ready(item.source, prepared, item.external_id)


def _told(session: Any, project_id: int, batch_id: int) -> str:
    taken = queries.article_count(session, project_id, batch_id)
    refused = queries.refused_count(session, project_id, batch_id)
    articles = "1 article was" if taken == 1 else f"{taken:,} articles were"
    return f"{articles} read; {refused:,} {'was' if refused == 1 else 'were'} refused."
