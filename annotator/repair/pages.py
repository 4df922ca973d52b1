"""What the pages for repairing an article's sentences receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles import queries as articles
from annotator.articles.queries import ArticleView
from annotator.articles.repairs import RepairKind
from annotator.clock import moment
from annotator.repair import queries
from annotator.repair.queries import Made, Wanted

TITLES = {
    RepairKind.MERGE: "Merge two sentences",
    RepairKind.SPLIT: "Split a sentence",
    RepairKind.MOVE_EDGE: "Move the edge between two sentences",
}
DONE = {"merge": "Merged two sentences", "split": "Split a sentence", "move edge": "Moved an edge"}
SHOWN = 40
"""So many characters on either side name a place between two words."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence in its paragraph; `gap` is what stands between it and the next one there."""

    id: int
    number: int
    start: int
    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph with its sentences."""

    zone: str
    is_eligible: bool
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A place between two words of the lit sentence, for browsers without script."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MadeView:
    """A repair that was made."""

    id: int
    what: str
    by: str
    day: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A repair to be confirmed: the words before and after, and what becomes of what was said."""

    wanted: Wanted
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    told: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class RepairPage:
    """An article whose sentences can be repaired, one of them lit."""

    article: ArticleView
    paragraphs: tuple[ParagraphView, ...]
    lit: SentenceView | None
    previous: SentenceView | None
    next: SentenceView | None
    total: int
    repairs: tuple[MadeView, ...]
    proposal: ProposalView | None = None
    error: str = ""

    @property
    def places(self) -> tuple[WordPlace, ...]:
        """The places between the words of the lit sentence."""
        return _places(self.lit) if self.lit else ()


def repair_page(session: Session, project_id: int, article_id: int, lit: int) -> RepairPage:
    """Gather the article with one of its sentences lit: the one asked for, else the first."""
    queries.text(session, project_id, article_id)
    article = articles.article(session, project_id, article_id)
    paragraphs = _paragraphs(session, article)
    found = [(one, paragraph) for paragraph in paragraphs for one in paragraph.sentences]
    place = next((n for n, (one, _) in enumerate(found) if one.id == lit), 0)
    before, here, after = (
        found[n] if 0 <= n < len(found) else (None, None) for n in (place - 1, place, place + 1)
    )
    return RepairPage(
        article,
        paragraphs,
        lit=here[0],
        previous=before[0] if before[1] is here[1] else None,
        next=after[0] if after[1] is here[1] else None,
        total=len(found),
        repairs=tuple(map(_made, queries.made(session, project_id, article_id))),
    )


def proposal_view(
    session: Session, project_id: int, article_id: int, wanted: Wanted
) -> ProposalView:
    """Gather a repair that was not made yet."""
    found = queries.proposal(session, project_id, article_id, wanted)
    return ProposalView(
        wanted,
        TITLES[wanted.kind],
        before=tuple(found.text[u.piece.start : u.piece.end] for u in found.old),
        after=tuple(found.text[piece.start : piece.end] for piece in found.new),
        told=found.toll.sentences,
        seal=found.toll.seal,
    )


def _paragraphs(session: Session, article: ArticleView) -> tuple[ParagraphView, ...]:
    views = []
    number = 0
    for paragraph in articles.paragraphs(session, article.id):
        sentences = []
        ends = [*(one.start for one in paragraph.sentences[1:]), paragraph.end]
        for one, end in zip(paragraph.sentences, ends, strict=True):
            number += 1
            words, gap = article.text[one.start : one.end], article.text[one.end : end]
            sentences.append(SentenceView(one.id, number, one.start, words, gap))
        views.append(ParagraphView(paragraph.zone, paragraph.is_eligible, tuple(sentences)))
    return tuple(views)


def _places(sentence: SentenceView) -> tuple[WordPlace, ...]:
    words = sentence.text
    found = []
    for at in range(1, len(words)):
        if words[at - 1].isspace() and not words[at].isspace():
            before, after = words[:at].rstrip(), words[at:]
            found.append(WordPlace(sentence.start + at, before[-SHOWN:], after[:SHOWN]))
    return tuple(found)


def _made(repair: Made) -> MadeView:
    return MadeView(
        repair.id,
        DONE[repair.kind],
        repair.by,
        f"{moment(repair.made_at):%Y-%m-%d %H:%M} UTC",
        is_undone=repair.undone_at is not None,
    )
