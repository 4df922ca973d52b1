"""One act of an annotator: its name, its place among the person's acts, its line in the journal."""

from dataclasses import dataclass
from typing import Any

from annotator import clock
from annotator.errors import Conflict
from annotator.journal.actions import Change
from annotator.labelling.kinds import State
from annotator.labelling.queries import Desk


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
