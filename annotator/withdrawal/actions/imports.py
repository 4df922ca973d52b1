"""Undoing an import that is in the project, as long as nothing in it is labelled."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator.articles.models import ImportBatch
from annotator.db import table
from annotator.errors import Conflict
from annotator.journal.actions import Change, record
from annotator.journal.models import Event
from annotator.labelling.models import Assignment
from annotator.withdrawal.actions.rows import cut_loose
from annotator.withdrawal.queries import imports

_batch, _assignment, _event = table(ImportBatch), table(Assignment), table(Event)


def undo_import(session: Session, project_id: int, batch_id: int, *, actor_id: int) -> int:
    """Take an import out of the project: it is a draft again. Returns how many articles it holds.

    Copies that annotators opened without labelling anything go.
    """
    found = imports.live_import(session, project_id, batch_id)
    if found.refusal:
        raise Conflict(found.refusal)
    copies = imports.copies(project_id, batch_id)
    opened = sa.select(_assignment.c.id).where(copies)
    cut_loose(session, _event.c.assignment_id.in_(opened))
    session.execute(sa.delete(_assignment).where(copies))
    session.execute(sa.update(_batch).where(_batch.c.id == batch_id).values(live_at=None))
    after = {"articles": found.articles, "copies": found.copies}
    record(session, Change("undo", "import", batch_id, project_id, actor_id, after=after))
    return found.articles
