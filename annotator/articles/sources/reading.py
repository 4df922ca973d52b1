"""A file of any kind to the articles in it, one at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from annotator.articles.extracted import Extracted
from annotator.articles.extraction import extract_docx, extract_pdf
from annotator.articles.language import detect_language
from annotator.articles.sources import archives, records
from annotator.articles.sources.columns import Column, guess, meaning_of
from annotator.articles.sources.encoded import Encoded, as_utf8
from annotator.articles.sources.items import Failed, Found, Item, Options
from annotator.articles.sources.kinds import Kind, kind_of
from annotator.articles.sources.rows import (
    Record,
    csv_records,
    first_records,
    json_records,
    table_of,
)
from annotator.articles.understanding import Understood, understand
from annotator.errors import Invalid, TooLarge

MAX_ROWS_BYTES = 500_000_000
MAX_DOCUMENT_BYTES = 30_000_000
MAX_DOCX_UNPACKED = 100_000_000
_SURE = 0.5
"""How sure another encoding must be in .jsonl files, which are UTF-8 by their definition."""
_QUOTED = re.compile(rb'"[^"]*"')


def read_source(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    """The articles of a file, one by one; what cannot be taken says why and stops nothing else."""
    try:
        yield from _ITEMS[kind_of(filename, raw)](filename, raw, options)
    except Invalid as error:
        yield Failed(filename, str(error))


def columns_of(filename: str, raw: bytes) -> tuple[Column, ...]:
    """The columns of a .jsonl or .csv file with samples and guessed meanings; none of others.

    Raises Invalid when the file's columns cannot be told.
    """
    kind = kind_of(filename, raw)
    if kind not in (Kind.JSONL, Kind.CSV):
        return ()
    _, found, _ = _rows(kind, raw)
    return found


def how_many(filename: str, raw: bytes) -> int | None:
    """About how many articles a file holds, for a progress bar; None if that is not known."""
    kind = kind_of(filename, raw)
    if kind is Kind.JSONL:
        return raw.count(b"\n") + (not raw.endswith(b"\n"))
    if kind is Kind.CSV:
        quoted = sum(match[0].count(b"\n") for match in _QUOTED.finditer(raw))
        return max(0, raw.count(b"\n") - quoted - raw.endswith(b"\n"))
    if kind is Kind.ZIP:
        try:
            names = archives.names(raw)
        except Invalid:
            return 1
        rows = any(kind_of(name, b"") in (Kind.JSONL, Kind.CSV) for name in names)
        return None if rows else len(names)
    return 1


def _text(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    yield Found(filename, raw, understand(raw, filename, options.language))


def _document(
    read: Callable[[bytes], Extracted], filename: str, raw: bytes, options: Options
) -> Iterator[Item]:
    if len(raw) > MAX_DOCUMENT_BYTES:
        raise TooLarge(
            f"The document has {len(raw) / 1e6:.1f} MB, and at most {MAX_DOCUMENT_BYTES / 1e6:.0f}"
            " MB are read. Copy the article's text and paste it."
        )
    yield Found(filename, raw, _understood(read(raw), options.language))


def _docx(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    archives.refuse_bomb(raw, MAX_DOCX_UNPACKED, "document")
    yield from _document(extract_docx, filename, raw, options)


def _pdf(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    yield from _document(extract_pdf, filename, raw, options)


def _understood(found: Extracted, language: str | None) -> Understood:
    return Understood(
        title=found.title,
        outlet=found.outlet,
        byline=found.byline,
        published_on=found.published_on,
        published_precision=found.published_precision,
        url=found.url,
        language=language or found.language or detect_language(found.text),
        text=found.text,
        paragraphs=found.paragraphs,
        dropped=found.dropped,
        notes=found.notes,
        extractor=found.extractor,
    )


def _jsonl(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    return _articles(Kind.JSONL, filename, raw, options)


def _csv(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    return _articles(Kind.CSV, filename, raw, options)


def _articles(kind: Kind, filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    file, columns, rows = _rows(kind, raw)
    # Without a row that can be read there are no columns, and each row says what is wrong with it.
    meaning = meaning_of(columns, options.meaning) if columns else {}
    word = "line" if kind is Kind.JSONL else "row"
    is_empty = True
    for record in rows:
        is_empty = False
        source = f"{filename} {word} {record.number}"
        yield _article(source, record, meaning, options.language, file)
    if is_empty:
        raise Invalid("The file holds no article: there is no row below the columns' names.")


def _article(
    source: str, record: Record, meaning: dict[str, str], language: str | None, file: Encoded
) -> Item:
    if record.fault:
        return Failed(source, record.fault, record.raw.decode("utf-8", "backslashreplace"))
    try:
        understood, external_id = records.article_of(record.values, meaning, language)
    except Invalid as error:
        return Failed(source, str(error), record.raw.decode("utf-8", "backslashreplace"))
    notes = (*file.notes, *understood.notes)
    return Found(
        source, record.raw, replace(understood, encoding=file.encoding, notes=notes), external_id
    )


def _rows(kind: Kind, raw: bytes) -> tuple[Encoded, tuple[Column, ...], Iterator[Record]]:
    """A file of rows: as UTF-8, its columns, and its rows from the first on."""
    if len(raw) > MAX_ROWS_BYTES:
        raise TooLarge(
            f"The file has {len(raw) / 1e6:.0f} MB, and at most {MAX_ROWS_BYTES / 1e6:.0f} MB are"
            " read at once. Make several smaller files of it."
        )
    if not raw.strip():
        raise Invalid("The file is empty. Choose a file that holds articles.")
    file = as_utf8(raw, least_sure=_SURE if kind is Kind.JSONL else 0.0)
    if kind is Kind.CSV:
        table = table_of(file)
        first = first_records(csv_records(file, table))
        columns = guess(table.names, [record.values for record in first])
        return file, columns, csv_records(file, table)
    first = first_records(json_records(file))
    names = dict.fromkeys(name for record in first for name in record.values)
    return file, guess(list(names), [record.values for record in first]), json_records(file)


def _zip(filename: str, raw: bytes, options: Options) -> Iterator[Item]:
    seen = False
    for member in archives.members(raw):
        seen = True
        source = f"{filename}/{member.name}"
        if member.fault:
            yield Failed(source, member.fault)
        elif kind_of(member.name, member.raw) is Kind.ZIP:
            yield Failed(source, "It is an archive inside the archive. Choose that archive itself.")
        else:
            yield from read_source(source, member.raw, options)
    if not seen:
        raise Invalid("The ZIP archive holds no file. Choose one that holds articles.")


_ITEMS: dict[Kind, Callable[[str, bytes, Options], Iterator[Item]]] = {
    Kind.TEXT: _text,
    Kind.DOCX: _docx,
    Kind.PDF: _pdf,
    Kind.JSONL: _jsonl,
    Kind.CSV: _csv,
    Kind.ZIP: _zip,
}
