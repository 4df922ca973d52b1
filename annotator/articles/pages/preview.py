"""What the form of an import and the preview of an article receive."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.details import Details
from annotator.articles.duplicates import pages as duplicates
from annotator.articles.naming import Naming
from annotator.articles.pages.paragraphs import ParagraphView, eligible, naming_of, paragraph_views
from annotator.articles.zones import Zone


@dataclass(frozen=True, slots=True)
class ZoneKey:
    """A zone, its name, and the key that makes the paragraph in focus one of it."""

    value: str
    text: str
    key: str


ZONES = tuple(
    ZoneKey(zone.value, zone.value.capitalize(), str(number)) for number, zone in enumerate(Zone, 1)
)
"""The one table of keys: the page shows it, and the script acts by what the page shows."""


@dataclass(frozen=True, slots=True)
class ImportForm:
    """The form to paste or upload, with what was typed and the error that it ran into.

    `act` names this form, so that sending it twice imports once.
    """

    text: str = ""
    error: str = ""
    act: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """An article as understood, before it is saved; one of many when its import has files."""

    batch_id: int
    article_id: int
    is_many: bool
    details: Details
    direction: str
    paragraphs: tuple[ParagraphView, ...]
    receipt: Mapping[str, Any]
    sentences: int
    links: duplicates.Links
    next_id: int | None = None
    zones: tuple[ZoneKey, ...] = ZONES
    error: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed while reading."""
        return tuple(self.receipt.get("notes", ()))

    @property
    def dropped(self) -> tuple[str, ...]:
        """Lines that were left out of the text."""
        return tuple(self.receipt.get("dropped", ()))

    @property
    def source(self) -> str:
        """The file or row that it came from."""
        return str(self.receipt.get("source", ""))

    @property
    def naming(self) -> tuple[Naming, ...]:
        """Sentences that give the outlet away."""
        return naming_of(self.details.outlet, self.paragraphs)

    def as_typed(self, details: Details, zones: Mapping[int, Zone], error: str) -> "PreviewPage":
        """The page with what was typed in place of what is stored, and why it was not stored."""
        paragraphs = tuple(
            replace(paragraph, zone=zones.get(paragraph.id, paragraph.zone))
            for paragraph in self.paragraphs
        )
        return replace(self, details=details, paragraphs=paragraphs, error=error)


def preview_page(
    session: Session, project_id: int, batch_id: int, article_id: int | None = None
) -> PreviewPage:
    """Gather what was understood of an article whose import is not live yet."""
    article = queries.draft_article(session, project_id, batch_id, article_id)
    paragraphs = paragraph_views(session, article)
    following = queries.imported(session, project_id, batch_id, after=article.id, limit=1)
    return PreviewPage(
        batch_id=batch_id,
        article_id=article.id,
        is_many=article_id is not None,
        details=details_of(article),
        direction=article.direction,
        paragraphs=paragraphs,
        receipt=queries.receipt(session, project_id, article.id).told,
        sentences=eligible(paragraphs),
        links=duplicates.links(session, project_id, article.id),
        next_id=following[0].id if following else None,
    )


def details_of(article: queries.ArticleView) -> Details:
    """An article's title and provenance."""
    return Details(
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        url=article.url,
        published_on=article.published_on,
        language=article.language,
        text_licence=article.text_licence,
    )
