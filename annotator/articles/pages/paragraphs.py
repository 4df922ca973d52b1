"""An article's paragraphs with their words, as every article page shows them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles import queries
from annotator.articles.lines import dateline
from annotator.articles.naming import Naming, naming
from annotator.articles.zones import Zone


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph with its words, zone and the reason for it.

    `dateline` are the words with which its first sentence begins, if they are one.
    """

    id: int
    zone: str
    reason: str
    is_eligible: bool
    sentences: tuple[str, ...]
    dateline: str = ""


def paragraph_views(session: Session, article: queries.ArticleView) -> tuple[ParagraphView, ...]:
    """An article's paragraphs with the words of their sentences."""
    return tuple(
        _view(article.text, paragraph) for paragraph in queries.paragraphs(session, article.id)
    )


def _view(text: str, paragraph: queries.ParagraphRow) -> ParagraphView:
    words = tuple(text[s.start : s.end] for s in paragraph.sentences)
    return ParagraphView(
        id=paragraph.id,
        zone=paragraph.zone,
        reason=paragraph.reason,
        is_eligible=paragraph.is_eligible,
        sentences=words,
        dateline=dateline(words[0]) if words and paragraph.zone == Zone.BODY else "",
    )


def naming_of(outlet: str, paragraphs: tuple[ParagraphView, ...]) -> tuple[Naming, ...]:
    """Sentences to label that give the outlet away."""
    shown = [one for one in paragraphs if one.is_eligible]
    return naming(outlet, [(one.zone, words) for one in shown for words in one.sentences])


def eligible(paragraphs: tuple[ParagraphView, ...]) -> int:
    """How many sentences are labelled."""
    return sum(len(paragraph.sentences) for paragraph in paragraphs if paragraph.is_eligible)
