"""Files of one article a row: .jsonl and .csv as records of named values."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from annotator.articles.sources.encoded import Encoded
from annotator.errors import Invalid

MAX_ROW_BYTES = 5_000_000
MAX_COLUMNS = 500
_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_SAMPLE_ROWS = 50
_LONGEST_NAME = 200

csv.field_size_limit(MAX_ROW_BYTES)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number (lines of .jsonl, rows of .csv, from 1), its values, and its own bytes.

    Where it could not be read, `fault` says why and `values` is empty.
    """

    number: int
    values: dict[str, str]
    raw: bytes
    fault: str = ""


def json_records(file: Encoded) -> Iterator[Record]:
    """The rows of a .jsonl file; empty lines are passed over but counted."""
    if file.data[:_SAMPLE].lstrip()[:1] == b"[":
        raise Invalid(
            "The file is one JSON list. Write each article on a line of its own (JSON Lines),"
            " for example with: jq -c '.[]' FILE.json > FILE.jsonl"
        )
    for number, line in enumerate(_lines(file.data), 1):
        content = line.strip()
        if content:
            yield _json_record(number, content)


def _json_record(number: int, line: bytes) -> Record:
    if len(line) > MAX_ROW_BYTES:
        return Record(number, {}, b"", _too_long(len(line)))
    try:
        data = json.loads(line.decode(), strict=False)
        fault = "The row is not a JSON object: it needs {…} with names and values."
    except UnicodeDecodeError as error:
        data, fault = None, _not_utf8(error.start)
    except RecursionError:
        data, fault = None, "The row is nested too deeply. Make its values plain text."
    except json.JSONDecodeError as error:
        data = None
        fault = f"The row is not valid JSON ({error.msg} at character {error.pos + 1}). Mend it."
    except ValueError:
        data, fault = None, "The row holds a number that is too long. Write it as text."
    if isinstance(data, dict):
        return Record(number, _flat(data), line)
    return Record(number, {}, line, fault)


