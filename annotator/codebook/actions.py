"""Writes to a project's codebook."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.codebook.models import CodebookVersion, Label
from annotator.codebook.scheme import DEFAULT_SCHEME, LabelSpec, default_guidelines
from annotator.db import table

_label, _version = table(Label), table(CodebookVersion)


def publish_default(session: Session, project_id: int) -> None:
    """Give a new project the default codebook as its version 1."""
    publish(session, project_id, DEFAULT_SCHEME, default_guidelines())


def publish(session: Session, project_id: int, scheme: Sequence[LabelSpec], markdown: str) -> None:
    """Publish a first scheme and guidelines for a project that has none."""
    session.execute(
        sa.insert(_version).values(
            project_id=project_id,
            number=1,
            markdown=markdown,
            scheme=[label.snapshot() for label in scheme],
            published_at=clock.now(),
        )
    )
    session.execute(
        sa.insert(_label),
        [
            {
                "project_id": project_id,
                "position": position,
                "for_sentences": 1,
                **{name: _stored(value) for name, value in label.snapshot().items()},
            }
            for position, label in enumerate(scheme)
        ],
    )


def _stored(value: object) -> object:
    return int(value) if isinstance(value, bool) else value
