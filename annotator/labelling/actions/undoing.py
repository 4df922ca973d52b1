"""Undo and redo, read off the journal: each is a new event."""

from sqlalchemy.orm import Session

from annotator.errors import Conflict
from annotator.journal import queries as journal
from annotator.journal.actions import record
from annotator.journal.history import stacks
from annotator.journal.queries import Recorded
from annotator.labelling import queries
from annotator.labelling.actions.acts import Act, ask_again, clear_look, require_open, written
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
    event = _newest(session, desk, both.undoable if verb == "undo" else both.redoable)
    if event is None:
        return None
    target = event.before if verb == "undo" else event.after
    if event.subject == "sentence":
        unit = queries.unit(session, desk, event.subject_id)
        wanted = Mark.from_json(target)
        current = queries.mark(session, desk, unit.id)
        apply_mark(session, desk, unit, current, wanted)
        if verb == "undo":
            ask_again(session, event.id)
        else:
            clear_look(session, desk, unit.id, event.id)
        outcome = Outcome(unit.id, wanted, queries.look(session, desk, unit.id))
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


def _newest(session: Session, desk: Desk, stack: tuple[int, ...]) -> Recorded | None:
    """The act to take back or do again; not one on a sentence that a repair took away."""
    for number in reversed(stack):
        event = journal.recorded(session, number)
        if event.subject == "sentence" and _is_gone(session, desk, event.subject_id):
            continue
        return event
    return None


def _is_gone(session: Session, desk: Desk, sentence_id: int) -> bool:
    try:
        queries.unit(session, desk, sentence_id)
    except Conflict:
        return True
    return False
