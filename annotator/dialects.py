"""What SQLite and PostgreSQL say differently, both bodies side by side."""

from collections.abc import Sequence
from typing import Protocol

import sqlalchemy as sa

# Where a table keeps the statements of its full-text index, by dialect.
FULL_TEXT = "full_text"

# What the keys of matching rows are called in a selection of them.
KEY = "found"

# PostgreSQL's configuration that takes words as they are.
_WHOLE = "'simple'::regconfig"


class Term(Protocol):
    """Words that stand next to each other; the last one may go on unless it is exact.

    The words are folded: letters and digits alone, so that no dialect reads syntax in them.
    """

    @property
    def words(self) -> tuple[str, ...]:
        """At least one."""

    @property
    def is_exact(self) -> bool:
        """Whether the last word ends where it ends."""


def full_text(table: str, key: str, columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The statements that make a full-text index over folded words, by dialect.

    SQLite: FTS5 over the table's own columns (external content, so that the words are stored once)
    and triggers that keep it in step. The words come folded, one space between two: FTS5's ascii
    tokenizer takes them as they are, the same in every version of SQLite. The project's number is
    a column of the index, so that a word common in another project costs nothing here.
    """
    index, owner = f"{table}_search", "project_id"
    names = ", ".join((owner, *columns))
    old, new = (
        ", ".join(f"{side}.{name}" for name in (owner, *columns)) for side in ("old", "new")
    )
    into = f"INSERT INTO {index}"
    add = f"{into}(rowid, {names}) VALUES (new.{key}, {new});"
    drop = f"{into}({index}, rowid, {names}) VALUES ('delete', old.{key}, {old});"
    changed = f"{', '.join(columns)} ON {table}"
    options = f"content='{table}', content_rowid='{key}', tokenize='ascii', prefix='3'"
    return {
        "sqlite": (
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, {options})",
            f"CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN {add} END",
            f"CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN {drop} END",
            f"CREATE TRIGGER {table}_updated AFTER UPDATE OF {changed} BEGIN {drop} {add} END",
        ),
        "postgresql": (
            f"CREATE INDEX ix_{index} ON {table} USING gin ({_vector(table, columns)})",
        ),
    }


def matching(
    dialect: str, table: sa.Table, key: str, project_id: int, terms: Sequence[Term]
) -> sa.Select[tuple[int]]:
    """The keys of a project's rows that hold all terms."""
    if dialect == "sqlite":
        return _fts5(table, project_id, terms)
    return _tsquery(table, key, project_id, terms)


def forget_for_good(dialect: str, table: str) -> str | None:
    """The statement after which deleted words are in no segment of the index any more.

    FTS5 only notes beside a word that its row is gone, until segments are merged. PostgreSQL's
    vacuum takes the words of dead rows out by itself.
    """
    index = f"{table}_search"
    merge = f"INSERT INTO {index}({index}) VALUES ('optimize')"  # noqa: S608  # our own name
    return merge if dialect == "sqlite" else None


def _fts5(table: sa.Table, project_id: int, terms: Sequence[Term]) -> sa.Select[tuple[int]]:
    index = sa.table(f"{table.name}_search", sa.column("rowid", sa.BigInteger))
    words = " ".join(name for name in _columns(table))
    wanted = " AND ".join(
        f'"{" ".join(term.words)}"' + ("" if term.is_exact else " *") for term in terms
    )
    typed = f'project_id : "{project_id}" AND {{{words}}} : ({wanted})'
    match = sa.literal_column(index.name).op("MATCH", is_comparison=True)(typed)
    return sa.select(index.c.rowid.label(KEY)).where(match)


def _tsquery(
    table: sa.Table, key: str, project_id: int, terms: Sequence[Term]
) -> sa.Select[tuple[int]]:
    wanted = " & ".join(
        "(" + " <-> ".join(term.words) + ("" if term.is_exact else ":*") + ")" for term in terms
    )
    vector: sa.ColumnElement[str] = sa.literal_column(_vector(table.name, _columns(table)))
    match = vector.op("@@", is_comparison=True)(
        sa.func.to_tsquery(sa.literal_column(_WHOLE), wanted)
    )
    return sa.select(table.c[key].label(KEY)).where(table.c.project_id == project_id, match)


def _columns(table: sa.Table) -> tuple[str, ...]:
    found: tuple[str, ...] = table.info["searched"]
    return found


def _vector(table: str, columns: tuple[str, ...]) -> str:
    both = " || ' ' || ".join(f"{table}.{name}" for name in columns)
    return f"to_tsvector({_WHOLE}, {both})"
