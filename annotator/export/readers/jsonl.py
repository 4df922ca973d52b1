"""Reads Annotator's own JSON Lines back, strictly: what was read is what would be written."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from annotator.errors import Invalid
from annotator.export.records import (
    ArticleRecord,
    DatasetHeader,
    DecisionRecord,
    ParagraphRecord,
    PhraseRecord,
    RatingRecord,
    SentenceRecord,
    SpanRecord,
)
from annotator.export.writers import jsonl as writer

T = TypeVar("T")

FORMAT = "annotator-jsonl"
VERSION = 1

Labelled = SpanRecord | RatingRecord | PhraseRecord | DecisionRecord
Placed = ParagraphRecord | SentenceRecord | Labelled


def read(lines: Iterable[str]) -> tuple[DatasetHeader, Iterator[ArticleRecord]]:
    """The header, and the articles one by one as they are asked for.

    Raises Invalid, naming the line and the place in it, at the first thing that does not hold.
    """
    numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    number, first = next(numbered, (1, ""))
    header = _header(number, first.removeprefix("\ufeff"))
    labels = frozenset(label.key for label in header.labels)
    if len(labels) < len(header.labels):
        raise Invalid(f"Line {number}: two labels have the same key.")
    return header, (_article(n, line, labels) for n, line in numbered)


def _header(number: int, line: str) -> DatasetHeader:
    document = _document(number, line)
    if document.get("type") != "dataset" or document.get("format") != FORMAT:
        raise Invalid(
            f'Line {number} is not the header of an {FORMAT} file: it needs "type": "dataset" '
            f'and "format": "{FORMAT}".'
        )
    if document.get("format_version") != VERSION:
        raise Invalid(
            f"Line {number}: the file has format_version {document.get('format_version')!r}; "
            f"this program reads version {VERSION}."
        )
    header = _validated(writer.DATASET, number, line)
    _refuse_difference(number, document, writer.dataset_document(header))
    return header


def _article(number: int, line: str, labels: frozenset[str]) -> ArticleRecord:
    document = _document(number, line)
    if document.get("type") != "article":
        raise Invalid(f'Line {number} is not an article: it needs "type": "article".')
    article = _validated(writer.ARTICLE, number, line)
    for path, place in _places(article):
        if not place.start < place.end <= len(article.text):
            raise Invalid(
                f"Line {number}, {path}: {place.start} to {place.end} is not a stretch of the "
                f"text, which has {len(article.text)} characters."
            )
    for path, label in _cited_labels(article):
        if label not in labels:
            raise Invalid(f"Line {number}, {path}: the header has no label {label!r}.")
    _refuse_difference(number, document, writer.article_document(article))
    if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
        raise Invalid(f"Line {number}, text_sha256: it is not the SHA-256 of the text.")
    return article


def _document(number: int, line: str) -> dict[str, Any]:
    try:
        document = from_json(line)
    except ValueError as error:
        raise Invalid(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(document, dict):
        raise Invalid(f"Line {number} is not a JSON object.")
    return document


def _validated(adapter: TypeAdapter[T], number: int, line: str) -> T:
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = "".join(
            f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"]
        )
        raise Invalid(f"Line {number}, {path.removeprefix('.')}: {first['msg']}.") from error


def _places(article: ArticleRecord) -> Iterator[tuple[str, Placed]]:
    """Everything that covers a stretch of the text, with its path in the line."""
    yield from _indexed("paragraphs", article.paragraphs)
    yield from _indexed("sentences", article.sentences)
    yield from _labelled(article)


def _labelled(article: ArticleRecord) -> Iterator[tuple[str, Labelled]]:
    yield from _indexed("decisions", article.decisions)
    for path, annotation in _indexed("annotations", article.annotations):
        yield from _indexed(f"{path}.spans", annotation.spans)
        for inner, submission in _indexed(f"{path}.submissions", annotation.submissions):
            yield from _indexed(f"{inner}.ratings", submission.ratings)
            yield from _indexed(f"{inner}.replaced", submission.replaced)
            yield from _indexed(f"{inner}.phrases", submission.phrases)


def _cited_labels(article: ArticleRecord) -> Iterator[tuple[str, str]]:
    for path, place in _labelled(article):
        if place.label is not None:
            yield path, place.label
    for path, decision in _indexed("decisions", article.decisions):
        for inner, basis in _indexed(f"{path}.basis", decision.basis):
            yield inner, basis.label


def _indexed(path: str, items: Iterable[T]) -> Iterator[tuple[str, T]]:
    return ((f"{path}[{index}]", item) for index, item in enumerate(items))


def _refuse_difference(number: int, read: object, rewritten: object) -> None:
    """Refuse what the records did not keep: wrong quotes, missing and unknown keys."""
    if read != rewritten:
        raise Invalid(f"Line {number}, {_difference(read, rewritten, '')}.")


def _difference(read: Any, rewritten: Any, path: str) -> str:
    """Where two JSON values that differ do so first, as half a sentence."""
    if isinstance(read, dict) and isinstance(rewritten, dict):
        for key in rewritten:
            if key not in read:
                return f"{path}: {key} is missing".removeprefix(": ")
        for key, value in read.items():
            if key not in rewritten:
                return f"{path}: {key} is not part of this format".removeprefix(": ")
            if value != rewritten[key]:
                return _difference(value, rewritten[key], f"{path}.{key}".removeprefix("."))
    if isinstance(read, list) and isinstance(rewritten, list):
        for index, (one, other) in enumerate(zip(read, rewritten, strict=True)):
            if one != other:
                return _difference(one, other, f"{path}[{index}]")
    return f"{path}: the file has {read!r:.80}, its text and offsets give {rewritten!r:.80}"
