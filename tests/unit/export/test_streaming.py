import hashlib
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from annotator.export.readers import jsonl as reader
from annotator.export.records import ArticleRecord, DatasetHeader
from annotator.export.writers import csv_long
from annotator.export.writers import jsonl as writer

ARTICLES = 10_000
LENGTH = 3_000  # characters each: 30 MB of text if anything held on to it
ALLOWED = 1_000_000  # bytes

Write = Callable[[DatasetHeader, Iterable[ArticleRecord]], Iterator[str]]


@pytest.fixture
def stream(
    make_article: Callable[..., ArticleRecord],
    make_annotation: Callable[..., object],
    make_rating: Callable[..., object],
) -> Iterator[ArticleRecord]:
    annotations = (make_annotation("A1", (make_rating(0, LENGTH, "claim"),)),)
    pattern = make_article("x" * LENGTH, annotations=annotations)

    def articles() -> Iterator[ArticleRecord]:
        for number in range(ARTICLES):
            text = f"{number:0{LENGTH}}"
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield replace(pattern, text=text, text_sha256=digest)

    return articles()


def peak_while_consuming(items: Iterable[object]) -> tuple[int, int]:
    tracemalloc.start()
    try:
        count = sum(1 for _ in items)
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("write", [writer.write, csv_long.write])
def test_writing_ten_thousand_articles_needs_the_memory_of_one(
    header: DatasetHeader, stream: Iterator[ArticleRecord], write: Write
) -> None:
    list(write(header, []))  # what is made once, such as the JSON codec, is not counted
    count, peak = peak_while_consuming(write(header, stream))
    assert count == ARTICLES + 1
    assert peak < ALLOWED


def test_reading_ten_thousand_articles_needs_the_memory_of_one(
    header: DatasetHeader, stream: Iterator[ArticleRecord]
) -> None:
    _, articles = reader.read(writer.write(header, stream))
    count, peak = peak_while_consuming(articles)
    assert count == ARTICLES
    assert peak < ALLOWED


@pytest.mark.parametrize("write", [writer.write, csv_long.write])
def test_the_first_line_is_out_before_any_article_is_asked_for(
    header: DatasetHeader, make_article: Callable[..., ArticleRecord], write: Write
) -> None:
    taken: list[str] = []

    def articles() -> Iterator[ArticleRecord]:
        taken.append("asked")
        yield make_article("One.")

    lines = write(header, articles())
    next(lines)
    assert taken == []
    list(lines)
    assert taken == ["asked"]