def _flat(data: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Values as text; an object within an object gives "outer.inner"."""
    values: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, dict) and not prefix and "name" not in value:
            values |= _flat(value, f"{name}.")
        else:
            values[prefix + name] = _text(value)
        if len(values) > MAX_COLUMNS:
            break
    return values


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "name" in value:
        return _text(value["name"])
    if isinstance(value, list) and all(isinstance(one, str | dict) for one in value):
        return ", ".join(filter(None, (_text(one) for one in value)))
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Table:
    """How a .csv file is written: what parts its cells, its columns, and where its rows begin."""

    delimiter: str
    names: tuple[str, ...]
    start: int
    first_line: int
    line_end: bytes


def table_of(file: Encoded) -> Table:
    """Find out how a .csv file is written, from its first rows."""
    data = file.data
    start = 0
    stated = ""
    head = data[:16].decode("utf-8", "replace")
    if head[:4].lower() == "sep=" and len(head) > len("sep="):
        stated, start = head[4], data.find(b"\n") + 1
    sample = data[start : start + _SAMPLE].decode("utf-8", "replace").replace("\r\n", "\n")
    sample = sample.replace("\r", "\n")
    if len(data) > start + _SAMPLE and "\n" in sample:
        sample = sample[: sample.rindex("\n") + 1]
    if not sample.strip():
        raise Invalid("The file is empty. Its first row has to name the columns.")
    delimiter = stated or max(_DELIMITERS, key=lambda one: _regularity(sample, one))
    opened = _Lines(data, start, _line_end(data))
    try:
        header = next(row for row in csv.reader(opened, delimiter=delimiter) if any(row))
    except (StopIteration, csv.Error, _TooLongError) as error:
        raise Invalid(
            "The first row cannot be read. It has to name the columns, such as: title,text,date"
        ) from error
    names = _names(header)
    return Table(delimiter, names, opened.at, 1 + bool(start), _line_end(data))


def csv_records(file: Encoded, table: Table) -> Iterator[Record]:
    """The rows of a .csv file behind its first, numbered as a spreadsheet numbers them.

    Each row is read by a reader of its own, so that one with a stray quotation mark, which would
    run on over the next rows, fails alone.
    """
    at, number, size = table.start, table.first_line, len(file.data)
    while at < size:
        number += 1
        row, lines, fault = _csv_row(file.data, at, table)
        end = lines.at
        if fault and (not row or _csv_row(file.data, lines.first_end, table)[2] == ""):
            end = lines.first_end
        raw = file.data[at:end].strip(b"\r\n")
        at = end
        if fault:
            yield Record(number, {}, raw if len(raw) <= MAX_ROW_BYTES else b"", fault)
        elif any(row):
            yield _csv_record(number, row, raw, table)


def _csv_row(data: bytes, at: int, table: Table) -> tuple[list[str], "_Lines", str]:
    """The row that begins at a place, the lines that it took, and why it cannot be used."""
    lines = _Lines(data, at, table.line_end)
    try:
        row = next(csv.reader(lines, delimiter=table.delimiter, strict=True), [])
    except _TooLongError as error:
        return [], lines, str(error)
    except csv.Error as error:
        return [], lines, f"The row cannot be read ({error}). Mend its quotation marks."
    if not any(row) or _fits(row, table.names):
        return row, lines, ""
    fault = (
        f"The row has {len(row)} cells, and there are {len(table.names)} columns."
        " Mend its quotation marks, or what parts the cells."
    )
    return row, lines, fault


def _csv_record(number: int, row: list[str], raw: bytes, table: Table) -> Record:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return Record(number, {}, raw, _not_utf8(error.start))
    return Record(number, dict(zip(table.names, row, strict=False)), raw)


def first_records(records: Iterator[Record]) -> list[Record]:
    """The first rows that can be read, to show what the columns hold."""
    return list(islice((record for record in records if not record.fault), _SAMPLE_ROWS))


class _TooLongError(Exception):
    """A row, or its quoted cell, goes on for longer than any article."""


class _Lines:
    """The lines of a file from a place on, as text; it knows how far it was read."""

    def __init__(self, data: bytes, at: int, line_end: bytes) -> None:
        self._data, self._begun, self._line_end = data, at, line_end
        self.at, self.first_end = at, len(data)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self._data):
            raise StopIteration
        begun = self.at
        self.at = self._data.find(self._line_end, begun) + 1 or len(self._data)
        if begun == self._begun:
            self.first_end = self.at
        if self.at - self._begun > MAX_ROW_BYTES:
            raise _TooLongError(_too_long(self.at - self._begun))
        return self._data[begun : self.at].decode("utf-8", "surrogateescape")


def _line_end(data: bytes) -> bytes:
    """LF, which ends CR LF too, or the CR of very old systems."""
    head = data[:_SAMPLE]
    return b"\r" if b"\r" in head and b"\n" not in head else b"\n"


def _lines(data: bytes) -> Iterator[bytes]:
    at, mark = 0, _line_end(data)
    while at < len(data):
        end = data.find(mark, at) + 1 or len(data)
        yield data[at:end]
        at = end


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows have as many cells as the first, if those are several, and how many cells."""
    try:
        rows = [
            row for row in islice(csv.reader(io.StringIO(sample), delimiter=delimiter), 50) if row
        ]
    except csv.Error:
        return 0, 0
    cells = len(rows[0]) if rows else 0
    return (sum(len(row) == cells for row in rows), cells) if cells > 1 else (0, 0)


def _names(header: list[str]) -> tuple[str, ...]:
    """The columns' names, each once; an empty one is called by its number."""
    if len(header) > MAX_COLUMNS:
        raise Invalid(f"The file has {len(header)} columns, and at most {MAX_COLUMNS} are read.")
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {number}"
        if len(name) > _LONGEST_NAME:
            raise Invalid(
                "The first row does not name the columns: one of its cells is as long as a text."
                " Put a row with names on top, such as: title,text,date"
            )
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _fits(row: list[str], names: tuple[str, ...]) -> bool:
    return len(row) == len(names) or (len(row) > len(names) and not any(row[len(names) :]))


def _too_long(size: int) -> str:
    return (
        f"The row has {size / 1e6:.1f} MB or more, and at most {MAX_ROW_BYTES / 1e6:.0f} MB are"
        " read. Give each article a row of its own."
    )


def _not_utf8(at: int) -> str:
    return (
        f"The row breaks the rules of UTF-8 at byte {at + 1}, so a letter would be lost."
        " Write the row again as UTF-8."
    )
