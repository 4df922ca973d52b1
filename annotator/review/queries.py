"""Reads of disagreements and decisions.

A disagreement is a sentence whose newest submissions give at least two different main labels.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.queries import SentenceInContext, in_context
from annotator.db import table
from annotator.errors import NotFound
from annotator.labelling.kinds import Rank
from annotator.labelling.models import Assignment, Rating, Span, Submission
from annotator.labelling.queries import latest_submissions
from annotator.review.models import Decision, DecisionBasis

_rating, _span, _submission = table(Rating), table(Span), table(Submission)
_assignment = table(Assignment)
_decision, _basis = table(Decision), table(DecisionBasis)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences are in dispute, and how many of those are settled."""

    disputed: int
    settled: int

    @property
    def open(self) -> int:
        """How many are still to be settled."""
        return self.disputed - self.settled


@dataclass(frozen=True, slots=True)
class Vote:
    """What one annotator submitted for a sentence."""

    participant_id: int
    submission_id: int
    label: int
    sure: int
    note: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A decision that holds."""

    id: int
    verdict: str
    label: int | None
    reason: str
    clause: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Disputed:
    """One sentence in dispute, with what was said of it."""

    sentence: SentenceInContext
    votes: tuple[Vote, ...]
    settlement: Settlement | None


def counts(session: Session, project_id: int) -> Counts:
    """How many sentences are in dispute and settled."""
    ranked = _ranked(project_id)
    settled = sa.func.count(_decision.c.id)
    row = session.execute(
        sa.select(sa.func.count(), settled)
        .select_from(ranked)
        .outerjoin(_decision, _holds(project_id, ranked.c.sentence_id))
    ).one()
    return Counts(*row)


def queue(
    session: Session, project_id: int, *, settled: bool, limit: int, offset: int = 0
) -> list[int]:
    """Sentences in dispute, the worst first: least pairwise agreement, then most people."""
    ranked = _ranked(project_id)
    rows = session.execute(
        sa.select(ranked.c.sentence_id)
        .outerjoin(_decision, _holds(project_id, ranked.c.sentence_id))
        .where(_decision.c.id.is_not(None) if settled else _decision.c.id.is_(None))
        .order_by(ranked.c.agreement, ranked.c.people.desc(), ranked.c.sentence_id)
        .limit(limit)
        .offset(offset)
    )
    return list(rows.scalars())


def following(session: Session, project_id: int, sentence_id: int) -> int | None:
    """The open sentence after this one in the queue; the first one if it is the last."""
    ids = queue(session, project_id, settled=False, limit=10_000)
    at = ids.index(sentence_id) if sentence_id in ids else -1
    others = [*ids[at + 1 :], *ids[: max(at, 0)]]
    return others[0] if others else None


def disputed(session: Session, project_id: int, sentence_ids: Collection[int]) -> list[Disputed]:
    """These sentences of the project in the order asked for, each with all that a lead needs."""
    found = votes(session, project_id, sentence_ids)
    settlements = _settlements(session, project_id, found)
    cards = {
        number: Disputed(sentence, tuple(found.get(number, ())), settlements.get(number))
        for number, sentence in in_context(session, project_id, sentence_ids).items()
    }
    return [cards[number] for number in sentence_ids if number in cards]


def one(session: Session, project_id: int, sentence_id: int) -> Disputed:
    """One sentence of the project."""
    found = disputed(session, project_id, [sentence_id])
    if not found:
        raise NotFound("There is no such sentence in this project.")
    return found[0]


def votes(
    session: Session, project_id: int, sentence_ids: Collection[int]
) -> dict[int, list[Vote]]:
    """What each annotator's newest submission says, by sentence; annotators in a fixed order."""
    latest = latest_submissions(project_id)
    note = (
        sa.select(_span.c.note)
        .join(_submission, _submission.c.assignment_id == _span.c.assignment_id)
        .where(
            _submission.c.id == _rating.c.submission_id,
            _span.c.project_id == project_id,
            _span.c.sentence_id == _rating.c.sentence_id,
            _span.c.rank == Rank.MAIN,
            _span.c.deleted_at.is_(None),
        )
        .scalar_subquery()
    )
    found = defaultdict(list)
    for row in session.execute(
        sa.select(
            _rating.c.sentence_id,
            latest.c.participant_id,
            _rating.c.submission_id,
            _rating.c.label,
            _rating.c.sure,
            sa.func.coalesce(note, ""),
        )
        .join(latest, latest.c.submission_id == _rating.c.submission_id)
        .where(
            _rating.c.project_id == project_id,
            _rating.c.sentence_id.in_(sentence_ids),
            _rating.c.rank == Rank.MAIN,
        )
        .order_by(latest.c.participant_id)
    ):
        found[row.sentence_id].append(Vote(*row[1:]))
    return found


def live_decision(session: Session, project_id: int, sentence_id: int) -> int | None:
    """The number of the decision that holds for a sentence."""
    return session.execute(
        sa.select(_decision.c.id).where(_holds(project_id, sa.literal(sentence_id)))
    ).scalar()


def _holds(project_id: int, sentence_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.and_(
        _decision.c.project_id == project_id,
        _decision.c.sentence_id == sentence_id,
        _decision.c.superseded_at.is_(None),
    )


def _ranked(project_id: int) -> sa.Subquery:
    """Disputed sentences with the share of agreeing pairs of annotators."""
    latest = latest_submissions(project_id)
    by_label = (
        sa.select(_rating.c.sentence_id, _rating.c.label, sa.func.count().label("n"))
        .join(latest, latest.c.submission_id == _rating.c.submission_id)
        .where(_rating.c.project_id == project_id, _rating.c.rank == Rank.MAIN)
        .group_by(_rating.c.sentence_id, _rating.c.label)
        .subquery()
    )
    people = sa.func.sum(by_label.c.n)
    agreeing = sa.func.sum(by_label.c.n * (by_label.c.n - 1))
    return (
        sa.select(
            by_label.c.sentence_id,
            people.label("people"),
            (agreeing * 1.0 / (people * (people - 1))).label("agreement"),
        )
        .group_by(by_label.c.sentence_id)
        .having(sa.func.count() > 1)
        .subquery()
    )


def _settlements(
    session: Session, project_id: int, votes_now: dict[int, list[Vote]]
) -> dict[int, Settlement]:
    rested = defaultdict(set)
    for row in session.execute(
        sa.select(_basis.c.decision_id, _assignment.c.participant_id, _basis.c.label)
        .join(_decision, _decision.c.id == _basis.c.decision_id)
        .join(_submission, _submission.c.id == _basis.c.submission_id)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .where(_basis.c.project_id == project_id, _decision.c.sentence_id.in_(votes_now.keys()))
    ):
        rested[row.decision_id].add((row.participant_id, row.label))
    rows = session.execute(
        sa.select(
            _decision.c.sentence_id,
            _decision.c.id,
            _decision.c.verdict,
            _decision.c.label,
            _decision.c.reason,
            _decision.c.clause,
        ).where(
            _decision.c.project_id == project_id,
            _decision.c.superseded_at.is_(None),
            _decision.c.sentence_id.in_(votes_now.keys()),
        )
    )
    return {
        row.sentence_id: Settlement(
            *row[1:],
            is_stale=rested[row.id]
            != {(vote.participant_id, vote.label) for vote in votes_now[row.sentence_id]},
        )
        for row in rows
    }
