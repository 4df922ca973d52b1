"""What the export page receives."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from annotator import clock
from annotator.export import queries
from annotator.export.formats import CSV, JSONL
from annotator.export.records import DatasetHeader, PurgedRecord
from annotator.export.writers import csv_long

PREVIEW_ROWS = 6
# The other columns say the same in each of the first rows, or are long.
PREVIEW_COLUMNS = ("sentence", "annotator", "label", "origin", "also", "sure", "gold_label")


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of the CSV, some of their columns."""

    columns: tuple[str, ...]
    all_columns: int
    rows: tuple[tuple[str, ...], ...]
    language: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What can be taken away; without a preview, nothing was submitted yet."""

    counts: queries.Counts
    purged: PurgedRecord
    jsonl_name: str
    csv_name: str
    preview: Preview | None


def export_page(session: Session, project_id: int, slug: str) -> ExportPage:
    """Gather the export page."""
    now = clock.now()
    header = queries.header(session, project_id, now)
    return ExportPage(
        counts=queries.counts(session, project_id),
        purged=header.purged,
        jsonl_name=JSONL.file_name(slug, now),
        csv_name=CSV.file_name(slug, now),
        preview=_preview(session, project_id, header),
    )


def _preview(session: Session, project_id: int, header: DatasetHeader) -> Preview | None:
    article = queries.rated_article(session, project_id)
    if article is None:
        return None
    lines = csv_long.write(header, [article])
    text = "".join(islice(lines, 1 + PREVIEW_ROWS))
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return Preview(
        columns=PREVIEW_COLUMNS,
        all_columns=len(csv_long.COLUMNS + csv_long.GOLD_COLUMNS),
        rows=tuple(tuple(row[column] for column in PREVIEW_COLUMNS) for row in rows),
        language=article.language,
    )
