"""Which submissions a choice is about, and what there is to choose from."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.agreement.choice import Choice
from annotator.agreement.sums import IntArray
from annotator.articles.models import Article, Paragraph, Sentence
from annotator.codebook.models import CodebookVersion
from annotator.db import table
from annotator.labelling.models import Assignment, Submission
from annotator.projects.models import Participant

_submission, _assignment, _participant = table(Submission), table(Assignment), table(Participant)
_article, _paragraph, _sentence = table(Article), table(Paragraph), table(Sentence)
_version = table(CodebookVersion)
_later = _submission.alias("later")

FIRST = 1


@dataclass(frozen=True, eq=False, slots=True)
class Submissions:
    """The submissions that a choice is about, one row each, by their number."""

    number: IntArray
    article: IntArray
    participant: IntArray
    submitted_at: IntArray
    people: dict[int, str]
    """Pseudonyms by participant."""

    @property
    def voices(self) -> int:
        """The most people who submitted one article."""
        return int(np.unique(self.article, return_counts=True)[1].max(initial=0))

    def articles_of(self, numbers: IntArray) -> IntArray:
        """The articles of submissions."""
        return self.article[np.searchsorted(self.number, numbers)]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from."""

    outlets: tuple[str, ...]
    versions: tuple[int, ...]
    people: tuple[str, ...]


def submissions(session: Session, project_id: int, choice: Choice) -> Submissions:
    """The chosen submissions."""
    rows = numbers(
        session,
        _joined(
            _submission.c.id,
            _assignment.c.article_id,
            _assignment.c.participant_id,
            _submission.c.submitted_at,
        )
        .where(_submission.c.project_id == project_id, *_conditions(choice))
        .order_by(_submission.c.id),
        4,
    )
    people = session.execute(
        sa.select(_participant.c.id, _participant.c.pseudonym).where(
            _participant.c.project_id == project_id
        )
    )
    number, article, participant, submitted_at = rows.T
    names = {row.id: row.pseudonym for row in people}
    return Submissions(number, article, participant, submitted_at, names)


def left_out(project_id: int, choice: Choice) -> sa.Select[Any]:
    """The numbers of the project's submissions that are not chosen; mostly few."""
    own = _submission.c.project_id == project_id
    if choice == Choice(zones=choice.zones):
        return sa.select(_submission.c.id).where(own, _submission.c.number > FIRST)
    return _joined(_submission.c.id).where(own, sa.not_(sa.and_(*_conditions(choice))))


def sentences_left_out(project_id: int, choice: Choice) -> sa.Select[Any]:
    """The sentences in zones that are out."""
    return (
        sa.select(_sentence.c.id)
        .select_from(_article)
        .join(_paragraph, _paragraph.c.article_id == _article.c.id)
        .join(_sentence, _sentence.c.paragraph_id == _paragraph.c.id)
        .where(_article.c.project_id == project_id, _paragraph.c.zone.in_(choice.left_out))
    )


def most_voices(session: Session, project_id: int) -> int:
    """No sentence was labelled by more people than this: the most to whom one article went."""
    people = (
        sa.select(sa.func.count().label("people"))
        .where(_assignment.c.project_id == project_id)
        .group_by(_assignment.c.article_id)
        .subquery()
    )
    return int(session.execute(sa.select(sa.func.max(people.c.people))).scalar() or 0)


def choices(session: Session, project_id: int) -> Choices:
    """The outlets, codebook versions and people of the project's submissions."""
    outlets = sa.select(_article.c.outlet).where(_article.c.project_id == project_id).distinct()
    versions = sa.select(_version.c.number).where(_version.c.project_id == project_id)
    people = (
        sa.select(_participant.c.pseudonym)
        .where(
            _participant.c.project_id == project_id,
            _participant.c.id.in_(
                sa.select(_assignment.c.participant_id).where(
                    _assignment.c.project_id == project_id,
                    _assignment.c.submitted_at.is_not(None),
                )
            ),
        )
        .order_by(_participant.c.id)
    )
    return Choices(
        outlets=tuple(sorted(name for name in session.scalars(outlets) if name)),
        versions=tuple(sorted(session.scalars(versions))),
        people=tuple(session.scalars(people)),
    )


def submitted_outlets(session: Session, project_id: int) -> dict[int, str]:
    """Each article's outlet, by the article's number."""
    rows = session.execute(
        sa.select(_article.c.id, _article.c.outlet).where(_article.c.project_id == project_id)
    )
    return {row.id: row.outlet for row in rows}


def titles(session: Session, project_id: int) -> dict[int, str]:
    """Each article's title, by the article's number."""
    rows = session.execute(
        sa.select(_article.c.id, _article.c.title).where(_article.c.project_id == project_id)
    )
    return {row.id: row.title for row in rows}


def numbers(session: Session, statement: sa.Select[Any], columns: int) -> IntArray:
    """Rows of whole numbers, shape (rows, columns), read without a row object for each."""
    cursor = session.execute(statement).cursor  # type: ignore[attr-defined]  # not in its stubs
    return np.array(cursor.fetchall(), np.int64).reshape(-1, columns)


def _joined(*columns: sa.Column[Any]) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(_submission)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
        .join(_article, _article.c.id == _assignment.c.article_id)
        .join(_participant, _participant.c.id == _assignment.c.participant_id)
        .join(_version, _version.c.id == _submission.c.codebook_version_id)
    )


def _conditions(choice: Choice) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [_submission.c.number == FIRST]
    if choice.latest:
        newest = (
            sa.select(sa.func.max(_later.c.number))
            .where(_later.c.assignment_id == _submission.c.assignment_id)
            .scalar_subquery()
        )
        found = [_submission.c.number == newest]
    if choice.outlets:
        found.append(_article.c.outlet.in_(sorted(choice.outlets)))
    if choice.version is not None:
        found.append(_version.c.number == choice.version)
    if choice.without:
        found.append(_participant.c.pseudonym.not_in(sorted(choice.without)))
    return found
