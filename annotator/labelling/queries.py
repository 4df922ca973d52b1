"""Reads of one annotator's own work."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ImportBatch, Paragraph, Sentence
from annotator.articles.zones import ELIGIBLE
from annotator.db import table
from annotator.errors import Conflict, NotFound
from annotator.labelling.kinds import Kind, Look, Rank, State
from annotator.labelling.marks import Mark, Phrase
from annotator.labelling.models import Assignment, SecondLook, Span, Submission
from annotator.projects.models import Participant
from annotator.projects.queries import holders
from annotator.projects.roles import Role

_assignment, _span, _submission = table(Assignment), table(Span), table(Submission)
_article, _batch, _participant = table(Article), table(ImportBatch), table(Participant)
_sentence, _paragraph, _look = table(Sentence), table(Paragraph), table(SecondLook)


def _live(kind: Kind) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _span.c.project_id == sa.bindparam("project_id"),
        _span.c.assignment_id == sa.bindparam("assignment_id"),
        _span.c.kind == kind,
        _span.c.deleted_at.is_(None),
    )


# Every save runs these, so they are built once.
_DESK = (
    sa.select(
        _assignment.c.id,
        _assignment.c.project_id,
        _assignment.c.article_id,
        _participant.c.user_id,
        _assignment.c.state,
    )
    .join(_participant, _participant.c.id == _assignment.c.participant_id)
    .where(
        _assignment.c.id == sa.bindparam("assignment_id"),
        _assignment.c.project_id == sa.bindparam("project_id"),
        _assignment.c.participant_id == sa.bindparam("participant_id"),
    )
)
_EVERY_UNIT = (
    sa.select(_sentence.c.id, _sentence.c.start, _sentence.c.end, _paragraph.c.zone)
    .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
    .where(_sentence.c.article_id == sa.bindparam("article_id"))
)
_UNITS = _EVERY_UNIT.where(_sentence.c.retired_by.is_(None))
_UNIT = _EVERY_UNIT.add_columns(_sentence.c.retired_by).where(
    _sentence.c.id == sa.bindparam("sentence_id")
)
_MARKS = sa.select(
    _span.c.sentence_id, _span.c.rank, _span.c.label, _span.c.sure, _span.c.note
).where(*_live(Kind.SENTENCE))
_MARK = _MARKS.where(_span.c.sentence_id == sa.bindparam("sentence_id"))


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's copy of an article: everything that a write needs to know of it."""

    assignment_id: int
    project_id: int
    article_id: int
    user_id: int
    state: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of the article with its zone."""

    id: int
    start: int
    end: int
    zone: str

    @property
    def is_eligible(self) -> bool:
        """Whether the sentence is labelled, rather than furniture, byline or credit."""
        return self.zone in ELIGIBLE


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One article in an annotator's own list."""

    assignment_id: int
    title: str
    state: str
    submitted_at: int | None
    labelled: int
    sentences: int
    to_look_at: int
    """Sentences that a repair changed under the person's label."""


def desk(session: Session, project_id: int, participant_id: int, assignment_id: int) -> Desk:
    """One's own assignment; raises NotFound for anybody else's."""
    whose = {"project_id": project_id, "participant_id": participant_id}
    row = session.execute(_DESK, whose | {"assignment_id": assignment_id}).first()
    if row is None:
        raise NotFound("There is no such article among yours.")
    return Desk(*row)


def unit(session: Session, desk_: Desk, sentence_id: int) -> Unit:
    """One sentence of the desk's article; raises Conflict for one that a repair took away."""
    row = session.execute(
        _UNIT, {"article_id": desk_.article_id, "sentence_id": sentence_id}
    ).first()
    if row is None:
        raise NotFound("There is no such sentence in this article.")
    if row.retired_by is not None:
        raise Conflict(
            "A lead has split or merged this sentence, or moved its edge, since the page was "
            "opened, so nothing was changed. Reload the page and label it as it stands now."
        )
    return Unit(*row[:-1])


