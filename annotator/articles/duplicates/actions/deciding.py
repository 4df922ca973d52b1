"""What a lead makes of an article that shares sentences with another: linked or kept apart."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import clock
from annotator.articles.duplicates import queries
from annotator.articles.duplicates.alignment import align, fold, tally
from annotator.articles.links import LinkState
from annotator.articles.models import ArticleLink
from annotator.db import table
from annotator.errors import Invalid, NotFound
from annotator.journal.actions import Change, record

_link = table(ArticleLink)


def decide(
    session: Session, project_id: int, pair: tuple[int, int], state: LinkState, *, actor_id: int
) -> None:
    """Link two articles as versions of one text, keep them apart, or leave it open again.

    A lead may also do so with articles that no link was found between.
    """
    earlier, later = sorted(pair)
    before = queries.state(session, project_id, later, earlier)
    if before is None:
        _add(session, project_id, earlier, later)
    is_open = state is LinkState.FOUND
    session.execute(
        sa.update(_link)
        .where(_link.c.article_id == later, _link.c.other_id == earlier)
        .values(
            state=state.value,
            decided_by=None if is_open else actor_id,
            decided_at=None if is_open else clock.now(),
        )
    )
    change = Change(
        "decide",
        "article link",
        later,
        project_id=project_id,
        actor_id=actor_id,
        before={"other": earlier, "state": before.value if before else ""},
        after={"other": earlier, "state": state.value},
    )
    record(session, change)


def _add(session: Session, project_id: int, earlier: int, later: int) -> None:
    sides = queries.sentences(session, project_id, [earlier, later])
    if len(sides) < len({earlier, later}):
        raise NotFound("There is no such article in this project.")
    if earlier == later:
        raise Invalid("An article cannot be linked to itself.")
    same, edited = tally(align(*(fold(sides[one].texts) for one in (earlier, later))))
    row = {"article_id": later, "other_id": earlier, "shared": same, "near": edited}
    session.execute(
        sa.insert(_link).values(**row, project_id=project_id, state=LinkState.FOUND.value)
    )
