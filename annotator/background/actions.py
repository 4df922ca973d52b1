"""Giving, changing and deleting one's background; the journal says that, never what."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.background import answers, queries
from annotator.db import table
from annotator.errors import Invalid
from annotator.journal.actions import Change, record
from annotator.projects.models import Background

_background = table(Background)


def give(
    session: Session,
    user_id: int,
    participant_id: int,
    given: answers.Background,
    *,
    consented: bool,
) -> None:
    """Keep a person's answers in place of earlier ones, if they agree to it."""
    if not consented:
        raise Invalid("Tick the box if you agree; without it nothing is kept.")
    part = queries.own(session, user_id, participant_id)
    kept = answers.checked(given)
    _forget(session, part)
    session.execute(
        sa.insert(_background).values(
            participant_id=part.participant_id,
            project_id=part.project_id,
            self_placement=kept.self_placement,
            languages=kept.languages,
            profession=kept.profession,
            consented_at=clock.now(),
        )
    )
    _note(session, part, user_id, "change" if part.given else "give")


def delete(session: Session, user_id: int, participant_id: int) -> None:
    """Forget a person's answers; that they were given is all that is left."""
    part = queries.own(session, user_id, participant_id)
    if part.given:
        _forget(session, part)
        _note(session, part, user_id, "delete")


def _forget(session: Session, part: queries.Own) -> None:
    session.execute(
        sa.delete(_background).where(_background.c.participant_id == part.participant_id)
    )


def _note(session: Session, part: queries.Own, user_id: int, verb: str) -> None:
    change = Change(
        verb,
        "background",
        part.participant_id,
        project_id=part.project_id,
        actor_id=user_id,
    )
    record(session, change)
