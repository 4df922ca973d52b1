"""How leads settled sentences, and whether what they rested on still holds."""

from collections import defaultdict

import sqlalchemy as sa

from annotator.articles.models import Sentence
from annotator.clock import iso
from annotator.db import table
from annotator.export.queries.chunk import Chunk, among
from annotator.export.records import BasisRecord, DecisionRecord
from annotator.labelling.kinds import ANSWERS, Rank
from annotator.labelling.models import Assignment, Rating, Submission
from annotator.projects.models import Participant
from annotator.review.models import Decision, DecisionBasis

_decision, _basis, _sentence = table(Decision), table(DecisionBasis), table(Sentence)
_assignment, _submission, _rating = table(Assignment), table(Submission), table(Rating)
_participant = table(Participant)
_later = _submission.alias("later")


_DECISIONS = (
    sa.select(
        _sentence.c.article_id,
        _decision.c.id,
        _decision.c.sentence_id,
        _sentence.c.start,
        _sentence.c.end,
        _decision.c.verdict,
        _decision.c.label,
        _decision.c.reason,
        _decision.c.clause,
        _decision.c.decided_at,
    )
    .join(_decision, _decision.c.sentence_id == _sentence.c.id)
    .where(
        among(_sentence.c.article_id, _decision.c.project_id), _decision.c.superseded_at.is_(None)
    )
    .order_by(_sentence.c.start, _sentence.c.end, _decision.c.id)
)
_BASES = (
    sa.select(
        _basis.c.decision_id,
        _assignment.c.participant_id,
        _participant.c.pseudonym,
        _submission.c.number,
        _basis.c.label,
    )
    .join(_submission, _submission.c.id == _basis.c.submission_id)
    .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
    .join(_participant, _participant.c.id == _assignment.c.participant_id)
    .where(among(_basis.c.decision_id))
)
# What the newest submissions say now; of a longer sentence is no answer for its parts.
_NOW = (
    sa.select(_rating.c.sentence_id, _assignment.c.participant_id, _rating.c.label)
    .join(_submission, _submission.c.id == _rating.c.submission_id)
    .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
    .where(
        among(_rating.c.sentence_id, _rating.c.project_id),
        _rating.c.rank == Rank.MAIN,
        _rating.c.origin.in_(ANSWERS),
        ~sa.exists().where(
            _later.c.assignment_id == _submission.c.assignment_id,
            _later.c.number > _submission.c.number,
        ),
    )
)


def decisions(chunk: Chunk) -> dict[int, list[DecisionRecord]]:
    """The decisions that hold, by article, in the order of the text."""
    settled = list(chunk.rows(_DECISIONS, chunk.ids))
    rested, basis = _bases(chunk, [row.id for row in settled])
    now = defaultdict(set)
    for sentence, participant, label in chunk.rows(_NOW, [row.sentence_id for row in settled]):
        now[sentence].add((participant, label))
    found = defaultdict(list)
    for (
        article, decision, sentence, start, end, verdict, label, reason, clause, decided_at,
    ) in settled:  # fmt: skip
        found[article].append(
            DecisionRecord(
                start=start,
                end=end,
                layer="main",
                verdict=verdict,
                label=None if label is None else chunk.codes.labels[label],
                reason=reason,
                clause=clause,
                decided_at=iso(decided_at),
                stale=rested[decision] != now[sentence],
                basis=tuple(basis[decision]),
            )
        )
    return found


def _bases(
    chunk: Chunk, decided: list[int]
) -> tuple[dict[int, set[tuple[int, int]]], dict[int, list[BasisRecord]]]:
    """What each decision rested on: as numbers to compare, and as the export cites it."""
    rested, cited = defaultdict(set), defaultdict(list)
    for decision, participant, pseudonym, submission, label in chunk.rows(_BASES, decided):
        rested[decision].add((participant, label))
        record = BasisRecord(
            annotator=pseudonym, submission=submission, label=chunk.codes.labels[label]
        )
        cited[decision].append(record)
    for basis in cited.values():
        basis.sort(key=lambda one: (len(one.annotator), one.annotator, one.submission))
    return rested, cited
