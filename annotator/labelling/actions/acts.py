"""One act of an annotator: its name, its place among the person's acts, its line in the journal."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import table
from annotator.errors import Conflict
from annotator.journal.actions import Change
from annotator.labelling.kinds import State
from annotator.labelling.models import SecondLook
from annotator.labelling.queries import Desk

_look = table(SecondLook)

# Every save runs this, so it is built once.
_CLEAR = (
    sa.update(_look)
    .where(
        _look.c.assignment_id == sa.bindparam("of_assignment"),
        _look.c.sentence_id == sa.bindparam("of_sentence"),
        _look.c.cleared_by.is_(None),
    )
    .values(cleared_by=sa.bindparam("event", type_=sa.BigInteger))
)


@dataclass(frozen=True, slots=True)
class Act:
    """Which act this is: its unique name, and its number among the person's own acts."""

    op_id: str
    sequence: int | None = None


def require_open(desk: Desk) -> None:
    """Raise Conflict when the article was submitted."""
    if desk.state != State.OPEN:
        raise Conflict("This article was submitted. Reopen it to change your labels.")


def written(desk: Desk, act: Act, **what: Any) -> Change:
    """An act as the journal takes it down."""
    # A device whose clock is ahead must not outrank the others for as long as it is.
    now = clock.now()
    return Change(
        project_id=desk.project_id,
        actor_id=desk.user_id,
        assignment_id=desk.assignment_id,
        sequence=now if act.sequence is None else min(act.sequence, now),
        op_id=act.op_id,
        **what,
    )


def clear_look(session: Session, desk: Desk, sentence_id: int, event: int) -> None:
    """Note that this act looked at a sentence again that a repair had changed."""
    where = {"of_assignment": desk.assignment_id, "of_sentence": sentence_id}
    session.execute(_CLEAR, where | {"event": event})


def ask_again(session: Session, event: int) -> None:
    """Ask again for the look that an act was, because it was taken back."""
    session.execute(sa.update(_look).where(_look.c.cleared_by == event).values(cleared_by=None))