def units(session: Session, desk_: Desk) -> list[Unit]:
    """All sentences of the desk's article in reading order."""
    rows = session.execute(_UNITS.order_by(_sentence.c.position), {"article_id": desk_.article_id})
    return [Unit(*row) for row in rows]


def mark(session: Session, desk_: Desk, sentence_id: int) -> Mark:
    """What the annotator says of one sentence now."""
    return _mark(session.execute(_MARK, _whose(desk_) | {"sentence_id": sentence_id}))


def marks(session: Session, desk_: Desk) -> dict[int, Mark]:
    """What the annotator says now, by sentence."""
    by_sentence = defaultdict(list)
    for row in session.execute(_MARKS, _whose(desk_)):
        by_sentence[row.sentence_id].append(row)
    return {sentence_id: _mark(labels) for sentence_id, labels in by_sentence.items()}


def looks(session: Session, desk_: Desk) -> dict[int, Look]:
    """Sentences that a repair changed under the annotator's label, to be looked at again."""
    rows = session.execute(_looks(_look.c.assignment_id == desk_.assignment_id))
    return {row.sentence_id: Look(row.reason) for row in rows}


def look(session: Session, desk_: Desk, sentence_id: int) -> Look | None:
    """Why one sentence should be looked at again, if it should."""
    one = (_look.c.assignment_id == desk_.assignment_id, _look.c.sentence_id == sentence_id)
    row = session.execute(_looks(*one)).first()
    return Look(row.reason) if row else None


def _looks(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(_look.c.sentence_id, _look.c.reason)
        .join(_sentence, _sentence.c.id == _look.c.sentence_id)
        .where(*where, _look.c.cleared_by.is_(None), _sentence.c.retired_by.is_(None))
    )


def phrases(session: Session, desk_: Desk) -> list[Phrase]:
    """The annotator's phrases in reading order."""
    rows = session.execute(
        sa.select(_span.c.ref, _span.c.label, _span.c.start, _span.c.end)
        .where(*_live(Kind.PHRASE))
        .order_by(_span.c.start, _span.c.end, _span.c.id),
        _whose(desk_),
    )
    return [Phrase(*row) for row in rows]


def is_labelled_text(session: Session, desk_: Desk, start: int, end: int) -> bool:
    """Whether these code points lie in one paragraph whose sentences are labelled."""
    found = session.execute(
        sa.select(_paragraph.c.id).where(
            _paragraph.c.article_id == desk_.article_id,
            _paragraph.c.start <= start,
            _paragraph.c.end >= end,
            _paragraph.c.zone.in_(ELIGIBLE),
        )
    )
    return found.first() is not None


def article_text(session: Session, desk_: Desk) -> str:
    """The stored text of the desk's article."""
    found = sa.select(_article.c.text).where(_article.c.id == desk_.article_id)
    return str(session.execute(found).scalar_one())


def work_items(session: Session, project_id: int, participant_id: int) -> list[WorkItem]:
    """One's own articles: open ones first, then the newest submitted."""
    rows = session.execute(
        sa.select(
            _assignment.c.id,
            _article.c.title,
            _assignment.c.state,
            _assignment.c.submitted_at,
            _labelled(project_id),
            _to_label(),
            _to_look_at(),
        )
        .join(_article, _article.c.id == _assignment.c.article_id)
        .where(
            _assignment.c.project_id == project_id,
            _assignment.c.participant_id == participant_id,
        )
        .order_by(_assignment.c.state, _assignment.c.submitted_at.desc(), _assignment.c.id)
    )
    return [WorkItem(*row) for row in rows]


def _labelled(project_id: int) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .where(
            _span.c.project_id == project_id,
            _span.c.assignment_id == _assignment.c.id,
            _span.c.kind == Kind.SENTENCE,
            _span.c.rank == Rank.MAIN,
            _span.c.deleted_at.is_(None),
        )
        .scalar_subquery()
    )


