"""What annotators said: their labels as they stand, and everything that they submitted."""

from collections import defaultdict
from typing import Any, Literal

import sqlalchemy as sa

from annotator.articles.models import Sentence
from annotator.clock import iso
from annotator.db import table
from annotator.export.queries.chunk import Chunk, among
from annotator.export.records import (
    AnnotationRecord,
    Layer,
    PhraseRecord,
    RatingOrigin,
    RatingRecord,
    SpanRecord,
    SubmissionRecord,
)
from annotator.labelling.kinds import Kind, Origin, Rank
from annotator.labelling.models import Assignment, Rating, Span, Submission, SubmittedPhrase
from annotator.projects.models import Participant

_assignment, _participant, _sentence = table(Assignment), table(Participant), table(Sentence)
_span, _submission = table(Span), table(Submission)
_rating, _phrase = table(Rating), table(SubmittedPhrase)

KINDS: dict[int, Literal["sentence", "phrase"]] = {
    Kind.SENTENCE: "sentence",
    Kind.PHRASE: "phrase",
}
LAYERS: dict[int, Layer] = {Rank.MAIN: "main", Rank.ALSO: "also"}
ORIGINS: dict[int, RatingOrigin] = {
    Origin.EXPLICIT: "explicit",
    Origin.IMPLIED: "implied",
    Origin.CARRIED: "carried",
    Origin.CARRIED_IMPLIED: "carried implied",
    Origin.PART: "part",
}
SAID = frozenset({Origin.EXPLICIT, Origin.CARRIED})
"""The origins of ratings whose sureness somebody gave for this very sentence."""

_ASSIGNMENTS = (
    sa.select(
        _assignment.c.article_id, _assignment.c.id, _participant.c.pseudonym, _assignment.c.state
    )
    .join(_participant, _participant.c.id == _assignment.c.participant_id)
    .where(among(_assignment.c.article_id, _assignment.c.project_id))
)
_SPANS = (
    sa.select(
        _span.c.assignment_id,
        _span.c.kind,
        _span.c.rank,
        _span.c.label,
        _span.c.start,
        _span.c.end,
        _span.c.sure,
        _span.c.note,
        _span.c.codebook_version_id,
        _span.c.revision,
        _span.c.created_at,
        _span.c.updated_at,
    )
    .where(among(_span.c.assignment_id, _span.c.project_id), _span.c.deleted_at.is_(None))
    .order_by(
        _span.c.start, _span.c.end, _span.c.kind, _span.c.rank, _span.c.label, _span.c.created_at
    )
)
_SUBMISSIONS = (
    sa.select(
        _submission.c.assignment_id,
        _submission.c.id,
        _submission.c.number,
        _submission.c.submitted_at,
        _submission.c.codebook_version_id,
    )
    .where(among(_submission.c.assignment_id))
    .order_by(_submission.c.number)
)
_RATINGS = (
    sa.select(
        _rating.c.submission_id,
        _rating.c.rank,
        _rating.c.label,
        _rating.c.origin,
        _rating.c.sure,
        _rating.c.note,
        _sentence.c.start,
        _sentence.c.end,
    )
    .join(_sentence, _sentence.c.id == _rating.c.sentence_id)
    .where(among(_rating.c.submission_id))
    .order_by(_sentence.c.start, _sentence.c.end, _rating.c.rank, _rating.c.label)
)
_STANDING = _RATINGS.where(_sentence.c.retired_by.is_(None))
# What was submitted to the letter; what one repair carried and another one retired is left out.
_REPLACED = _RATINGS.where(
    _sentence.c.retired_by.is_not(None), _rating.c.origin.in_((Origin.EXPLICIT, Origin.IMPLIED))
)
_PHRASES = (
    sa.select(_phrase.c.submission_id, _phrase.c.label, _phrase.c.start, _phrase.c.end)
    .where(among(_phrase.c.submission_id, _phrase.c.project_id))
    .order_by(_phrase.c.start, _phrase.c.end, _phrase.c.label, _phrase.c.id)
)


def annotations(chunk: Chunk) -> dict[int, list[AnnotationRecord]]:
    """Every annotator's copy, by article; A2 stands before A10."""
    copies = list(chunk.rows(_ASSIGNMENTS, chunk.ids))
    numbers = [row.id for row in copies]
    spans, submissions = _spans(chunk, numbers), _submissions(chunk, numbers)
    found = defaultdict(list)
    for article, assignment, pseudonym, state in copies:
        found[article].append(
            AnnotationRecord(
                annotator=pseudonym,
                state=state,
                spans=tuple(spans[assignment]),
                submissions=tuple(submissions[assignment]),
            )
        )
    for records in found.values():
        records.sort(key=lambda one: (len(one.annotator), one.annotator))
    return found


def _spans(chunk: Chunk, assignments: list[int]) -> dict[int, list[SpanRecord]]:
    """Labels as they stand, by assignment; deleted ones are in the journal alone."""
    labels, versions = chunk.codes.labels, chunk.codes.versions
    found = defaultdict(list)
    for (
        assignment, kind, rank, label, start, end, sure, note, version, revision, created, updated,
    ) in chunk.rows(_SPANS, assignments):  # fmt: skip
        found[assignment].append(
            SpanRecord(
                kind=KINDS[kind],
                rank=LAYERS[rank],
                label=labels[label],
                start=start,
                end=end,
                sure=sure,
                note=note,
                codebook_version=versions[version],
                revision=revision,
                created_at=(begun := iso(created)),
                updated_at=begun if updated == created else iso(updated),
            )
        )
    return found


def _submissions(chunk: Chunk, assignments: list[int]) -> dict[int, list[SubmissionRecord]]:
    """Everything that was submitted, by assignment, oldest first."""
    submitted = list(chunk.rows(_SUBMISSIONS, assignments))
    numbers = [row.id for row in submitted]
    ratings, replaced = _ratings(chunk, _STANDING, numbers), _ratings(chunk, _REPLACED, numbers)
    phrases = _phrases(chunk, numbers)
    found = defaultdict(list)
    for assignment, submission, number, submitted_at, version in submitted:
        found[assignment].append(
            SubmissionRecord(
                number=number,
                submitted_at=iso(submitted_at),
                codebook_version=chunk.codes.versions[version],
                ratings=tuple(ratings[submission]),
                replaced=tuple(replaced[submission]),
                phrases=tuple(phrases[submission]),
            )
        )
    return found


def _ratings(
    chunk: Chunk, statement: sa.Select[Any], submissions: list[int]
) -> dict[int, list[RatingRecord]]:
    labels = chunk.codes.labels
    found = defaultdict(list)
    for row in chunk.rows(statement, submissions):
        submission, rank, label, origin, sure, note, start, end = row
        found[submission].append(
            RatingRecord(
                start=start,
                end=end,
                layer=LAYERS[rank],
                label=labels[label],
                origin=ORIGINS[origin],
                sure=sure if origin in SAID else None,
                note=note,
            )
        )
    return found


def _phrases(chunk: Chunk, submissions: list[int]) -> dict[int, list[PhraseRecord]]:
    labels = chunk.codes.labels
    found = defaultdict(list)
    for submission, label, start, end in chunk.rows(_PHRASES, submissions):
        found[submission].append(PhraseRecord(start=start, end=end, label=labels[label]))
    return found
