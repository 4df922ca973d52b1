"""What the page receives that asks before many articles are changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.bulk.changes import BulkChange
from annotator.articles.bulk.queries import differing
from annotator.articles.listing.filters import Filters

SHOWN = 5


@dataclass(frozen=True, slots=True)
class BulkPage:
    """A change, how many articles it concerns, and the first of them."""

    change: BulkChange
    filters: Filters
    selected: tuple[int, ...]
    """Empty: all that match."""
    number: int
    differing: int
    titles: tuple[str, ...]
    error: str = ""


def bulk_page(
    session: Session, asked: queries.Asked, selected: Sequence[int], change: BulkChange
) -> BulkPage:
    """Count what a change would concern."""
    numbers = concerned(session, asked, selected)
    return BulkPage(
        change=change,
        filters=asked.filters,
        selected=tuple(selected),
        number=len(numbers),
        differing=len(differing(session, numbers, change)),
        titles=tuple(queries.titles(session, numbers[:SHOWN])),
    )


def concerned(session: Session, asked: queries.Asked, selected: Sequence[int]) -> list[int]:
    """The articles that were selected, or all that match."""
    if selected:
        return queries.live_ids(session, asked.project_id, selected)
    return queries.matching_ids(session, asked)