def _to_label() -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(_sentence)
        .join(_paragraph, _paragraph.c.id == _sentence.c.paragraph_id)
        .where(
            _sentence.c.article_id == _article.c.id,
            _sentence.c.retired_by.is_(None),
            _paragraph.c.zone.in_(ELIGIBLE),
        )
        .scalar_subquery()
    )


def _to_look_at() -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(_look)
        .join(_sentence, _sentence.c.id == _look.c.sentence_id)
        .where(
            _look.c.assignment_id == _assignment.c.id,
            _look.c.cleared_by.is_(None),
            _sentence.c.retired_by.is_(None),
        )
        .scalar_subquery()
    )


def open_assignment(session: Session, project_id: int, participant_id: int) -> int | None:
    """The oldest article that the person has begun and not submitted."""
    return session.execute(
        sa.select(sa.func.min(_assignment.c.id)).where(
            _assignment.c.project_id == project_id,
            _assignment.c.participant_id == participant_id,
            _assignment.c.state == State.OPEN,
        )
    ).scalar()


def next_article(
    session: Session, project_id: int, participant_id: int, overlap: int
) -> int | None:
    """The live article to hand out next: one that others began first, within the overlap.

    Articles that a lead took out of handing out are passed over, and what was begun by people who
    are no longer here does not count until they return.
    """
    given = (
        sa.select(
            _assignment.c.article_id,
            sa.func.count().label("people"),
            sa.func.max(
                sa.case((_assignment.c.participant_id == participant_id, 1), else_=0)
            ).label("mine"),
        )
        .where(
            _assignment.c.project_id == project_id,
            sa.or_(
                _assignment.c.state == State.SUBMITTED,
                _assignment.c.participant_id.in_(holders(project_id, Role.ANNOTATOR)),
            ),
        )
        .group_by(_assignment.c.article_id)
        .subquery()
    )
    people = sa.func.coalesce(given.c.people, 0)
    return session.execute(
        sa.select(_article.c.id)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .outerjoin(given, given.c.article_id == _article.c.id)
        .where(
            _article.c.project_id == project_id,
            _batch.c.live_at.is_not(None),
            _article.c.held_at.is_(None),
            people < overlap,
            sa.func.coalesce(given.c.mine, 0) == 0,
        )
        .order_by(people.desc(), _article.c.id)
        .limit(1)
    ).scalar()


def submissions(session: Session, desk_: Desk) -> int:
    """How often the article was submitted."""
    count = sa.select(sa.func.count()).where(_submission.c.assignment_id == desk_.assignment_id)
    return int(session.execute(count).scalar_one())


def _whose(desk_: Desk) -> dict[str, int]:
    return {"project_id": desk_.project_id, "assignment_id": desk_.assignment_id}


def _mark(rows: Iterable[Any]) -> Mark:
    main = None
    also = []
    for row in rows:
        if row.rank == Rank.MAIN:
            main = row
        else:
            also.append(row.label)
    if main is None:
        return Mark(also=tuple(sorted(also)))
    return Mark(main.label, tuple(sorted(also)), main.sure, main.note)


def latest_submissions(project_id: int) -> sa.Subquery:
    """Each assignment's newest submission: `submission_id`, `assignment_id`, `participant_id`."""
    newest = (
        sa.select(_submission.c.assignment_id, sa.func.max(_submission.c.number).label("number"))
        .where(_submission.c.project_id == project_id)
        .group_by(_submission.c.assignment_id)
        .subquery()
    )
    return (
        sa.select(
            _submission.c.id.label("submission_id"),
            _submission.c.assignment_id,
            _assignment.c.participant_id,
        )
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .join(
            newest,
            sa.and_(
                newest.c.assignment_id == _submission.c.assignment_id,
                newest.c.number == _submission.c.number,
            ),
        )
        .where(_submission.c.project_id == project_id)
        .subquery()
    )
