"""The sentences behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
from sqlalchemy.orm import Session

from annotator.agreement import queries
from annotator.agreement.cells import Cell, against_majority, units_behind
from annotator.agreement.choice import Choice
from annotator.agreement.memory import Memory
from annotator.agreement.packed import of_articles
from annotator.agreement.pages.groups import articles_done
from annotator.agreement.pages.studying import Enquiry
from annotator.agreement.ratings import Ratings
from annotator.articles.queries import SentenceInContext
from annotator.codebook.queries import LabelView
from annotator.errors import Invalid, NotFound
from annotator.projects.place import Place

PAGE = 25
NO_LABEL = -1


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sentences, as the address says it: labels by number, people by pseudonym."""

    row: int
    column: int
    pair: tuple[str, str] | None
    number: int
    differ: bool = False
    """Sentences with different labels, whichever; of the pair, if one is named."""
    who: str = ""
    """Sentences on which this person differs from the majority of the others."""
    since: int = 0
    until: int = 0
    """Articles whose last label came in this time, in microseconds; until 0: all."""

    def query(self) -> dict[str, str]:
        """What an address says of it, without the page."""
        parts = {
            "row": str(self.row) if self.row != NO_LABEL else "",
            "column": str(self.column) if self.column != NO_LABEL else "",
            "first": self.pair[0] if self.pair else "",
            "second": self.pair[1] if self.pair else "",
            "differ": "1" if self.differ else "",
            "who": self.who,
            "since": str(self.since) if self.until else "",
            "until": str(self.until) if self.until else "",
        }
        return {name: value for name, value in parts.items() if value}


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One person's label on a sentence."""

    pseudonym: str
    label: LabelView
    implied: bool


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence with what each person said of it."""

    sentence: SentenceInContext
    voices: tuple[VoiceView, ...]


@dataclass(frozen=True, slots=True)
class SentencesPage:
    """The sentences behind a figure; pages count from 1."""

    row: LabelView | None
    """None: whatever differs."""
    column: LabelView | None
    pair: tuple[str, str] | None
    who: str
    sentences: tuple[SentenceView, ...]
    total: int
    first: int
    """The place of the first sentence shown among all, from 1."""
    number: int
    has_next: bool
    names: Mapping[str, str]
    """Display names by pseudonym, as far as this person may read them."""
    choice: Choice
    query: dict[str, list[str] | str]
    """The choice and what was asked, as an address says it."""


def sentences_page(
    session: Session, place: Place, memory: Memory, choice: Choice, asked: Asked
) -> SentencesPage:
    """Gather one page of the sentences behind a figure."""
    enquiry = Enquiry(session, place, memory, choice)
    ratings = enquiry.ratings()
    row, column = _declared(asked, enquiry.scheme.by_number(), ratings)
    if asked.pair:
        enquiry.pair(asked.pair)
    units = _units(enquiry, ratings, asked, row, column)
    number = min(asked.number, max(1, ceil(len(units) / PAGE)))
    start = (number - 1) * PAGE
    shown = units[start : start + PAGE]
    found = queries.heard(session, place.project_id, shown, choice)
    labels = enquiry.scheme.by_number()
    return SentencesPage(
        row=row,
        column=column,
        pair=asked.pair if column or row is None else None,
        who=asked.who,
        sentences=tuple(_sentence(one, labels) for one in found),
        total=len(units),
        first=start + 1,
        number=number,
        has_next=start + PAGE < len(units),
        names=enquiry.names,
        choice=choice,
        query={**choice.query(), **asked.query()},
    )


def _units(
    enquiry: Enquiry,
    ratings: Ratings,
    asked: Asked,
    row: LabelView | None,
    column: LabelView | None,
) -> list[int]:
    if asked.until:
        done = articles_done(enquiry.counted().submissions)
        kept = [at for at, when in done.items() if asked.since <= when < asked.until]
        ratings = of_articles(ratings, np.array(kept, np.int64))
    if asked.who:
        try:
            return [int(unit) for unit in against_majority(ratings, asked.who)]
        except Invalid as error:
            raise NotFound("Nobody of this name submitted an article of this project.") from error
    cell = Cell(row.key if row else None, column.key if column else None, asked.pair)
    return [int(unit) for unit in units_behind(ratings, cell)]


def _declared(
    asked: Asked, labels: dict[int, LabelView], ratings: Ratings
) -> tuple[LabelView | None, LabelView | None]:
    """The labels asked for, as far as the ratings know them."""
    if asked.row == NO_LABEL and (asked.differ or asked.who):
        return None, None
    known = {number: label for number, label in labels.items() if label.key in ratings.labels}
    row, column = known.get(asked.row), known.get(asked.column)
    if row is None or (column is None and asked.column != NO_LABEL):
        raise NotFound("The scheme has no such label for sentences. Choose a cell of the matrix.")
    return row, column


def _sentence(found: queries.Heard, labels: dict[int, LabelView]) -> SentenceView:
    return SentenceView(
        found.sentence,
        tuple(VoiceView(one.pseudonym, labels[one.label], one.implied) for one in found.voices),
    )
