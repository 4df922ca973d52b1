"""Settling disagreements: decisions are added beside the labels and never change them."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.codebook import queries as codebook
from annotator.db import table
from annotator.errors import Conflict, Invalid
from annotator.journal.actions import Change, record
from annotator.review import queries
from annotator.review.models import Decision, DecisionBasis
from annotator.review.verdicts import Verdict

_decision, _basis = table(Decision), table(DecisionBasis)

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a lead decided: a verdict, its label if it has one, and why."""

    verdict: Verdict
    label: int | None = None
    reason: str = ""
    clause: str = ""


def settle(
    session: Session, project_id: int, sentence_id: int, ruling: Ruling, *, lead: int, seen: int
) -> int:
    """Decide a sentence; `seen` is the decision that the lead was shown (0: none).

    Raises Conflict when another decision was made meanwhile.
    """
    _check(session, project_id, ruling)
    shown = queries.one(session, project_id, sentence_id)
    if not shown.votes:
        raise Invalid("Nobody has submitted this sentence yet, so there is nothing to settle.")
    before = _supersede(session, project_id, sentence_id, seen)
    decision_id = session.execute(
        sa.insert(_decision)
        .values(
            project_id=project_id,
            sentence_id=sentence_id,
            verdict=ruling.verdict.value,
            label=ruling.label,
            reason=ruling.reason,
            clause=ruling.clause,
            decided_by=lead,
            decided_at=clock.now(),
        )
        .returning(_decision.c.id)
    ).scalar_one()
    _rest(session, {"project_id": project_id, "decision_id": decision_id}, shown.votes)
    change = Change(
        "settle",
        "decision",
        sentence_id,
        project_id=project_id,
        actor_id=lead,
        before=before or None,
        after=decision_id,
    )
    record(session, change)
    return int(decision_id)


def withdraw(session: Session, project_id: int, sentence_id: int, *, lead: int, seen: int) -> None:
    """Take a decision back, so that the sentence is open again."""
    queries.one(session, project_id, sentence_id)
    before = _supersede(session, project_id, sentence_id, seen)
    if before:
        change = Change(
            "withdraw",
            "decision",
            sentence_id,
            project_id=project_id,
            actor_id=lead,
            before=before,
        )
        record(session, change)


def _rest(session: Session, owned: dict[str, int], votes: tuple[queries.Vote, ...]) -> None:
    """Note what a decision rests on: the answers for this very sentence."""
    rested = [
        owned | {"submission_id": vote.submission_id, "label": vote.label}
        for vote in votes
        if not vote.is_of_whole
    ]
    if rested:
        session.execute(sa.insert(_basis), rested)


def _check(session: Session, project_id: int, ruling: Ruling) -> None:
    if (ruling.verdict == Verdict.SETTLED) != (ruling.label is not None):
        raise Invalid("A settled sentence has exactly one label.")
    if ruling.label is not None:
        label = codebook.scheme(session, project_id).by_number().get(ruling.label)
        if label is None or not label.for_sentences:
            raise Invalid("The scheme has no such label for sentences.")
    if len(ruling.reason) > LONGEST_REASON:
        raise Invalid(f"A reason has at most {LONGEST_REASON} characters.")


def _supersede(session: Session, project_id: int, sentence_id: int, seen: int) -> int:
    """End the decision that holds, provided that it is the one seen; returns its number or 0."""
    holds = queries.live_decision(session, project_id, sentence_id) or 0
    if holds != seen:
        raise Conflict(
            "Another lead decided on this sentence meanwhile, so nothing of yours was saved. "
            "Look at it as it stands now."
        )
    if holds:
        session.execute(
            sa.update(_decision).where(_decision.c.id == holds).values(superseded_at=clock.now())
        )
    return holds
