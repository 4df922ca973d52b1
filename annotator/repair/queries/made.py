"""The repairs of an article, and whether one can still be undone."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.accounts.models import User
from annotator.articles.models import Repair, Sentence
from annotator.db import table
from annotator.errors import NotFound
from annotator.journal import queries as journal
from annotator.journal.models import Event
from annotator.labelling.models import Assignment, Rating
from annotator.review.models import Decision

_repair, _sentence, _user = table(Repair), table(Sentence), table(User)
_event, _assignment, _rating = table(Event), table(Assignment), table(Rating)
_decision = table(Decision)


@dataclass(frozen=True, slots=True)
class Made:
    """A repair of an article."""

    id: int
    kind: str
    by: str
    made_at: int
    undone_at: int | None


@dataclass(frozen=True, slots=True)
class Traces:
    """What an undo needs to know of a repair."""

    repair_id: int
    article_id: int
    made_at: int
    undone_at: int | None
    event_id: int
    old: tuple[int, ...]
    new: tuple[int, ...]
    """The sentences that it made, in reading order."""
    position: int
    """Where the first of them stands now."""
    is_rebuilt: bool
    """Whether a later repair changed the sentences that it made."""


def made(session: Session, project_id: int, article_id: int) -> list[Made]:
    """The article's repairs, the newest first."""
    rows = session.execute(
        sa.select(
            _repair.c.id,
            _repair.c.kind,
            _user.c.display_name,
            _repair.c.made_at,
            _repair.c.undone_at,
        )
        .join(_user, _user.c.id == _repair.c.made_by)
        .where(_repair.c.project_id == project_id, _repair.c.article_id == article_id)
        .order_by(_repair.c.id.desc())
    )
    return [Made(*row) for row in rows]


def traces(session: Session, project_id: int, article_id: int, repair_id: int) -> Traces:
    """One repair of the article, with the sentences that it retired and made."""
    row = session.execute(
        sa.select(_repair.c.made_at, _repair.c.undone_at, _repair.c.event_id).where(
            _repair.c.project_id == project_id,
            _repair.c.article_id == article_id,
            _repair.c.id == repair_id,
        )
    ).first()
    if row is None:
        raise NotFound("There is no such repair of this article.")
    sentences = session.execute(
        sa.select(_sentence.c.id, _sentence.c.made_by, _sentence.c.retired_by, _sentence.c.position)
        .where(
            _sentence.c.article_id == article_id,
            sa.or_(_sentence.c.made_by == repair_id, _sentence.c.retired_by == repair_id),
        )
        .order_by(_sentence.c.start)
    ).all()
    new = [one for one in sentences if one.made_by == repair_id]
    return Traces(
        repair_id,
        article_id,
        *row,
        old=tuple(one.id for one in sentences if one.made_by != repair_id),
        new=tuple(one.id for one in new),
        position=min((one.position for one in new), default=0),
        is_rebuilt=any(one.retired_by is not None for one in new),
    )


def why_it_stays(session: Session, project_id: int, repair: Traces) -> str:
    """The sentence that says why a repair cannot be undone; empty when it can."""
    if repair.undone_at is not None:
        return "This repair is undone already."
    if repair.is_rebuilt:
        return (
            "A later repair changed what this one made, so it was not undone. "
            "Undo the later one first."
        )
    if _is_labelled(session, project_id, repair):
        return (
            "Somebody has labelled or submitted these sentences since, so the repair was not "
            "undone: their work rests on it. Repair the sentences once more instead."
        )
    if _is_decided(session, project_id, repair):
        return (
            "A lead has decided on these sentences since, so the repair was not undone: the "
            "decision rests on it. Repair the sentences once more instead."
        )
    return ""


def _is_labelled(session: Session, project_id: int, repair: Traces) -> bool:
    """Whether somebody labelled, confirmed or submitted sentences that the repair made.

    A submission of before has answers for the retired sentences too.
    """
    copies = sa.select(_assignment.c.id).where(
        _assignment.c.project_id == project_id, _assignment.c.article_id == repair.article_id
    )
    acts = sa.select(_event.c.id).where(
        _event.c.project_id == project_id,
        _event.c.assignment_id.in_(copies),
        _event.c.subject == "sentence",
        _event.c.subject_id.in_(repair.new),
    )
    submitted = _answered(project_id, repair.new).except_(_answered(project_id, repair.old))
    return any(session.execute(found).first() for found in (acts.limit(1), submitted))


def _answered(project_id: int, sentences: Collection[int]) -> sa.Select[tuple[int]]:
    return sa.select(_rating.c.submission_id).where(
        _rating.c.project_id == project_id, _rating.c.sentence_id.in_(sentences)
    )


def _is_decided(session: Session, project_id: int, repair: Traces) -> bool:
    """Whether a lead decided on sentences that the repair made, or took a decision back there."""
    after = journal.recorded(session, repair.event_id).after or {}
    rows = session.execute(
        sa.select(_decision.c.id, _decision.c.superseded_at).where(
            _decision.c.project_id == project_id, _decision.c.sentence_id.in_(repair.new)
        )
    )
    carried = set(after.get("decisions", ()))
    return any(row.id not in carried or row.superseded_at is not None for row in rows)
