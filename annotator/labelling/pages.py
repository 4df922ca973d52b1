"""What the pages of an annotator's work receive."""

from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy.orm import Session

from annotator.articles import queries as articles
from annotator.articles.zones import Zone
from annotator.codebook import queries as codebook
from annotator.journal import queries as journal
from annotator.labelling import queries
from annotator.labelling.kinds import Look, State
from annotator.labelling.marks import Mark, Phrase
from annotator.projects.place import Place


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence in the article, with what the annotator says of it.

    `gap` is the text between this sentence and the next one of its paragraph.
    """

    id: int
    number: int
    start: int
    end: int
    text: str
    gap: str
    quote_open: bool
    mark: Mark
    look: Look | None
    """Why the person should look at it again, after a repair changed it under their label."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph; its sentences and gaps together are exactly `text[start:end]`."""

    start: int
    end: int
    zone: str
    is_eligible: bool
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class PhraseView:
    """A marked phrase with its words."""

    phrase: Phrase
    quote: str


@dataclass(frozen=True, slots=True)
class LabellingPage:
    """An article to be labelled. Runs of furniture stand together, so that they fold as one."""

    assignment_id: int
    is_open: bool
    article: articles.ArticleView
    shows_source: bool
    runs: tuple[tuple[bool, tuple[ParagraphView, ...]], ...]
    scheme: codebook.Scheme
    phrases: tuple[PhraseView, ...]
    total: int
    labelled: int
    lit: int
    sequence: int
    """The sequence of the newest act on the article: what follows here counts from there."""

    @property
    def unlabelled(self) -> int:
        """How many sentences would count as none if the article were submitted now."""
        return self.total - self.labelled

    @property
    def sentences(self) -> tuple[SentenceView, ...]:
        """The sentences that are labelled, in reading order."""
        return tuple(
            sentence
            for _, paragraphs in self.runs
            for paragraph in paragraphs
            if paragraph.is_eligible
            for sentence in paragraph.sentences
        )

    @property
    def to_look_at(self) -> int:
        """How many sentences a repair changed under the person's label."""
        return sum(sentence.look is not None for sentence in self.sentences)

    @property
    def headline(self) -> int:
        """Where the paragraph begins that is the page's heading, or -1 if the text has none."""
        starts = (p.start for _, run in self.runs for p in run if p.zone == Zone.HEADLINE)
        return next(starts, -1)

    @property
    def around(self) -> tuple[SentenceView | None, SentenceView | None, SentenceView | None]:
        """The lit sentence between its neighbours in reading order."""
        found = [None, *self.sentences, None]
        for before, here, after in zip(found, found[1:], found[2:], strict=False):
            if here is not None and here.id == self.lit:
                return before, here, after
        return None, None, None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One's own articles."""

    open: tuple[queries.WorkItem, ...]
    submitted: tuple[queries.WorkItem, ...]
    has_more: bool


def work_page(session: Session, place: Place) -> WorkPage:
    """Gather one's own list."""
    items = queries.work_items(session, place.project_id, place.participant_id)
    following = queries.next_article(session, place.project_id, place.participant_id, place.overlap)
    return WorkPage(
        open=tuple(item for item in items if item.state == State.OPEN),
        submitted=tuple(item for item in items if item.state != State.OPEN),
        has_more=following is not None,
    )


def labelling_page(
    session: Session, place: Place, assignment_id: int, lit: int | None
) -> LabellingPage:
    """Gather one's own copy of an article; `lit` is the sentence to begin at, if it is named."""
    desk = queries.desk(session, place.project_id, place.participant_id, assignment_id)
    article = articles.article(session, desk.project_id, desk.article_id)
    rows = articles.paragraphs(session, desk.article_id)
    if place.hides_source:
        # Bylines, credits and menus name the outlet as surely as its own field does.
        article = replace(article, outlet="", byline="", url="")
        rows = [paragraph for paragraph in rows if paragraph.is_eligible]
    paragraphs = _paragraphs(
        rows, article.text, queries.marks(session, desk), queries.looks(session, desk)
    )
    eligible = [s for p in paragraphs if p.is_eligible for s in p.sentences]
    ids = [sentence.id for sentence in eligible]
    open_ones = [sentence.id for sentence in eligible if sentence.mark.main is None]
    first = (open_ones or ids or [0])[0]
    return LabellingPage(
        assignment_id=assignment_id,
        is_open=desk.state == State.OPEN,
        article=article,
        shows_source=not place.hides_source,
        runs=tuple(
            (folded, tuple(run))
            for folded, run in groupby(paragraphs, lambda p: p.zone == Zone.FURNITURE)
        ),
        scheme=codebook.scheme(session, desk.project_id),
        phrases=tuple(
            PhraseView(phrase, article.text[phrase.start : phrase.end])
            for phrase in queries.phrases(session, desk)
        ),
        total=len(eligible),
        labelled=len(eligible) - len(open_ones),
        lit=lit if lit in ids and lit is not None else first,
        sequence=journal.newest_sequence(session, desk.project_id, desk.assignment_id),
    )


def _paragraphs(
    found: list[articles.ParagraphRow],
    text: str,
    marks: dict[int, Mark],
    looks: dict[int, Look],
) -> list[ParagraphView]:
    views = []
    number = 0
    for paragraph in found:
        sentences = []
        for position, sentence in enumerate(paragraph.sentences):
            number += paragraph.is_eligible
            following = paragraph.sentences[position + 1 : position + 2]
            end = following[0].start if following else paragraph.end
            sentences.append(
                SentenceView(
                    id=sentence.id,
                    number=number,
                    start=sentence.start,
                    end=sentence.end,
                    text=text[sentence.start : sentence.end],
                    gap=text[sentence.end : end],
                    quote_open=sentence.quote_open,
                    mark=marks.get(sentence.id, Mark()),
                    look=looks.get(sentence.id),
                )
            )
        views.append(
            ParagraphView(
                paragraph.start,
                paragraph.end,
                paragraph.zone,
                paragraph.is_eligible,
                tuple(sentences),
            )
        )
    return views
