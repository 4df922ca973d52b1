"""A few articles at a time: what a fixed number of queries fetch together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.codebook import queries as codebook
from annotator.codebook.models import CodebookVersion
from annotator.db import table

_version = table(CodebookVersion)


@dataclass(frozen=True, slots=True)
class Codes:
    """What the numbers in a project's rows stand for: label keys, codebook version numbers."""

    labels: dict[int, str]
    versions: dict[int, int]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles of a project on one snapshot."""

    session: Session
    project_id: int
    ids: tuple[int, ...]
    codes: Codes

    def rows(self, statement: sa.Select[Any], ids: Iterable[int]) -> Iterable[Any]:
        """The rows of a statement that is limited with `among`, for these numbers."""
        return self.session.execute(
            statement, {"project_id": self.project_id, "numbers": tuple(ids)}
        )


def codes(session: Session, project_id: int) -> Codes:
    """The project's codes."""
    versions = session.execute(
        sa.select(_version.c.id, _version.c.number).where(_version.c.project_id == project_id)
    )
    labels = codebook.scheme(session, project_id).by_number()
    return Codes(
        {number: label.key for number, label in labels.items()},
        {row.id: row.number for row in versions},
    )


def among(
    column: sa.ColumnElement[int], project: sa.ColumnElement[int] | None = None
) -> sa.ColumnElement[bool]:
    """Limits a statement to rows with one of the numbers asked for, and to the project.

    The numbers are those of the project's own rows, so the second limit only helps where an index
    begins with it. Joins to the article instead would let the database scan the whole project.
    """
    numbers: sa.BindParameter[int] = sa.bindparam("numbers", expanding=True)
    if project is None:
        return column.in_(numbers)
    return sa.and_(project == sa.bindparam("project_id", type_=sa.BigInteger), column.in_(numbers))
