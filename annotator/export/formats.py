"""The formats that data leave in, and their way into bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotator import clock
from annotator.export.records import ArticleRecord, DatasetHeader
from annotator.export.writers import csv_long, jsonl

# Lines are gathered into blocks of this size: a server and a disk take few large pieces best.
BLOCK = 65_536

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, which ends its files' names too, and its writer."""

    name: str
    content_type: str
    write: Callable[[DatasetHeader, Iterable[ArticleRecord]], Iterator[str]]
    broken_off: str
    """The last line of a download that an error ended: nobody takes it for data."""

    def file_name(self, slug: str, at: int) -> str:
        """What a file exported at that moment is called."""
        return f"{slug}-{clock.moment(at):%Y-%m-%d}.{self.name}"


JSONL = Format(
    "jsonl",
    "application/jsonl; charset=utf-8",
    jsonl.write,
    '{"type":"incomplete","reason":"An error ended the export here."}\n',
)
CSV = Format(
    "csv",
    "text/csv; charset=utf-8; header=present",
    csv_long.write,
    "INCOMPLETE: an error ended the export here.\r\n",
)
FORMATS = {one.name: one for one in (JSONL, CSV)}


def blocks(lines: Iterable[str], *, mark: bool = False) -> Iterator[bytes]:
    """The lines as UTF-8 in large pieces, after a byte order mark if one is asked for."""
    gathered = [BYTE_ORDER_MARK] if mark else []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= BLOCK:
            yield "".join(gathered).encode()
            gathered, size = [], 0
    if gathered:
        yield "".join(gathered).encode()
