"""Reads of disagreements and decisions.

A disagreement is a sentence whose newest submissions give at least two different main labels. What
was said of a longer sentence, before a repair made this one a part of it, is shown and not counted.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Sentence
from annotator.articles.queries import SentenceInContext, in_context
from annotator.db import table
from annotator.errors import Conflict, NotFound
from annotator.labelling.kinds import ANSWERS, Origin, Rank
from annotator.labelling.models import Assignment, Rating, Submission
from annotator.labelling.queries import latest_submissions
from annotator.review.models import Decision, DecisionBasis
from annotator.review.verdicts import Listing

_rating, _submission = table(Rating), table(Submission)
_assignment = table(Assignment)
_decision, _basis, _sentence = table(Decision), table(DecisionBasis), table(Sentence)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences are open or settled, and how many of the settled ones went stale."""

    disputed: int
    settled: int
    stale: int

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
    is_of_whole: bool
    """Whether it was said of a longer sentence of which this is a part."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A decision that holds."""

    id: int
    verdict: str
    label: int | None
    reason: str
    clause: str
    is_stale: bool
    rested: tuple[tuple[int, int], ...]
    """The participants and the labels that it rested on."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """One sentence in dispute, with what was said of it."""

    sentence: SentenceInContext
    votes: tuple[Vote, ...]
    settlement: Settlement | None


def counts(session: Session, project_id: int) -> Counts:
    """How many sentences each list holds."""
    lists = _lists(project_id)
    row = session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(lists.c.decision_id),
            sa.func.coalesce(sa.func.sum(lists.c.is_stale), 0),
        )
    ).one()
    return Counts(*row)


def queue(
    session: Session, project_id: int, listing: Listing, *, limit: int, offset: int = 0
) -> list[int]:
    """A list's sentences, the worst first: least pairwise agreement, then most people."""
    lists = _lists(project_id)
    rows = session.execute(
        sa.select(lists.c.sentence_id)
        .where(_is_in(lists, listing))
        .order_by(*_worst_first(lists))
        .limit(limit)
        .offset(offset)
    )
    return list(rows.scalars())


def beside(
    session: Session, project_id: int, sentence_id: int, listing: Listing
) -> tuple[int | None, int | None]:
    """The sentences before and after one in a list, be it in the list itself or not."""
    lists = _lists(project_id)
    order = _worst_first(lists)
    around = (
        sa.select(
            lists.c.sentence_id,
            sa.func.lag(lists.c.sentence_id).over(order_by=order).label("before"),
            sa.func.lead(lists.c.sentence_id).over(order_by=order).label("after"),
        )
        .where(sa.or_(_is_in(lists, listing), lists.c.sentence_id == sentence_id))
        .subquery()
    )
    row = session.execute(
        sa.select(around.c.before, around.c.after).where(around.c.sentence_id == sentence_id)
    ).first()
    return (row.before, row.after) if row else (None, None)


def following(session: Session, project_id: int, sentence_id: int) -> int | None:
    """The open sentence after this one in the queue; the first one if it is the last."""
    _, after = beside(session, project_id, sentence_id, Listing.OPEN)
    if after is not None:
        return after
    first = [n for n in queue(session, project_id, Listing.OPEN, limit=2) if n != sentence_id]
    return first[0] if first else None


def disputed(session: Session, project_id: int, sentence_ids: Collection[int]) -> list[Disputed]:
    """These sentences of the project in the order asked for, each with all that a lead needs."""
    found = votes(session, project_id, sentence_ids)
    settlements = _settlements(session, project_id, sentence_ids, found)
    cards = {
        number: Disputed(sentence, tuple(found.get(number, ())), settlements.get(number))
        for number, sentence in in_context(session, project_id, sentence_ids).items()
    }
    return [cards[number] for number in sentence_ids if number in cards]


def one(session: Session, project_id: int, sentence_id: int) -> Disputed:
    """One sentence of the project; raises Conflict for one that a repair took away."""
    found = disputed(session, project_id, [sentence_id])
    if found:
        return found[0]
    known = sa.select(_sentence.c.id).where(
        _sentence.c.project_id == project_id, _sentence.c.id == sentence_id
    )
    if session.execute(known).first():
        raise Conflict(
            "This sentence was split or merged, or its edge moved, since the page was opened, so "
            "nothing was changed. Look for it in the list as it stands now."
        )
    raise NotFound("There is no such sentence in this project.")


def votes(
    session: Session, project_id: int, sentence_ids: Collection[int]
) -> dict[int, list[Vote]]:
    """What each annotator's newest submission says, by sentence; annotators in a fixed order."""
    latest = latest_submissions(project_id)
    found = defaultdict(list)
    for row in session.execute(
        sa.select(
            _rating.c.sentence_id,
            latest.c.participant_id,
            _rating.c.submission_id,
            _rating.c.label,
            _rating.c.sure,
            _rating.c.note,
            _rating.c.origin,
        )
        .join(latest, latest.c.submission_id == _rating.c.submission_id)
        .where(
            _rating.c.project_id == project_id,
            _rating.c.sentence_id.in_(sentence_ids),
            _rating.c.rank == Rank.MAIN,
        )
        .order_by(latest.c.participant_id)
    ):
        found[row.sentence_id].append(Vote(*row[1:-1], row.origin == Origin.PART))
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


