"""Repairing sentences, and undoing it: one transaction each, with everything that was said.

Sentences, labels, submitted answers and decisions of before stay where they are; the sentences are
retired, the others end with them. What the rules make of them is added beside.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.articles.duplicates.actions import index_article
from annotator.articles.duplicates.normalising import text_hash
from annotator.articles.models import Repair, Sentence
from annotator.articles.repairs import RepairKind
from annotator.db import table
from annotator.errors import Conflict
from annotator.journal.actions import Change, record
from annotator.labelling.kinds import Kind, Rank
from annotator.labelling.marks import SURE, Mark
from annotator.labelling.models import Rating, SecondLook, Span
from annotator.repair import queries
from annotator.repair.queries import Proposal, Traces, Wanted
from annotator.repair.rules import Ruling
from annotator.review.models import Decision, DecisionBasis

_repair, _sentence = table(Repair), table(Sentence)
_span, _look, _rating = table(Span), table(SecondLook), table(Rating)
_decision, _basis = table(Decision), table(DecisionBasis)


def repair(
    session: Session, project_id: int, article_id: int, wanted: Wanted, *, seen: str, actor_id: int
) -> tuple[int, ...]:
    """Repair sentences as the lead was shown; returns the new sentences.

    Raises Conflict when the sentences, or what it does to labels, are no longer those shown.
    """
    found = queries.proposal(session, project_id, article_id, wanted)
    if found.toll.seal != seen:
        raise Conflict(
            "Somebody labelled or decided meanwhile, so nothing was repaired. Look once more at "
            "what becomes of the labels."
        )
    now = clock.now()
    owned = {"project_id": project_id}
    of_article = owned | {"article_id": article_id}
    repair_id = _begin(session, of_article, wanted.kind, now, actor_id)
    old = [unit.id for unit in found.old]
    new = _sentences(session, found, of_article, repair_id)
    index_article(session, project_id, article_id)
    ended = _end(session, project_id, old, now)
    spans = _labels(session, found, new, owned, now)
    _answers(session, found, new, owned)
    decisions = [
        _decide(session, owned | {"sentence_id": sentence_id}, ruling)
        for sentence_id, ruling in zip(new, found.after, strict=True)
        if ruling is not None
    ]
    event = record(
        session,
        Change(
            wanted.kind.value,
            "repair",
            repair_id,
            project_id=project_id,
            actor_id=actor_id,
            before=_line(old, [unit.piece for unit in found.old], **ended),
            after=_line(new, found.new, spans=spans, decisions=decisions),
        ),
    )
    session.execute(sa.update(_repair).where(_repair.c.id == repair_id).values(event_id=event))
    return tuple(new)


def undo(
    session: Session, project_id: int, article_id: int, repair_id: int, *, actor_id: int
) -> tuple[int, ...]:
    """Bring the sentences of before a repair back, with all that was said; returns them.

    Raises Conflict when later work rests on the repair.
    """
    made = queries.traces(session, project_id, article_id, repair_id)
    if reason := queries.why_it_stays(session, project_id, made):
        raise Conflict(reason)
    now = clock.now()
    session.execute(
        sa.update(_sentence).where(_sentence.c.id.in_(made.new)).values(retired_by=repair_id)
    )
    _shift(session, article_id, made.position + len(made.new), len(made.old) - len(made.new))
    for place, sentence_id in enumerate(made.old):
        session.execute(
            sa.update(_sentence)
            .where(_sentence.c.id == sentence_id)
            .values(retired_by=None, position=made.position + place)
        )
    index_article(session, project_id, article_id)
    _end(session, project_id, made.new, now)
    _bring_back(session, project_id, made)
    session.execute(sa.update(_repair).where(_repair.c.id == repair_id).values(undone_at=now))
    record(
        session,
        Change(
            "undo",
            "repair",
            repair_id,
            project_id=project_id,
            actor_id=actor_id,
            before={"sentences": list(made.new)},
            after={"sentences": list(made.old)},
            undoes=made.event_id,
        ),
    )
    return made.old


def _begin(
    session: Session, owned: dict[str, int], kind: RepairKind, now: int, actor_id: int
) -> int:
    """Number a repair; its event follows when everything is done."""
    row = owned | {"kind": kind.value, "made_by": actor_id, "made_at": now}
    return int(session.execute(sa.insert(_repair).values(row).returning(_repair.c.id)).scalar_one())


def _sentences(
    session: Session, found: Proposal, owned: dict[str, Any], repair_id: int
) -> list[int]:
    """Put the new sentences in the place of the old ones."""
    first = found.old[0]
    session.execute(
        sa.update(_sentence)
        .where(_sentence.c.id.in_([unit.id for unit in found.old]))
        .values(retired_by=repair_id)
    )
    after = first.position + len(found.old)
    _shift(session, owned["article_id"], after, len(found.new) - len(found.old))
    return [
        session.execute(
            sa.insert(_sentence)
            .values(
                owned
                | {
                    "paragraph_id": first.paragraph_id,
                    "position": first.position + place,
                    "start": piece.start,
                    "end": piece.end,
                    "reason": piece.reason,
                    "quote_open": int(piece.quote_open),
                    "text_hash": text_hash(found.text[piece.start : piece.end]),
                    "made_by": repair_id,
                }
            )
            .returning(_sentence.c.id)
        ).scalar_one()
        for place, piece in enumerate(found.new)
    ]


def _shift(session: Session, article_id: int, since: int, by: int) -> None:
    """Move the sentences from a position on; by way of negative ones, for none may meet another."""
    if not by:
        return
    lives = (_sentence.c.article_id == article_id, _sentence.c.retired_by.is_(None))
    place = _sentence.c.position
    aside = sa.update(_sentence).where(*lives, place >= since)
    session.execute(aside.values(position=-(place + by) - 1))
    session.execute(sa.update(_sentence).where(*lives, place < 0).values(position=-place - 1))


def _end(
    session: Session, project_id: int, sentences: list[int] | tuple[int, ...], now: int
) -> dict[str, list[int]]:
    """End the labels and decisions of retired sentences; returns their numbers."""
    ended = {}
    for name, owner, moment in (
        ("spans", _span, _span.c.deleted_at),
        ("decisions", _decision, _decision.c.superseded_at),
    ):
        rows = session.execute(
            sa.update(owner)
            .where(
                owner.c.project_id == project_id,
                owner.c.sentence_id.in_(sentences),
                moment.is_(None),
            )
            .values({moment: now})
            .returning(owner.c.id)
        )
        ended[name] = sorted(rows.scalars())
    return ended


def _bring_back(session: Session, project_id: int, made: Traces) -> None:
    """Let the labels and decisions hold again that ended with the repair, at its very moment."""
    for owner, moment in ((_span, _span.c.deleted_at), (_decision, _decision.c.superseded_at)):
        session.execute(
            sa.update(owner)
            .where(
                owner.c.project_id == project_id,
                owner.c.sentence_id.in_(made.old),
                moment == made.made_at,
            )
            .values({moment: None})
        )


def _labels(
    session: Session, found: Proposal, new: list[int], owned: dict[str, Any], now: int
) -> list[int]:
    """Give people their labels on the new sentences, and ask them to look again."""
    spans, looks = [], []
    for person, standings in found.people:
        whose = owned | {"assignment_id": person.assignment_id}
        for sentence_id, piece, standing in zip(new, found.new, standings, strict=True):
            there = whose | {"sentence_id": sentence_id}
            row = there | {
                "kind": Kind.SENTENCE,
                "start": piece.start,
                "end": piece.end,
                "codebook_version_id": person.codebook_version_id,
                "revision": 1,
                "created_at": person.labelled_at,
                "updated_at": now,
            }
            spans += [row | said for said in _rows(standing.mark)]
            if standing.look:
                looks.append(there | {"reason": standing.look.value})
    if looks:
        session.execute(sa.insert(_look), looks)
    return [
        session.execute(sa.insert(_span).values(row).returning(_span.c.id)).scalar_one()
        for row in spans
    ]


def _answers(session: Session, found: Proposal, new: list[int], owned: dict[str, Any]) -> None:
    """Let every submission say of the new sentences what the rules make of its answers."""
    rows = [
        owned
        | {
            "submission_id": submission.submission_id,
            "sentence_id": sentence_id,
            "origin": answer.origin,
        }
        | said
        | {"sure": answer.mark.sure}
        for submission, answers in found.submitted
        for sentence_id, answer in zip(new, answers, strict=True)
        if answer is not None
        for said in _rows(answer.mark)
    ]
    if rows:
        session.execute(sa.insert(_rating), rows)


def _rows(mark: Mark) -> list[dict[str, Any]]:
    """A mark as one row for its main label and one for each of the others."""
    if mark.main is None:
        return []
    main = {"rank": Rank.MAIN, "label": mark.main, "sure": mark.sure, "note": mark.note}
    return [
        main,
        *({"rank": Rank.ALSO, "label": also, "sure": SURE, "note": ""} for also in mark.also),
    ]


def _decide(session: Session, owned: dict[str, Any], ruling: Ruling) -> int:
    """Carry a decision to a new sentence, with what it rested on."""
    decision_id = session.execute(
        sa.insert(_decision)
        .values(
            owned
            | {
                "verdict": ruling.verdict,
                "label": ruling.label,
                "reason": ruling.reason,
                "clause": ruling.clause,
                "decided_by": ruling.decided_by,
                "decided_at": ruling.decided_at,
            }
        )
        .returning(_decision.c.id)
    ).scalar_one()
    rested = [
        {
            "project_id": owned["project_id"],
            "decision_id": decision_id,
            "submission_id": submission,
            "label": label,
        }
        for submission, label in sorted(ruling.basis)
    ]
    if rested:
        session.execute(sa.insert(_basis), rested)
    return int(decision_id)


def _line(ids: list[int], pieces: Any, **others: list[int]) -> dict[str, Any]:
    """The journal's account: numbers and offsets, never words."""
    places = [[number, piece.start, piece.end] for number, piece in zip(ids, pieces, strict=True)]
    return {"sentences": places} | others
