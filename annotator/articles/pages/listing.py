"""What the pages that list and show live articles receive."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.duplicates import pages as duplicates
from annotator.articles.listing.filters import Filters
from annotator.articles.naming import Naming
from annotator.articles.pages.paragraphs import ParagraphView, eligible, naming_of, paragraph_views
from annotator.articles.search.typed import LONGEST, terms

# So many outlets or languages are offered; one more, and they are typed.
OFFERED = 200
IMPORTS = 30


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One article in the list, with how far the work on it is."""

    article: queries.Row
    sentences: int
    progress: queries.Progress
    is_alike: bool


@dataclass(frozen=True, slots=True)
class TypedChange:
    """What stands in the form that changes many articles."""

    kind: str = ""
    value: str = ""
    is_for_all: bool = False
    selected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the project's articles as it was asked for."""

    filters: Filters
    overlap: int
    rows: tuple[ListedRow, ...]
    count: queries.Count
    previous: int | None
    next: int | None
    is_first: bool
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    imports: tuple[queries.ListedImport, ...]
    error: str = ""
    typed: TypedChange = TypedChange()

    def with_error(self, error: str) -> "ListPage":
        """The same, with why the address could not be understood."""
        return replace(self, error=error)

    @property
    def is_empty(self) -> bool:
        """Whether the project has no article at all."""
        return not self.rows and self.is_first and not self.filters.is_any

    @property
    def hint(self) -> str:
        """What to know of a query that was not taken as it was typed."""
        if self.filters.q and not terms(self.filters.q):
            return "There is no letter and no digit in what you search for."
        if len(self.filters.q) > LONGEST:
            return f"Only the first {LONGEST} characters are searched for."
        return ""


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The list, and what stands around it: imports that wait for a decision, and takedowns."""

    list: ListPage
    drafts: tuple[queries.Draft, ...]
    withdrawn: int
    """How many were taken down."""

    def with_error(self, error: str) -> "ArticlesPage":
        """The same, with why the address could not be understood."""
        return replace(self, list=self.list.with_error(error))

    def as_typed(self, typed: TypedChange, error: str) -> "ArticlesPage":
        """The same, with why a change of many articles was refused."""
        return replace(self, list=replace(self.list, typed=typed, error=error))


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One live article as it was understood."""

    article: queries.ArticleView
    paragraphs: tuple[ParagraphView, ...]
    sentences: int
    links: duplicates.Links
    receipt: queries.Receipt

    @property
    def naming(self) -> tuple[Naming, ...]:
        """Sentences that give the outlet away."""
        return naming_of(self.article.outlet, self.paragraphs)


def articles_page(
    session: Session, asked: queries.Asked, *, after: int = 0, previous_to: int = 0
) -> ArticlesPage:
    """Gather the list of articles and what stands around it."""
    return ArticlesPage(
        list_page(session, asked, after=after, previous_to=previous_to),
        tuple(queries.drafts(session, asked.project_id)),
        queries.withdrawn(session, asked.project_id),
    )


def list_page(
    session: Session, asked: queries.Asked, *, after: int = 0, previous_to: int = 0
) -> ListPage:
    """Gather one page of the list."""
    found = queries.listed(session, asked, after=after, previous_to=previous_to)
    project_id, numbers = asked.project_id, [row.id for row in found.rows]
    sentences = queries.sentences(session, numbers)
    progress = asked.standings.of(session, project_id, asked.overlap, numbers)
    alike = queries.alike(session, project_id, numbers)
    return ListPage(
        filters=asked.filters,
        overlap=asked.overlap,
        rows=tuple(
            ListedRow(row, sentences.get(row.id, 0), progress[row.id], row.id in alike)
            for row in found.rows
        ),
        count=found.count,
        previous=found.previous,
        next=found.next,
        is_first=not after and found.previous is None,
        outlets=tuple(queries.outlets(session, project_id, OFFERED + 1)),
        languages=tuple(queries.languages(session, project_id, OFFERED + 1)),
        imports=tuple(queries.imports(session, project_id, IMPORTS, asked.filters.batch)),
    )


def article_page(session: Session, project_id: int, article_id: int) -> ArticlePage:
    """Gather a live article for reading."""
    article = queries.article(session, project_id, article_id)
    paragraphs = paragraph_views(session, article)
    links = duplicates.links(session, project_id, article.id)
    receipt = queries.receipt(session, project_id, article.id)
    return ArticlePage(article, paragraphs, eligible(paragraphs), links, receipt)
