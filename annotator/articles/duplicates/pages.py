"""What the pages about shared sentences receive."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles import queries as articles
from annotator.articles.duplicates import queries
from annotator.articles.duplicates.alignment import LONGEST, Kind, Row, align, fold
from annotator.articles.duplicates.marking import Piece, marks
from annotator.articles.duplicates.wording import shared_sentence
from annotator.articles.links import LinkState
from annotator.errors import Invalid

SHOWN = 200
"""So many rows of a comparison stand on one page."""

MOVED = "moved"
DIFFERENCES = "differences"
FILTERS = ("", DIFFERENCES, *(kind.value for kind in Kind), MOVED)


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another article that shares sentences with this one, and what was decided."""

    other_id: int
    title: str
    about: str
    said: str
    state: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class Links:
    """All articles that share sentences with one; only a draft can still be skipped."""

    article_id: int
    is_draft: bool
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LinksFragment:
    """The part of an article's page that tells which articles share sentences with it."""

    links: Links


@dataclass(frozen=True, slots=True)
class Side:
    """One of two compared articles."""

    id: int
    title: str
    about: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A sentence beside its counterpart; `step` is the address of the next difference."""

    number: int
    kind: str
    is_moved: bool
    earlier: tuple[Piece, ...]
    later: tuple[Piece, ...]
    step: int | None = None

    @property
    def differs(self) -> bool:
        """Whether anything became of the sentence."""
        return self.kind != Kind.SAME.value or self.is_moved


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of what is shown, with how many rows it has."""

    value: str
    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two articles side by side, the earlier import first."""

    article_id: int
    earlier: Side
    later: Side
    said: str
    state: str
    rows: tuple[CompareRow, ...]
    filters: tuple[Filter, ...]
    only: str
    page: int
    pages: int
    is_cut: bool

    @property
    def other_id(self) -> int:
        """The article that it is compared with."""
        return self.earlier.id if self.article_id == self.later.id else self.later.id

    @property
    def first(self) -> int | None:
        """The number of the first row that differs."""
        return next((row.number for row in self.rows if row.differs), None)


def links(session: Session, project_id: int, article_id: int) -> Links:
    """Gather what one article of the project shares with others."""
    return of_articles(session, project_id, [article_id])[article_id]


def fragment(session: Session, project_id: int, article_id: int) -> LinksFragment:
    """Gather the same for a part of a page."""
    return LinksFragment(links(session, project_id, article_id))


def of_articles(
    session: Session, project_id: int, article_ids: Collection[int]
) -> dict[int, Links]:
    """Gather what each of some articles shares with others; three queries for any number."""
    found = queries.links(session, project_id, article_ids)
    live = queries.live(session, project_id, article_ids)
    return {
        number: Links(
            number, number not in live, tuple(_link_view(one) for one in found.get(number, ()))
        )
        for number in article_ids
    }


def compare(
    session: Session, project_id: int, pair: tuple[int, int], only: str, page: int
) -> ComparePage:
    """Gather two articles sentence by sentence; `pair` begins with the one that it is about."""
    if only not in FILTERS:
        raise Invalid(f"There is no choice “{only[:40]}” of what is shown.")
    earlier_id, later_id = sorted(pair)
    earlier, later = (articles.article(session, project_id, one) for one in (earlier_id, later_id))
    sides = queries.sentences(session, project_id, [earlier_id, later_id])
    before, after = sides[earlier_id].texts, sides[later_id].texts
    rows = align(fold(before), fold(after))
    counts = Counter(name for row in rows for name in _names(row))
    chosen = [row for row in enumerate(rows, start=1) if not only or only in _names(row[1])]
    page = min(max(page, 1), max(1, -(-len(chosen) // SHOWN)))
    state = queries.state(session, project_id, later_id, earlier_id)
    return ComparePage(
        article_id=pair[0],
        earlier=_side(earlier),
        later=_side(later),
        said=shared_sentence(counts[Kind.SAME], counts[Kind.EDITED], len(after), "the earlier one"),
        state=state.value if state else LinkState.FOUND.value,
        rows=_rows(chosen[(page - 1) * SHOWN : page * SHOWN], before, after),
        filters=tuple(_filters(counts, len(rows))),
        only=only,
        page=page,
        pages=max(1, -(-len(chosen) // SHOWN)),
        is_cut=max(len(before), len(after)) > LONGEST,
    )


def _link_view(link: queries.Link) -> LinkView:
    about = ", ".join(filter(None, (link.outlet, link.published_on)))
    return LinkView(
        other_id=link.other_id,
        title=link.title,
        about=about if link.is_live else ", ".join(filter(None, (about, "not saved yet"))),
        said=shared_sentence(link.shared, link.near, link.sentences, f"“{link.title}”"),
        state=link.state.value,
        is_live=link.is_live,
    )


def _side(article: articles.ArticleView) -> Side:
    about = ", ".join(filter(None, (article.outlet, article.published_on)))
    return Side(article.id, article.title, about, article.language, article.direction)


def _names(row: Row) -> Iterator[str]:
    """The filters that a row passes."""
    yield row.kind.value
    if row.is_moved:
        yield MOVED
    if row.is_moved or row.kind is not Kind.SAME:
        yield DIFFERENCES


def _filters(counts: Mapping[str, int], rows: int) -> Iterator[Filter]:
    yield Filter("", "All", rows)
    yield Filter(DIFFERENCES, "All differences", counts.get(DIFFERENCES, 0))
    for kind in (Kind.EDITED, Kind.ADDED, Kind.DROPPED):
        yield Filter(kind.value, kind.value.capitalize(), counts.get(kind.value, 0))
    yield Filter(MOVED, "Moved", counts.get(MOVED, 0))
    yield Filter(Kind.SAME.value, "Same", counts.get(Kind.SAME.value, 0))


def _rows(
    chosen: Sequence[tuple[int, Row]], before: Sequence[str], after: Sequence[str]
) -> tuple[CompareRow, ...]:
    found: list[CompareRow] = []
    step = None
    for number, row in reversed(chosen):
        old = "" if row.earlier is None else before[row.earlier]
        new = "" if row.later is None else after[row.later]
        dropped, added = marks(old, new) if old and new else (_whole(old), _whole(new))
        found.append(CompareRow(number, row.kind.value, row.is_moved, dropped, added, step))
        step = number if found[-1].differs else step
    return tuple(reversed(found))


def _whole(sentence: str) -> tuple[Piece, ...]:
    return (Piece(sentence, is_marked=True),) if sentence else ()
