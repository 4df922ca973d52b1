"""Handing out articles, submitting them and opening them again."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.codebook import queries as codebook
from annotator.db import table
from annotator.errors import Conflict
from annotator.journal import queries as journal
from annotator.journal.actions import Change, record
from annotator.labelling import queries
from annotator.labelling.actions.acts import Act, clear_look, written
from annotator.labelling.kinds import Look, Origin, Rank, State
from annotator.labelling.marks import Mark
from annotator.labelling.models import Assignment, Rating, Submission, SubmittedPhrase
from annotator.labelling.queries import Desk

_assignment, _submission = table(Assignment), table(Submission)
_rating, _submitted_phrase = table(Rating), table(SubmittedPhrase)


def take_next(session: Session, project_id: int, participant_id: int, overlap: int) -> int | None:
    """The article to label now: the one begun, else a new one; None when all is done."""
    begun = queries.open_assignment(session, project_id, participant_id)
    if begun is not None:
        return begun
    article_id = queries.next_article(session, project_id, participant_id, overlap)
    if article_id is None:
        return None
    return assign(session, project_id, participant_id, article_id)


def assign(session: Session, project_id: int, participant_id: int, article_id: int) -> int:
    """Hand an article to a person."""
    number = session.execute(
        sa.insert(_assignment)
        .values(
            project_id=project_id,
            article_id=article_id,
            participant_id=participant_id,
            state=State.OPEN,
            opened_at=clock.now(),
        )
        .returning(_assignment.c.id)
    ).scalar_one()
    who = {"article": article_id, "participant": participant_id}
    record(session, Change("assign", "assignment", number, project_id=project_id, after=who))
    return int(number)


def submit(session: Session, desk: Desk, act: Act, told: int) -> int:
    """Write the immutable ratings of a finished article.

    Every eligible sentence gets one main rating; the unlabelled ones an implied none, of which the
    person was told. One that was split under its label, and not looked at since, is still rated as
    part of the whole. Returns how many are unlabelled; raises Conflict when they were told another
    number.
    """
    marks = queries.marks(session, desk)
    eligible = [unit.id for unit in queries.units(session, desk) if unit.is_eligible]
    unlabelled = [number for number in eligible if marks.get(number, Mark()).main is None]
    if desk.state != State.OPEN or journal.is_recorded(session, act.op_id, desk.assignment_id):
        return len(unlabelled)
    if len(unlabelled) != told:
        raise Conflict(f"{len(unlabelled)} sentences have no label, not {told}. Look once more.")
    number = queries.submissions(session, desk) + 1
    submission_id = _submission_row(session, desk, number)
    none = codebook.scheme(session, desk.project_id).none.number
    looks = queries.looks(session, desk)
    owned: dict[str, Any] = {"project_id": desk.project_id, "submission_id": submission_id}
    ratings = [
        owned | row
        for sentence_id in eligible
        for row in _ratings(
            sentence_id, marks.get(sentence_id, Mark()), none, looks.get(sentence_id)
        )
    ]
    if ratings:
        session.execute(sa.insert(_rating), ratings)
    phrases = [
        owned | {"label": phrase.label, "start": phrase.start, "end": phrase.end}
        for phrase in queries.phrases(session, desk)
    ]
    if phrases:
        session.execute(sa.insert(_submitted_phrase), phrases)
    _set_state(session, desk, State.SUBMITTED, clock.now())
    done = {"verb": "submit", "subject": "assignment", "subject_id": desk.assignment_id}
    event = record(session, written(desk, act, **done, after={"submission": number}))
    for sentence_id, look in looks.items():
        if look is Look.QUESTION:  # They were told that it counts as none.
            clear_look(session, desk, sentence_id, event)
    return len(unlabelled)


def reopen(session: Session, desk: Desk, act: Act) -> None:
    """Open a submitted article again; what was submitted stays as it is."""
    if desk.state == State.OPEN:
        return
    _set_state(session, desk, State.OPEN, None)
    opened = {"verb": "reopen", "subject": "assignment", "subject_id": desk.assignment_id}
    record(session, written(desk, act, **opened))


def _submission_row(session: Session, desk: Desk, number: int) -> int:
    return int(
        session.execute(
            sa.insert(_submission)
            .values(
                project_id=desk.project_id,
                assignment_id=desk.assignment_id,
                number=number,
                codebook_version_id=codebook.guidelines(session, desk.project_id).version_id,
                submitted_at=clock.now(),
            )
            .returning(_submission.c.id)
        ).scalar_one()
    )


def _ratings(sentence_id: int, mark: Mark, none: int, look: Look | None) -> list[dict[str, Any]]:
    """The rows of one sentence: its main label, given or implied, and the also labels."""
    implied = mark.main is None
    given = Origin.PART if look is Look.SPLIT else Origin.EXPLICIT
    said: dict[str, Any] = {
        "sentence_id": sentence_id,
        "origin": Origin.IMPLIED if implied else given,
        "sure": mark.sure,
        "note": "",
    }
    main: dict[str, Any] = {
        "label": none if implied else mark.main,
        "rank": Rank.MAIN,
        "note": mark.note,
    }
    also: list[dict[str, Any]] = [{"label": label, "rank": Rank.ALSO} for label in mark.also]
    return [said | row for row in (main, *also)]


def _set_state(session: Session, desk: Desk, state: State, submitted_at: int | None) -> None:
    session.execute(
        sa.update(_assignment)
        .where(_assignment.c.id == desk.assignment_id)
        .values(state=state, submitted_at=submitted_at)
    )
