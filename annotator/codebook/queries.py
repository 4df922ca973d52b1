"""Reads of a project's label scheme and guidelines."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.codebook.models import CodebookVersion, Label
from annotator.db import table

_label, _version = table(Label), table(CodebookVersion)

# Every save runs these, so they are built once.
_LABELS = (
    sa.select(
        _label.c.number,
        _label.c.key,
        _label.c.name,
        _label.c.letter,
        _label.c.shortcut,
        _label.c.hue,
        _label.c.description,
        _label.c.for_sentences,
        _label.c.for_phrases,
        _label.c.is_none,
        _label.c.retired_at,
    )
    .where(_label.c.project_id == sa.bindparam("project_id"))
    .order_by(_label.c.position)
)
_NEWEST = (
    sa.select(_version.c.id, _version.c.number, _version.c.markdown, _version.c.published_at)
    .where(_version.c.project_id == sa.bindparam("project_id"))
    .order_by(_version.c.number.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class LabelView:
    """One label as pages show it: always a letter beside its hue."""

    number: int
    key: str
    name: str
    letter: str
    shortcut: str
    hue: int
    description: str
    for_sentences: bool
    for_phrases: bool
    is_none: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """A project's labels in their order, retired ones apart."""

    labels: tuple[LabelView, ...]
    retired: tuple[LabelView, ...]

    @property
    def none(self) -> LabelView:
        """The label that says: seen, nothing here."""
        return next(label for label in self.labels if label.is_none)

    def by_number(self) -> dict[int, LabelView]:
        """All labels, retired ones included, by their number."""
        return {label.number: label for label in (*self.labels, *self.retired)}


@dataclass(frozen=True, slots=True)
class Guidelines:
    """A published codebook."""

    version_id: int
    number: int
    markdown: str
    published_at: int


def scheme(session: Session, project_id: int) -> Scheme:
    """The project's label scheme."""
    rows = session.execute(_LABELS, {"project_id": project_id}).all()
    views = [(LabelView(*row[:7], *map(bool, row[7:10])), row.retired_at) for row in rows]
    return Scheme(
        labels=tuple(view for view, retired in views if retired is None),
        retired=tuple(view for view, retired in views if retired is not None),
    )


def guidelines(session: Session, project_id: int) -> Guidelines:
    """The newest published codebook of a project."""
    return Guidelines(*session.execute(_NEWEST, {"project_id": project_id}).one())
