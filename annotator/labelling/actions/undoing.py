"""Undo and redo, read off the journal: each is a new event."""

from sqlalchemy.orm import Session

from annotator.journal import queries as journal
from annotator.journal.actions import record
from annotator.journal.history import stacks
from annotator.labelling import queries
from annotator.labelling.actions.acts import Act, require_open, written
from annotator.labelling.actions.spans import Outcome, apply_mark, set_live
from annotator.labelling.marks import Mark, Phrase
from annotator.labelling.queries import Desk


def undo(session: Session, desk: Desk, act: Act) -> Outcome | None:
    """Take back the newest act since the last submission; None when there is nothing left."""
    return _step(session, desk, act, "undo")


def redo(session: Session, desk: Desk, act: Act) -> Outcome | None:
    """Do again what was taken back last; None when there is nothing."""
    return _step(session, desk, act, "redo")


def _step(session: Session, desk: Desk, act: Act, verb: str) -> Outcome | None:
    require_open(desk)
    if journal.is_recorded(session, act.op_id, desk.assignment_id):
        return None
    both = stacks(journal.entries(session, desk.project_id, desk.assignment_id))
    stack = both.undoable if verb == "undo" else both.redoable
    if not stack:
        return None
    event = journal.recorded(session, stack[-1])
    target = event.before if verb == "undo" else event.after
    if event.subject == "sentence":
        unit = queries.unit(session, desk, event.subject_id)
        wanted = Mark.from_json(target)
        current = queries.mark(session, desk, unit.id)
        apply_mark(session, desk, unit, current, wanted)
        outcome = Outcome(unit.id, wanted)
    else:
        set_live(session, event.subject_id, live=target is not None)
        phrase = Phrase(**(event.before or event.after))
        outcome = Outcome(ref=phrase.ref, phrase=phrase if target is not None else None)
    change = written(
        desk,
        act,
        verb=verb,
        subject=event.subject,
        subject_id=event.subject_id,
        before=event.after if verb == "undo" else event.before,
        after=target,
        undoes=event.id,
    )
    record(session, change)
    return outcome
