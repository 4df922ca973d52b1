"""An article's paragraphs with their words, as every article page shows them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.naming import Naming, naming


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph with its words, zone and the reason for it."""

    id: int
    zone: str
    reason: str
    is_eligible: bool
    sentences: tuple[str, ...]


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


def naming_of(outlet: str, paragraphs: tuple[ParagraphView, ...]) -> tuple[Naming, ...]:
    """Sentences to label that give the outlet away."""
    shown = [one for one in paragraphs if one.is_eligible]
    return naming(outlet, [(one.zone, words) for one in shown for words in one.sentences])


def eligible(paragraphs: tuple[ParagraphView, ...]) -> int:
    """How many sentences are labelled."""
    return sum(len(paragraph.sentences) for paragraph in paragraphs if paragraph.is_eligible)
