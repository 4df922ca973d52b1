"""Marking sentences and phrases.

Every act is replayed harmlessly (its `op_id` is unique), and an act that arrives after a newer one
on the same thing changes nothing. Each returns the state that is now stored.
"""

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.codebook import queries as codebook
from annotator.db import table
from annotator.errors import Conflict, Invalid, NotFound
from annotator.journal import queries as journal
from annotator.journal.actions import record
from annotator.labelling import queries
from annotator.labelling.actions.acts import Act, clear_look, require_open, written
from annotator.labelling.kinds import Kind, Look, Rank
from annotator.labelling.marks import SURE, Mark, Phrase, check
from annotator.labelling.models import Span
from annotator.labelling.queries import Desk

_span = table(Span)

# Every save runs some of these, so they are built once.
_INSERT = sa.insert(_span)
_LIVE = (
    _span.c.project_id == sa.bindparam("of_project"),
    _span.c.assignment_id == sa.bindparam("of_assignment"),
    _span.c.sentence_id == sa.bindparam("of_sentence"),
    _span.c.deleted_at.is_(None),
)
_TOUCH = sa.update(_span).values(
    revision=_span.c.revision + 1, updated_at=sa.bindparam("now", type_=sa.BigInteger)
)
_CHANGE = _TOUCH.where(*_LIVE, _span.c.rank == Rank.MAIN).values(
    label=sa.bindparam("to_label", type_=sa.Integer),
    sure=sa.bindparam("to_sure", type_=sa.Integer),
    note=sa.bindparam("to_note", type_=sa.Text),
    codebook_version_id=sa.bindparam("version", type_=sa.BigInteger),
)
_END = _TOUCH.where(
    *_LIVE,
    _span.c.rank == sa.bindparam("of_rank", type_=sa.Integer),
    _span.c.label == sa.bindparam("of_label", type_=sa.Integer),
).values(deleted_at=sa.bindparam("now", type_=sa.BigInteger))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is stored after an act: one sentence's mark, or one phrase (None: it is gone).

    `look` says why the sentence should still be looked at again.
    """

    sentence_id: int | None = None
    mark: Mark | None = None
    look: Look | None = None
    ref: str | None = None
    phrase: Phrase | None = None


def mark_sentence(
    session: Session, desk: Desk, act: Act, sentence_id: int, wanted: Mark
) -> Outcome:
    """Give a sentence exactly this mark; the one that it has confirms what a repair kept."""
    require_open(desk)
    try:
        unit = queries.unit(session, desk, sentence_id)
    except Conflict:
        if journal.is_recorded(session, act.op_id, desk.assignment_id, sentence_id):
            return Outcome(sentence_id, wanted)  # It was stored before a repair took it along.
        raise
    before = queries.mark(session, desk, sentence_id)
    if _is_past(session, desk, act, "sentence", sentence_id):
        return Outcome(sentence_id, before, queries.look(session, desk, sentence_id))
    if not unit.is_eligible:
        raise Invalid("This line is not part of what is labelled.")
    scheme = codebook.scheme(session, desk.project_id)
    allowed = frozenset(label.number for label in scheme.labels if label.for_sentences)
    check(wanted, allowed, scheme.none.number)
    is_same = wanted == before
    if is_same and queries.look(session, desk, sentence_id) is None:
        return Outcome(sentence_id, before)
    apply_mark(session, desk, unit, before, wanted)
    change = written(
        desk,
        act,
        verb="confirm" if is_same else "mark",
        subject="sentence",
        subject_id=sentence_id,
        before=before.as_json(),
        after=wanted.as_json(),
    )
    clear_look(session, desk, sentence_id, record(session, change))
    return Outcome(sentence_id, wanted)


def add_phrase(session: Session, desk: Desk, act: Act, wanted: Phrase, quote: str) -> Outcome:
    """Mark a phrase; refused unless the quoted text is what stands there."""
    require_open(desk)
    known = _phrase(session, desk, wanted.ref)
    if known or journal.is_recorded(session, act.op_id, desk.assignment_id):
        return Outcome(ref=wanted.ref, phrase=known.phrase if known else None)
    text = queries.article_text(session, desk)
    if not 0 <= wanted.start < wanted.end <= len(text):
        raise Invalid("The phrase reaches outside the article.")
    # Before the quote: of a paragraph that is not sent, the answer must not say who guessed right.
    if not queries.is_labelled_text(session, desk, wanted.start, wanted.end):
        raise Invalid("A phrase stays within one paragraph of the text that is labelled.")
    if text[wanted.start : wanted.end] != quote.replace("\r\n", "\n"):
        raise Conflict(
            "The phrase does not stand where the browser saw it. Reload the page and mark it again."
        )
    if quote != quote.strip():
        raise Invalid("A phrase neither begins nor ends with white space.")
    label = codebook.scheme(session, desk.project_id).by_number().get(wanted.label)
    if label is None or not label.for_phrases:
        raise Invalid("This label is not for phrases.")
    for phrase in queries.phrases(session, desk):
        if replace(phrase, ref=wanted.ref) == wanted:
            return Outcome(ref=wanted.ref, phrase=phrase)
    row = {"kind": Kind.PHRASE, "rank": Rank.MAIN} | wanted.as_json()
    span_id = session.execute(
        _INSERT.returning(_span.c.id), _owned(session, desk) | row
    ).scalar_one()
    added = {"verb": "add", "subject": "phrase", "subject_id": span_id, "after": wanted.as_json()}
    record(session, written(desk, act, **added))
    return Outcome(ref=wanted.ref, phrase=wanted)


def remove_phrase(session: Session, desk: Desk, act: Act, ref: str) -> Outcome:
    """Take a phrase away; the journal keeps it."""
    require_open(desk)
    known = _phrase(session, desk, ref)
    if known is None:
        raise NotFound("There is no such phrase.")
    if not known.live or _is_past(session, desk, act, "phrase", known.span_id):
        return Outcome(ref=ref, phrase=known.phrase if known.live else None)
    set_live(session, known.span_id, live=False)
    before = known.phrase.as_json()
    gone = {"verb": "remove", "subject": "phrase", "subject_id": known.span_id, "before": before}
    record(session, written(desk, act, **gone))
    return Outcome(ref=ref)


@dataclass(frozen=True, slots=True)
class _Known:
    span_id: int
    phrase: Phrase
    live: bool


def _is_past(session: Session, desk: Desk, act: Act, subject: str, thing: int) -> bool:
    """Whether this act is a replay, or arrives after a newer one on the same thing."""
    if journal.is_recorded(session, act.op_id, desk.assignment_id, thing):
        return True
    if act.sequence is None:
        return False
    where = (desk.project_id, desk.assignment_id)
    return journal.latest_sequence(session, where, subject, thing) > act.sequence


def apply_mark(
    session: Session, desk: Desk, unit: queries.Unit, before: Mark, wanted: Mark
) -> None:
    """Turn one mark into another with as few rows as it takes."""
    owned = _owned(session, desk)
    where = {
        "of_project": desk.project_id,
        "of_assignment": desk.assignment_id,
        "of_sentence": unit.id,
        "now": owned["updated_at"],
    }
    new = [(Rank.ALSO, label) for label in wanted.also if label not in before.also]
    for label in before.also:
        if label not in wanted.also:
            session.execute(_END, where | {"of_rank": Rank.ALSO, "of_label": label})
    if wanted.main is None:
        if before.main is not None:
            session.execute(_END, where | {"of_rank": Rank.MAIN, "of_label": before.main})
    elif before.main is None:
        new.append((Rank.MAIN, wanted.main))
    elif replace(before, also=wanted.also) != wanted:
        said = {"to_label": wanted.main, "to_sure": wanted.sure, "to_note": wanted.note}
        session.execute(_CHANGE, where | said | {"version": owned["codebook_version_id"]})
    place = {"kind": Kind.SENTENCE, "sentence_id": unit.id, "start": unit.start, "end": unit.end}
    for rank, label in new:
        said = {"sure": wanted.sure, "note": wanted.note} if rank == Rank.MAIN else {}
        session.execute(_INSERT, owned | place | {"rank": rank, "label": label} | said)


def set_live(session: Session, span_id: int, *, live: bool) -> None:
    """Take a phrase away, or bring it back."""
    now = clock.now()
    session.execute(
        sa.update(_span)
        .where(_span.c.id == span_id)
        .values(revision=_span.c.revision + 1, updated_at=now, deleted_at=None if live else now)
    )


def _phrase(session: Session, desk: Desk, ref: str) -> _Known | None:
    row = session.execute(
        sa.select(
            _span.c.id, _span.c.ref, _span.c.label, _span.c.start, _span.c.end, _span.c.deleted_at
        ).where(
            _span.c.project_id == desk.project_id,
            _span.c.assignment_id == desk.assignment_id,
            _span.c.ref == ref,
        )
    ).first()
    return _Known(row[0], Phrase(*row[1:5]), row.deleted_at is None) if row else None


def _owned(session: Session, desk: Desk) -> dict[str, Any]:
    """What every new span of the desk has."""
    now = clock.now()
    return {
        "project_id": desk.project_id,
        "assignment_id": desk.assignment_id,
        "codebook_version_id": codebook.guidelines(session, desk.project_id).version_id,
        "revision": 1,
        "sure": SURE,
        "note": "",
        "created_at": now,
        "updated_at": now,
    }
