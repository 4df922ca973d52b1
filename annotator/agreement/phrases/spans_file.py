"""Documents from plain files: one JSON object a line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from annotator.agreement.phrases.documents import Document, Documents
from annotator.errors import Invalid

KEYS = ("id", "length", "annotators", "spans")
_FIELDS = 4


def read_documents(lines: Iterable[str], labels: Sequence[str] | None = None) -> Documents:
    """Read `{"id", "length", "annotators": [...], "spans": [[annotator, start, end, label], ...]}`.

    >>> line = '{"id": "d1", "length": 9, "annotators": ["ana"], "spans": [["ana", 2, 5, "claim"]]}'
    >>> read_documents([line]).documents[0].spans
    (Span(annotator='ana', start=2, end=5, label='claim'),)

    Args:
        lines: one document a line; blank lines are passed over.
        labels: the declared label set; without it, the labels that occur.

    Raises:
        Invalid: a line cannot be used; the message names it.
    """
    return Documents.of(_documents(lines, labels), labels=labels)


def _documents(lines: Iterable[str], labels: Sequence[str] | None) -> Iterator[Document]:
    """Each line as a document, checked against the lines before it."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t\r\n\ufeff"):
            continue
        where = f"Line {number}"
        given = _object(line, where)
        name = _name(given["id"], where)
        before = seen.setdefault(name, number)
        if before != number:
            _refuse(where, f"document '{name}' already stands on line {before}; keep one of them")
        document = Document.of(
            name,
            _whole(given["length"], "the length", where),
            _texts(given["annotators"], where),
            [_span(span, where) for span in _list(given["spans"], "spans", where)],
            where=where,
        )
        for span in document.spans:
            if labels is not None and span.label not in labels:
                declared = ", ".join(labels)
                _refuse(where, f"label '{span.label}' is not among the declared labels {declared}")
        yield document


def _object(line: str, where: str) -> dict[str, Any]:
    """The line as an object with the keys of this format and no others."""
    try:
        given = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{where}: this is not JSON ({error}).") from error
    if not isinstance(given, dict):
        _refuse(where, f"this is not an object; write {{{', '.join(KEYS)}}}")
    for key in given:
        if key not in KEYS:
            _refuse(where, f"unknown key '{key}'; the keys are {', '.join(KEYS)}")
    for key in KEYS:
        if key not in given:
            _refuse(where, f"the key '{key}' is missing; the keys are {', '.join(KEYS)}")
    return given


def _span(given: Any, where: str) -> tuple[str, int, int, str]:
    """One span, its fields of the right type."""
    if not isinstance(given, list) or len(given) != _FIELDS:
        _refuse(where, f"a span is [annotator, start, end, label], not {json.dumps(given)}")
    annotator, start, end, label = given
    if not isinstance(annotator, str) or not isinstance(label, str):
        _refuse(where, f"annotator and label of a span are texts, not {json.dumps(given)}")
    return annotator, _whole(start, "a start", where), _whole(end, "an end", where), label


def _texts(given: Any, where: str) -> list[str]:
    names = _list(given, "annotators", where)
    for name in names:
        if not isinstance(name, str):
            _refuse(where, f"annotators are texts, not {json.dumps(name)}")
    return names


def _name(given: Any, where: str) -> str:
    """The id, as text; a whole number will do."""
    if given == "" or isinstance(given, bool) or not isinstance(given, str | int):
        _refuse(where, f"the id is a text or a whole number, not {json.dumps(given)}")
    return str(given)


def _whole(given: Any, what: str, where: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        _refuse(where, f"{what} is a whole number of characters, not {json.dumps(given)}")
    return given


def _list(given: Any, what: str, where: str) -> list[Any]:
    if not isinstance(given, list):
        _refuse(where, f"{what} is a list, not {json.dumps(given)}")
    return given


def _refuse(where: str, what: str) -> NoReturn:
    raise Invalid(f"{where}: {what}.")
