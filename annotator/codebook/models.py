"""Tables of the label scheme and of the guidelines as published."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from annotator import columns


class CodebookVersion(SQLModel, table=True):
    """Guidelines and scheme as published; never changed afterwards."""

    __tablename__ = "codebook_version"
    __table_args__ = columns.strict(sa.UniqueConstraint("project_id", "number"))

    id: int | None = columns.key()
    project_id: int = columns.refers("project.id")
    number: int
    markdown: str
    scheme: list[dict[str, Any]] = columns.json()
    published_at: int = columns.moment()


class Label(SQLModel, table=True):
    """One label of a project's scheme, named by a small number that stays."""

    __tablename__ = "label"
    __table_args__ = columns.strict(
        sa.UniqueConstraint("project_id", "key"),
        sa.CheckConstraint("number BETWEEN 0 AND 999", name="number"),
        sa.CheckConstraint("hue BETWEEN 0 AND 9", name="hue"),
        sa.CheckConstraint("for_sentences IN (0, 1)", name="for_sentences"),
        sa.CheckConstraint("for_phrases IN (0, 1)", name="for_phrases"),
        sa.CheckConstraint("is_none IN (0, 1)", name="is_none"),
        sa.Index(
            "uq_label_none",
            "project_id",
            unique=True,
            sqlite_where=sa.text("is_none = 1"),
            postgresql_where=sa.text("is_none = 1"),
        ),
    )

    project_id: int = columns.refers("project.id", primary_key=True)
    number: int = Field(primary_key=True)
    key: str
    name: str
    description: str
    letter: str
    shortcut: str
    hue: int
    position: int
    for_sentences: bool = Field(sa_type=sa.Integer)
    for_phrases: bool = Field(sa_type=sa.Integer)
    is_none: bool = Field(sa_type=sa.Integer)
    retired_at: int | None = columns.moment()
