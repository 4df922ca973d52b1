"""What an import refused, as files to mend and to import again."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from annotator.articles.sources import archives
from annotator.articles.sources.encoded import as_utf8
from annotator.articles.sources.kinds import Kind, kind_of
from annotator.articles.sources.rows import table_of
from annotator.errors import Invalid

LIST = "refused.txt"


class Refused(Protocol):
    """One refused item: where it stood, why, and its row as it stood there ("" for files)."""

    @property
    def source(self) -> str:
        """Where it stood."""

    @property
    def reason(self) -> str:
        """Why it was not taken."""

    @property
    def record(self) -> str:
        """Its row, verbatim."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    content: bytes


def headers(filename: str, raw: bytes) -> dict[str, str]:
    """The first row of a .csv file, or of each of those in an archive, by the file's name."""
    try:
        kind = kind_of(filename, raw)
        if kind is Kind.ZIP:
            found: dict[str, str] = {}
            for member in archives.members(raw):
                if not member.fault and kind_of(member.name, member.raw) is Kind.CSV:
                    found |= headers(f"{filename}/{member.name}", member.raw)
            return found
        if kind is not Kind.CSV:
            return {}
        file = as_utf8(raw)
        head = file.data[: table_of(file).start].decode("utf-8", "replace")
    except Invalid:
        return {}
    return {filename: head.rstrip("\r\n")}


def mendable(rows: Iterable[Refused], headed: Mapping[str, str]) -> File:
    """The refused rows in the format that they came in; several files, or reasons, in an archive.

    Rows are verbatim, under their file's first row. A list says for each item why it was refused.
    """
    kept: dict[str, list[str]] = {}
    told: list[str] = []
    for row in rows:
        told.append(f"{row.source}\t{row.reason}")
        if row.record:
            kept.setdefault(_file(row.source), []).append(row.record)
    files = list(_files(kept, headed))
    reasons = File(LIST, "".join(f"{line}\n" for line in told).encode())
    if not files:
        return reasons
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (*files, reasons):
            archive.writestr(file.name, file.content)
    return File("refused.zip", packed.getvalue())


def _files(kept: Mapping[str, list[str]], headed: Mapping[str, str]) -> Iterator[File]:
    for number, (name, records) in enumerate(kept.items(), 1):
        lines = [headed[name], *records] if name in headed else records
        suffix = "csv" if name in headed else "jsonl"
        plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in name.rpartition(".")[0])
        content = "".join(f"{line}\n" for line in lines).encode()
        yield File(f"{number}-{plain[-80:] or 'file'}-refused.{suffix}", content)


def _file(source: str) -> str:
    """The file that a row stood in: "e.csv" of "e.csv row 7"."""
    for word in (" line ", " row "):
        name, found, number = source.rpartition(word)
        if found and number.isdigit():
            return name
    return source
