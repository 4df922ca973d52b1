"""Imports of many articles: begun, filled in small steps, and made live by one UPDATE."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.articles import queries
from annotator.articles.actions import removing, storing
from annotator.articles.models import ColumnMapping, ImportBatch, Refused
from annotator.articles.preparing import Prepared
from annotator.db import table
from annotator.errors import Conflict, Invalid
from annotator.jobs.actions import enqueue
from annotator.journal.actions import Change, record

READ = "import"
"""The kind of job that reads an import's files."""

NOTHING_TO_LABEL = (
    "No paragraph of this article is headline, deck, body or caption, so there would be nothing to "
    "label."
)

_batch, _refused, _mapping = table(ImportBatch), table(Refused), table(ColumnMapping)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """An import about to begin; `op_id` names the act, so that a second click begins no second."""

    source: str
    report: Mapping[str, Any]
    op_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """One article of many, ready to be stored, and where it stood."""

    source: str
    prepared: Prepared
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One item that could not be taken, and why; `record` is its row, so that it can be mended."""

    source: str
    reason: str
    record: str = ""


def begin(session: Session, project_id: int, new: NewBatch, *, actor_id: int) -> int:
    """Begin an import that nobody else sees; returns its number."""
    begun = queries.import_begun_by(session, project_id, new.op_id)
    if begun is not None:
        return begun
    batch_id = session.execute(
        sa.insert(_batch)
        .values(
            project_id=project_id,
            imported_by=actor_id,
            created_at=clock.now(),
            source=new.source,
            report=dict(new.report),
        )
        .returning(_batch.c.id)
    ).scalar_one()
    change = Change("begin", "import", batch_id, project_id=project_id, actor_id=actor_id)
    if new.op_id:
        change = Change("begin", "import", batch_id, project_id, actor_id, op_id=new.op_id)
    record(session, change)
    return int(batch_id)


def read_files(
    session: Session,
    project_id: int,
    batch_id: int,
    changes: Mapping[str, Any] | None = None,
    *,
    actor_id: int,
) -> int:
    """Ask for the import's files to be read, from where an earlier reading ended."""
    batch = queries.open_import(session, project_id, batch_id)
    if batch.is_read:
        raise Conflict("The files of this import are read already.")
    if batch.job and not batch.job.is_over:
        return batch.job.id
    done = batch.job.done if batch.job else 0
    job_id = enqueue(session, project_id, READ, {"batch": batch_id}, done=done, actor_id=actor_id)
    _note(session, batch_id, batch.report, {**(changes or {}), "job": job_id})
    return job_id


def remember_columns(
    session: Session, project_id: int, meanings: Mapping[str, Mapping[str, str]]
) -> None:
    """Keep which column means what, by the fingerprint of a file's columns."""
    for columns_hash, meaning in meanings.items():
        key = sa.and_(_mapping.c.project_id == project_id, _mapping.c.columns_hash == columns_hash)
        known = session.execute(sa.select(_mapping.c.columns_hash).where(key)).first()
        values = {"meaning": dict(meaning)}
        if known:
            session.execute(sa.update(_mapping).where(key).values(values))
        else:
            owner = {"project_id": project_id, "columns_hash": columns_hash}
            session.execute(sa.insert(_mapping).values(owner | values))


def store_items(
    session: Session, project_id: int, batch_id: int, first: int, items: Sequence[Ready | Refusal]
) -> None:
    """Store the next items of an import, numbered from `first`; what cannot be taken is refused."""
    queries.open_import(session, project_id, batch_id)
    known = queries.known_texts(
        session,
        project_id,
        batch_id,
        [one.prepared.text_sha256 for one in items if isinstance(one, Ready)],
    )
    names = queries.known_external_ids(
        session, project_id, [one.external_id for one in items if isinstance(one, Ready)]
    )
    for position, item in enumerate(items, first):
        refusal = item if isinstance(item, Refusal) else _refused_as(item, known, names)
        if refusal is None and isinstance(item, Ready):
            storing.store_article(session, project_id, batch_id, item.prepared, item.external_id)
            known[item.prepared.text_sha256] = f"This text is already in this import: {item.source}"
            names |= {item.external_id}
        elif refusal:
            _refuse(session, project_id, batch_id, position, refusal)


def finish_reading(
    session: Session, project_id: int, batch_id: int, headers: Mapping[str, str]
) -> None:
    """Say that all files of an import are read, and keep how their refused rows were headed."""
    batch = queries.open_import(session, project_id, batch_id)
    _note(session, batch_id, batch.report, {"read": True, "headers": dict(headers)})


def make_live(session: Session, project_id: int, batch_id: int, *, actor_id: int) -> int:
    """Let everybody in the project see the articles of an import; returns how many they are."""
    batch = queries.open_import(session, project_id, batch_id)
    if batch.is_many and not batch.is_read:
        raise Conflict("The files of this import are not all read yet, so nothing was saved.")
    empty = queries.without_sentences(session, project_id, batch_id)
    if empty:
        one = f"In “{empty[0]}” no" if batch.is_many else "No"
        raise Invalid(
            f"{one} paragraph of this article is headline, deck, body or caption, so there would "
            "be nothing to label. Correct what the paragraphs are."
        )
    _leave_out_known(session, project_id, batch_id)
    count = queries.article_count(session, project_id, batch_id)
    if not count:
        raise Invalid("This import holds no article that is not in the project already.")
    session.execute(sa.update(_batch).where(_batch.c.id == batch_id).values(live_at=clock.now()))
    after = {"articles": count}
    record(session, Change("import", "import", batch_id, project_id, actor_id, after=after))
    return count


def _leave_out_known(session: Session, project_id: int, batch_id: int) -> None:
    """Refuse what another import brought into the project while this one waited."""
    position = queries.next_refused(session, project_id, batch_id)
    for article_id, source, title in queries.known_meanwhile(session, project_id, batch_id):
        removing.remove_articles(session, project_id, [article_id])
        reason = f"This text is already in the project as “{title}”."
        _refuse(session, project_id, batch_id, position, Refusal(source, reason))
        position += 1


def _refused_as(item: Ready, known: Mapping[str, str], names: set[str]) -> Refusal | None:
    """Why an item cannot be taken; the text of what is known already is not kept once more."""
    if item.prepared.text_sha256 in known:
        return Refusal(item.source, known[item.prepared.text_sha256])
    if item.external_id and item.external_id in names:
        shown = item.external_id[:100]
        return Refusal(item.source, f"An article with the name “{shown}” is there already.")
    return None


def _refuse(
    session: Session, project_id: int, batch_id: int, position: int, refusal: Refusal
) -> None:
    session.execute(
        sa.insert(_refused).values(
            batch_id=batch_id,
            position=position,
            project_id=project_id,
            source=refusal.source,
            reason=refusal.reason,
            record=refusal.record,
        )
    )


def _note(
    session: Session, batch_id: int, report: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    session.execute(
        sa.update(_batch).where(_batch.c.id == batch_id).values(report={**report, **changes})
    )
