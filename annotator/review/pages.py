"""What the review pages receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles.queries import SentenceInContext
from annotator.codebook import queries as codebook
from annotator.labelling.marks import SURE
from annotator.review import queries
from annotator.review.verdicts import Listing

PAGE = 25


@dataclass(frozen=True, slots=True)
class VoteView:
    """One annotator's label, under a letter instead of a name."""

    who: str
    label: codebook.LabelView
    sure: int
    note: str
    is_of_whole: bool = False
    """Whether it was said of a longer sentence of which this is a part."""


@dataclass(frozen=True, slots=True)
class CardView:
    """One sentence in dispute."""

    sentence: SentenceInContext
    settlement: queries.Settlement | None
    votes: tuple[VoteView, ...]
    rested: tuple[VoteView, ...]
    """What the decision rested on, when that has changed since."""
    settled_as: codebook.LabelView | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of one of the lists, the worst first."""

    cards: tuple[CardView, ...]
    counts: queries.Counts
    listing: Listing
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


def queue_page(session: Session, project_id: int, listing: Listing, number: int) -> QueuePage:
    """Gather one page of a list; pages count from 1."""
    offset = (number - 1) * PAGE
    ids = queries.queue(session, project_id, listing, limit=PAGE + 1, offset=offset)
    labels = codebook.scheme(session, project_id).by_number()
    return QueuePage(
        cards=tuple(
            _card(found, labels) for found in queries.disputed(session, project_id, ids[:PAGE])
        ),
        counts=queries.counts(session, project_id),
        listing=listing,
        number=number,
        has_next=len(ids) > PAGE,
    )


def card_page(session: Session, project_id: int, sentence_id: int) -> CardPage:
    """Gather one card with its way on."""
    scheme = codebook.scheme(session, project_id)
    found = queries.one(session, project_id, sentence_id)
    listing = Listing.SETTLED if found.settlement else Listing.OPEN
    before, after = queries.beside(session, project_id, sentence_id, listing)
    return CardPage(
        card=_card(found, scheme.by_number()),
        scheme=scheme,
        counts=queries.counts(session, project_id),
        previous=before,
        next=after,
    )


def _card(found: queries.Disputed, labels: dict[int, codebook.LabelView]) -> CardView:
    settlement = found.settlement
    chosen = settlement.label if settlement else None
    letters = {vote.participant_id: _letter(place) for place, vote in enumerate(found.votes)}
    return CardView(
        sentence=found.sentence,
        settlement=settlement,
        votes=tuple(
            VoteView(
                letters[vote.participant_id],
                labels[vote.label],
                vote.sure,
                vote.note,
                vote.is_of_whole,
            )
            for vote in found.votes
        ),
        rested=tuple(
            VoteView(letters.get(participant, "–"), labels[label], SURE, "")
            for participant, label in (settlement.rested if settlement else ())
            if settlement and settlement.is_stale
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
