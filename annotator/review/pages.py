"""What the review pages receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles.queries import SentenceInContext
from annotator.codebook import queries as codebook
from annotator.review import queries

PAGE = 25


@dataclass(frozen=True, slots=True)
class VoteView:
    """One annotator's label, under a letter instead of a name."""

    who: str
    label: codebook.LabelView
    sure: int
    note: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One sentence in dispute."""

    sentence: SentenceInContext
    settlement: queries.Settlement | None
    votes: tuple[VoteView, ...]
    settled_as: codebook.LabelView | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Disputed sentences, the worst first; `settled` says which of the two lists this is."""

    cards: tuple[CardView, ...]
    counts: queries.Counts
    settled: bool
    number: int
    has_next: bool

    @property
    def first(self) -> int:
        """The place in the list of the page's first card, counted from 1."""
        return (self.number - 1) * PAGE + 1


@dataclass(frozen=True, slots=True)
class CardPage:
    """One disputed sentence to settle, and the ones before and after it in the queue."""

    card: CardView
    scheme: codebook.Scheme
    counts: queries.Counts
    previous: int | None
    next: int | None
    reason: str = ""
    clause: str = ""
    error: str = ""


def queue_page(session: Session, project_id: int, number: int, *, settled: bool) -> QueuePage:
    """Gather one page of a list; pages count from 1."""
    offset = (number - 1) * PAGE
    ids = queries.queue(session, project_id, settled=settled, limit=PAGE + 1, offset=offset)
    labels = codebook.scheme(session, project_id).by_number()
    return QueuePage(
        cards=tuple(
            _card(found, labels) for found in queries.disputed(session, project_id, ids[:PAGE])
        ),
        counts=queries.counts(session, project_id),
        settled=settled,
        number=number,
        has_next=len(ids) > PAGE,
    )


def card_page(session: Session, project_id: int, sentence_id: int) -> CardPage:
    """Gather one card with its way on."""
    scheme = codebook.scheme(session, project_id)
    found = queries.one(session, project_id, sentence_id)
    settled = found.settlement is not None
    ids = queries.queue(session, project_id, settled=settled, limit=10_000)
    at = ids.index(sentence_id) if sentence_id in ids else -1
    following = ids[at + 1 : at + 2]
    return CardPage(
        card=_card(found, scheme.by_number()),
        scheme=scheme,
        counts=queries.counts(session, project_id),
        previous=ids[at - 1] if at > 0 else None,
        next=following[0] if following else None,
    )


def _card(found: queries.Disputed, labels: dict[int, codebook.LabelView]) -> CardView:
    chosen = found.settlement.label if found.settlement else None
    return CardView(
        sentence=found.sentence,
        settlement=found.settlement,
        votes=tuple(
            VoteView(_letter(place), labels[vote.label], vote.sure, vote.note)
            for place, vote in enumerate(found.votes)
        ),
        settled_as=labels[chosen] if chosen is not None else None,
    )


def _letter(place: int) -> str:
    """A, B, ... Z, AA, AB, ... for the annotators of one sentence."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
