"""What the article pages receive."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.details import Details
from annotator.articles.naming import Naming, naming
from annotator.articles.zones import Zone

ZONES = tuple((zone.value, zone.value.capitalize()) for zone in Zone)


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The project's articles, and imports that wait for a decision."""

    articles: tuple[queries.ListedArticle, ...]
    drafts: tuple[queries.Draft, ...]
    withdrawn: int
    """How many were taken down."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph with its words, zone and the reason for it."""

    id: int
    zone: str
    reason: str
    is_eligible: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportForm:
    """The form to paste or upload, with what was typed and the error that it ran into."""

    text: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """An article as understood, before it is saved."""

    batch_id: int
    details: Details
    direction: str
    paragraphs: tuple[ParagraphView, ...]
    notes: tuple[str, ...]
    dropped: tuple[str, ...]
    sentences: int
    zones: tuple[tuple[str, str], ...] = field(default=ZONES)
    error: str = ""

    @property
    def naming(self) -> tuple[Naming, ...]:
        """Sentences that give the outlet away."""
        return _naming(self.details.outlet, self.paragraphs)

    def as_typed(self, details: Details, zones: Mapping[int, Zone], error: str) -> "PreviewPage":
        """The page with what was typed in place of what is stored, and why it was not stored."""
        paragraphs = tuple(
            replace(paragraph, zone=zones.get(paragraph.id, paragraph.zone))
            for paragraph in self.paragraphs
        )
        return replace(self, details=details, paragraphs=paragraphs, error=error)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One live article as it was understood."""

    article: queries.ArticleView
    paragraphs: tuple[ParagraphView, ...]
    sentences: int

    @property
    def naming(self) -> tuple[Naming, ...]:
        """Sentences that give the outlet away."""
        return _naming(self.article.outlet, self.paragraphs)


def articles_page(session: Session, project_id: int) -> ArticlesPage:
    """Gather the list of articles."""
    return ArticlesPage(
        tuple(queries.live_articles(session, project_id)),
        tuple(queries.drafts(session, project_id)),
        queries.withdrawn(session, project_id),
    )


def preview_page(session: Session, project_id: int, batch_id: int) -> PreviewPage:
    """Gather what was understood of an import that is not live yet."""
    article, report = queries.draft(session, project_id, batch_id)
    paragraphs = paragraph_views(session, article)
    return PreviewPage(
        batch_id=batch_id,
        details=details_of(article),
        direction=article.direction,
        paragraphs=paragraphs,
        notes=tuple(report["notes"]),
        dropped=tuple(report["dropped"]),
        sentences=_eligible(paragraphs),
    )


def article_page(session: Session, project_id: int, article_id: int) -> ArticlePage:
    """Gather a live article for reading."""
    article = queries.article(session, project_id, article_id)
    paragraphs = paragraph_views(session, article)
    return ArticlePage(article, paragraphs, _eligible(paragraphs))


def details_of(article: queries.ArticleView) -> Details:
    """An article's title and provenance."""
    return Details(
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        url=article.url,
        published_on=article.published_on,
        language=article.language,
    )


def paragraph_views(session: Session, article: queries.ArticleView) -> tuple[ParagraphView, ...]:
    """An article's paragraphs with the words of their sentences."""
    return tuple(
        ParagraphView(
            id=paragraph.id,
            zone=paragraph.zone,
            reason=paragraph.reason,
            is_eligible=paragraph.is_eligible,
            sentences=tuple(article.text[s.start : s.end] for s in paragraph.sentences),
        )
        for paragraph in queries.paragraphs(session, article.id)
    )


def _naming(outlet: str, paragraphs: tuple[ParagraphView, ...]) -> tuple[Naming, ...]:
    shown = [one for one in paragraphs if one.is_eligible]
    return naming(outlet, [(one.zone, words) for one in shown for words in one.sentences])


def _eligible(paragraphs: tuple[ParagraphView, ...]) -> int:
    return sum(len(paragraph.sentences) for paragraph in paragraphs if paragraph.is_eligible)
