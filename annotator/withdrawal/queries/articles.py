"""What a takedown of an article concerns."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import (
    Article,
    ArticleLink,
    ImportBatch,
    Paragraph,
    Repair,
    Sentence,
    SentenceShingle,
)
from annotator.db import table
from annotator.errors import NotFound
from annotator.journal.models import Event
from annotator.labelling.models import Assignment
from annotator.projects.models import Project
from annotator.review.models import Decision, DecisionBasis
from annotator.withdrawal.queries.rows import (
    Condition,
    Rows,
    Toll,
    copy_rows,
    counted,
    mention,
    scrubbed,
)

_article, _batch, _project = table(Article), table(ImportBatch), table(Project)
_paragraph, _sentence, _event = table(Paragraph), table(Sentence), table(Event)
_assignment, _repair = table(Assignment), table(Repair)
_decision, _basis = table(Decision), table(DecisionBasis)
_link, _shingle = table(ArticleLink), table(SentenceShingle)

_LIVE = (
    sa.select(_article.c.id, _article.c.project_id, _article.c.title, _project.c.name)
    .join(_batch, _batch.c.id == _article.c.batch_id)
    .join(_project, _project.c.id == _article.c.project_id)
    .where(_batch.c.live_at.is_not(None))
)


@dataclass(frozen=True, slots=True)
class ArticleSubject:
    """A live article that may be withdrawn."""

    id: int
    project_id: int
    title: str
    project: str


@dataclass(frozen=True, slots=True)
class Twin:
    """The same text in another project."""

    public_id: str
    project: str


def article(session: Session, project_id: int, article_id: int) -> ArticleSubject:
    """A live article of the project."""
    return _one(session, sa.and_(_article.c.project_id == project_id, _article.c.id == article_id))


def article_by_public_id(session: Session, public_id: str) -> ArticleSubject:
    """A live article of any project, as exports name it."""
    return _one(session, _article.c.public_id == public_id)


def twins(session: Session, subject: ArticleSubject) -> list[Twin]:
    """Live articles of other projects with exactly the same text."""
    same = sa.select(_article.c.text_sha256).where(_article.c.id == subject.id).scalar_subquery()
    rows = session.execute(
        sa.select(_article.c.public_id, _project.c.name)
        .join(_batch, _batch.c.id == _article.c.batch_id)
        .join(_project, _project.c.id == _article.c.project_id)
        .where(
            _batch.c.live_at.is_not(None),
            _article.c.text_sha256 == same,
            _article.c.id != subject.id,
        )
        .order_by(_article.c.id)
    )
    return [Twin(*row) for row in rows]


def copies(subject: ArticleSubject) -> Condition:
    """The copies of the article that annotators have."""
    return sa.and_(
        _assignment.c.project_id == subject.project_id, _assignment.c.article_id == subject.id
    )


def article_sentences(subject: ArticleSubject) -> sa.Select[tuple[int]]:
    """The numbers of its sentences."""
    return sa.select(_sentence.c.id).where(_sentence.c.article_id == subject.id)


def article_rows(subject: ArticleSubject) -> tuple[Rows, ...]:
    """What is deleted, each before what it refers to."""
    sentences = article_sentences(subject)
    decided = sa.and_(
        _decision.c.project_id == subject.project_id, _decision.c.sentence_id.in_(sentences)
    )
    decisions = sa.select(_decision.c.id).where(decided)
    return (
        Rows(
            "rating that a decision rested on",
            "ratings that decisions rested on",
            _basis,
            _basis.c.decision_id.in_(decisions),
        ),
        Rows("decision with its reason", "decisions with their reasons", _decision, decided),
        *copy_rows(copies(subject)),
        Rows(
            "mark that near-duplicates of a sentence are found by",
            "marks that near-duplicates of its sentences are found by",
            _shingle,
            _shingle.c.sentence_id.in_(sentences),
        ),
        Rows(
            "link to an article with the same sentences",
            "links to articles with the same sentences",
            _link,
            sa.or_(_link.c.article_id == subject.id, _link.c.other_id == subject.id),
        ),
        Rows(
            "sentence, also one that a repair took away",
            "sentences, also those that repairs took away",
            _sentence,
            _sentence.c.article_id == subject.id,
        ),
        Rows("repair of its sentences", "repairs of its sentences", _repair, repaired(subject)),
        Rows("paragraph", "paragraphs", _paragraph, _paragraph.c.article_id == subject.id),
    )


def repaired(subject: ArticleSubject) -> Condition:
    """The repairs of its sentences."""
    return sa.and_(_repair.c.project_id == subject.project_id, _repair.c.article_id == subject.id)


def article_events(subject: ArticleSubject) -> Condition:
    """Events that may carry words of the article, or what was said of them."""
    return sa.and_(
        _event.c.project_id == subject.project_id,
        sa.or_(
            events_of_copies(subject),
            sa.and_(_event.c.subject == "article", _event.c.subject_id == subject.id),
            events_of_sentences(article_sentences(subject)),
            events_of_repairs(subject),
            mention([subject.title]),
        ),
    )


def events_of_copies(subject: ArticleSubject) -> Condition:
    """Events of the annotators' work on the article."""
    return _event.c.assignment_id.in_(sa.select(_assignment.c.id).where(copies(subject)))


def events_of_sentences(sentences: sa.Select[tuple[int]]) -> Condition:
    """Events of the review of these sentences."""
    return sa.and_(
        _event.c.assignment_id.is_(None),
        _event.c.subject.in_(("decision", "sentence")),
        _event.c.subject_id.in_(sentences),
    )


def events_of_repairs(subject: ArticleSubject) -> Condition:
    """Events that name the labels and decisions which a repair took along."""
    return sa.and_(
        _event.c.subject == "repair",
        _event.c.subject_id.in_(sa.select(_repair.c.id).where(repaired(subject))),
    )


def article_toll(session: Session, subject: ArticleSubject) -> Toll:
    """What goes and what stays."""
    text = Rows(
        "article’s title, outlet, byline, address, date and text",
        "",
        _article,
        _article.c.id == subject.id,
    )
    tombstone = Rows(
        "tombstone: the article’s number, language, hashes and time of import",
        "",
        _article,
        _article.c.id == subject.id,
    )
    goes = (text, *reversed(article_rows(subject)))
    events = scrubbed(article_events(subject))
    return Toll(counted(session, goes), counted(session, (tombstone, events)))


def _one(session: Session, where: Condition) -> ArticleSubject:
    row = session.execute(_LIVE.where(where)).first()
    if row is None:
        raise NotFound("There is no such article, or it is not saved to the project.")
    return ArticleSubject(*row)