def _is_in(lists: sa.Subquery, listing: Listing) -> sa.ColumnElement[bool]:
    if listing == Listing.OPEN:
        return lists.c.decision_id.is_(None)
    if listing == Listing.SETTLED:
        return lists.c.decision_id.is_not(None)
    return sa.cast(lists.c.is_stale == 1, sa.Boolean)


def _worst_first(lists: sa.Subquery) -> tuple[sa.ColumnElement[Any], ...]:
    return lists.c.agreement, lists.c.people.desc(), lists.c.sentence_id


def _lists(project_id: int) -> sa.Subquery:
    """Sentences in dispute or settled, with the share of agreeing pairs of annotators.

    A decision is stale when the newest ratings are no longer those that it rested on.
    """
    latest = latest_submissions(project_id)
    ranked = _ranked(project_id, latest)
    rests = _rests(project_id, latest)
    unlike = sa.or_(
        rests.c.holding != rests.c.rested, sa.func.coalesce(ranked.c.people, 0) != rests.c.rested
    )
    # A decision can hold for a sentence for which, after a repair, nobody has an answer.
    listed = sa.union(
        sa.select(ranked.c.sentence_id).where(ranked.c.labels > 1),
        sa.select(rests.c.sentence_id),
    ).subquery()
    return (
        sa.select(
            listed.c.sentence_id,
            sa.func.coalesce(ranked.c.people, 0).label("people"),
            sa.func.coalesce(ranked.c.agreement, 1.0).label("agreement"),
            rests.c.decision_id,
            sa.case((sa.and_(rests.c.decision_id.is_not(None), unlike), 1), else_=0).label(
                "is_stale"
            ),
        )
        .select_from(listed)
        .outerjoin(ranked, ranked.c.sentence_id == listed.c.sentence_id)
        .outerjoin(rests, rests.c.sentence_id == listed.c.sentence_id)
        .subquery()
    )


def _ranked(project_id: int, latest: sa.Subquery) -> sa.Subquery:
    """Sentences with the number of people and labels, and the share of pairs that agree."""
    by_label = (
        sa.select(_rating.c.sentence_id, _rating.c.label, sa.func.count().label("n"))
        .join(latest, latest.c.submission_id == _rating.c.submission_id)
        .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
        .where(
            _rating.c.project_id == project_id,
            _rating.c.rank == Rank.MAIN,
            _rating.c.origin.in_(ANSWERS),
            _sentence.c.retired_by.is_(None),
        )
        .group_by(_rating.c.sentence_id, _rating.c.label)
        .subquery()
    )
    people = sa.func.sum(by_label.c.n)
    agreeing = sa.func.sum(by_label.c.n * (by_label.c.n - 1))
    pairs = sa.func.nullif(people * (people - 1), 0)
    return (
        sa.select(
            by_label.c.sentence_id,
            people.label("people"),
            sa.func.count().label("labels"),
            sa.func.coalesce(agreeing * 1.0 / pairs, 1.0).label("agreement"),
        )
        .group_by(by_label.c.sentence_id)
        .subquery()
    )


def _rests(project_id: int, latest: sa.Subquery) -> sa.Subquery:
    """The decisions that hold: on how many ratings each rested, and how many still say the same."""
    return (
        sa.select(
            _decision.c.id.label("decision_id"),
            _decision.c.sentence_id,
            sa.func.count(_basis.c.submission_id).label("rested"),
            sa.func.count(_rating.c.label).label("holding"),
        )
        .outerjoin(_basis, _basis.c.decision_id == _decision.c.id)
        .outerjoin(_submission, _submission.c.id == _basis.c.submission_id)
        .outerjoin(latest, latest.c.assignment_id == _submission.c.assignment_id)
        .outerjoin(
            _rating,
            sa.and_(
                _rating.c.submission_id == latest.c.submission_id,
                _rating.c.sentence_id == _decision.c.sentence_id,
                _rating.c.rank == Rank.MAIN,
                _rating.c.label == _basis.c.label,
                _rating.c.origin.in_(ANSWERS),
            ),
        )
        .where(_decision.c.project_id == project_id, _decision.c.superseded_at.is_(None))
        .group_by(_decision.c.id, _decision.c.sentence_id)
        .subquery()
    )


def _settlements(
    session: Session,
    project_id: int,
    sentence_ids: Collection[int],
    votes_now: dict[int, list[Vote]],
) -> dict[int, Settlement]:
    rested = _rested(session, project_id, sentence_ids)
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
            _decision.c.sentence_id.in_(sentence_ids),
        )
    )
    return {
        row.sentence_id: Settlement(
            *row[1:],
            is_stale=rested[row.id]
            != {
                (vote.participant_id, vote.label)
                for vote in votes_now.get(row.sentence_id, ())
                if not vote.is_of_whole
            },
            rested=tuple(sorted(rested[row.id])),
        )
        for row in rows
    }


def _rested(
    session: Session, project_id: int, sentence_ids: Collection[int]
) -> dict[int, set[tuple[int, int]]]:
    """The people and labels on which each decision that holds rested."""
    rested = defaultdict(set)
    for row in session.execute(
        sa.select(_basis.c.decision_id, _assignment.c.participant_id, _basis.c.label)
        .join(_decision, _decision.c.id == _basis.c.decision_id)
        .join(_submission, _submission.c.id == _basis.c.submission_id)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .where(
            _decision.c.project_id == project_id,
            _decision.c.superseded_at.is_(None),
            _decision.c.sentence_id.in_(sentence_ids),
        )
    ):
        rested[row.decision_id].add((row.participant_id, row.label))
    return rested
