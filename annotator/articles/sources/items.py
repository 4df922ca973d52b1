"""What comes out of a source file: an article, or what could not be taken and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.articles.understanding import Understood


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of a file before it is read.

    `meaning` gives columns of .jsonl and .csv files their meaning, one of `columns.MEANINGS`, or ""
    for a column that is not to be read; the meanings of others are guessed from their names.
    """

    language: str | None = None
    meaning: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it stood: "a.html", "b.zip/c.txt", "d.jsonl line 12", "e.csv row 7".

    `raw` are the bytes that it was read from, a row's own for files of many articles.
    """

    source: str
    raw: bytes
    understood: Understood
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be taken, and a sentence that says why and what to do.

    `record` is the row as it stands in its file, so that it can be mended; "" for whole files.
    """

    source: str
    reason: str
    record: str = ""


Item = Found | Failed
