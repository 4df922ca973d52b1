"""Reads of what participants said of themselves: one's own, or everybody's without their names."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.background import answers
from annotator.db import table
from annotator.errors import NotFound
from annotator.projects.models import Background, Participant, Project

_background, _participant, _project = table(Background), table(Participant), table(Project)


@dataclass(frozen=True, slots=True)
class Own:
    """A person's own part in a project, with their answers if they gave any."""

    participant_id: int
    project_id: int
    project: str
    given: answers.Background | None


def own(session: Session, user_id: int, participant_id: int) -> Own:
    """A part that this very person has in a project, also one that they left."""
    row = session.execute(
        sa.select(
            _participant.c.id,
            _participant.c.project_id,
            _project.c.name,
            _background.c.consented_at,
            _background.c.self_placement,
            _background.c.languages,
            _background.c.profession,
        )
        .join(_project, _project.c.id == _participant.c.project_id)
        .outerjoin(_background, _background.c.participant_id == _participant.c.id)
        .where(_participant.c.id == participant_id, _participant.c.user_id == user_id)
    ).first()
    if row is None:
        raise NotFound("You have no such part in a project.")
    given = None if row.consented_at is None else answers.Background(*row[4:])
    return Own(*row[:3], given)


def everybodys(session: Session, project_id: int) -> list[answers.Background]:
    """All answers of a project, in no order that says whose they are."""
    columns = (_background.c.self_placement, _background.c.languages, _background.c.profession)
    rows = session.execute(
        sa.select(*columns).where(_background.c.project_id == project_id).order_by(*columns)
    )
    return [answers.Background(*row) for row in rows]


def given(session: Session, user_id: int) -> frozenset[int]:
    """The parts of a person for which they gave their background."""
    rows = session.execute(
        sa.select(_background.c.participant_id)
        .join(_participant, _participant.c.id == _background.c.participant_id)
        .where(_participant.c.user_id == user_id)
    )
    return frozenset(rows.scalars())
