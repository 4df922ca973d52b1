"""What the pages of an import of many files receive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.duplicates import pages as duplicates
from annotator.articles.sources import Column
from annotator.articles.sources.columns import MEANINGS, fingerprint

SHOWN = 50
"""Rows of a table on one page."""

ARTICLES, REFUSED = "articles", "refused"

MEANING_NAMES = {
    "text": "Text of the article",
    "title": "Title",
    "outlet": "Outlet",
    "byline": "Byline",
    "url": "Address",
    "date": "Date of publication",
    "language": "Language",
    "external_id": "Your own name for it",
    "text_licence": "Licence of the text",
}
CHOICES = (("", "Not used"), *((meaning, MEANING_NAMES[meaning]) for meaning in MEANINGS))


@dataclass(frozen=True, slots=True)
class GonePage:
    """What is not there any more, why, and the import that it was in if that is still there."""

    what: str
    sentence: str
    batch_id: int | None = None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One article of an import, with what it shares with others."""

    article: queries.ImportedRow
    links: duplicates.Links


@dataclass(frozen=True, slots=True)
class BatchPage:
    """An import of many: how far its reading is, what was taken and what was refused."""

    batch: queries.Import
    articles: int
    refused: int
    show: str
    rows: tuple[BatchRow, ...]
    refused_rows: tuple[queries.RefusedRow, ...]
    next_after: int | None
    is_first: bool
    error: str = ""

    @property
    def is_at_work(self) -> bool:
        """Whether its files are being read."""
        return self.batch.job is not None and not self.batch.job.is_over

    @property
    def can_be_saved(self) -> bool:
        """Whether it can be made live."""
        return not self.batch.is_live and self.batch.is_read and self.articles > 0


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column, the name of its field in the form, and the meaning that is chosen."""

    field: str
    column: Column
    meaning: str


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Files with the same columns; `is_remembered` if they were given a meaning before."""

    columns_hash: str
    files: tuple[str, ...]
    columns: tuple[ColumnChoice, ...]
    is_remembered: bool


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """Which column means what, asked before the files are read."""

    batch: queries.Import
    tables: tuple[TableChoice, ...]
    language: str = ""
    error: str = ""
    choices: tuple[tuple[str, str], ...] = CHOICES


def batch_page(
    session: Session, project_id: int, batch_id: int, show: str, after: int
) -> BatchPage:
    """Gather one page of what an import took, or of what it refused."""
    batch = queries.import_(session, project_id, batch_id)
    rows: list[queries.ImportedRow] = []
    refused: list[queries.RefusedRow] = []
    if show == REFUSED:
        refused = queries.refused(session, project_id, batch_id, after=after - 1, limit=SHOWN + 1)
        next_after = refused[SHOWN].position if len(refused) > SHOWN else None
    else:
        rows = queries.imported(session, project_id, batch_id, after=after, limit=SHOWN + 1)
        next_after = rows[SHOWN - 1].id if len(rows) > SHOWN else None
    links = duplicates.of_articles(session, project_id, [row.id for row in rows[:SHOWN]])
    return BatchPage(
        batch=batch,
        articles=queries.article_count(session, project_id, batch_id),
        refused=queries.refused_count(session, project_id, batch_id),
        show=REFUSED if show == REFUSED else ARTICLES,
        rows=tuple(BatchRow(row, links[row.id]) for row in rows[:SHOWN]),
        refused_rows=tuple(refused[:SHOWN]),
        next_after=next_after,
        is_first=after == 0,
    )


def columns_page(
    session: Session, project_id: int, batch_id: int, tables: Sequence[tuple[str, Sequence[Column]]]
) -> ColumnsPage:
    """Gather the columns of an import's files, by name and columns, as remembered or guessed."""
    batch = queries.open_import(session, project_id, batch_id)
    files: dict[str, list[str]] = {}
    columns: dict[str, Sequence[Column]] = {}
    for name, found in tables:
        columns_hash = fingerprint(column.name for column in found)
        files.setdefault(columns_hash, []).append(name)
        columns.setdefault(columns_hash, found)
    return ColumnsPage(
        batch,
        tuple(
            _table(number, columns_hash, (files[columns_hash], found), remembered)
            for number, (columns_hash, found) in enumerate(columns.items())
            for remembered in [queries.mapping(session, project_id, columns_hash)]
        ),
    )


def _table(
    number: int,
    columns_hash: str,
    found: tuple[Sequence[str], Sequence[Column]],
    remembered: Mapping[str, str] | None,
) -> TableChoice:
    files, columns = found
    return TableChoice(
        columns_hash,
        tuple(files),
        tuple(
            ColumnChoice(
                f"meaning-{number}-{place}",
                column,
                column.meaning if remembered is None else remembered.get(column.name, ""),
            )
            for place, column in enumerate(columns)
        ),
        remembered is not None,
    )
