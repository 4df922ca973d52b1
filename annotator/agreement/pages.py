"""What the agreement pages receive."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import ceil

from sqlalchemy.orm import Session

from annotator.agreement import queries
from annotator.agreement.bootstrap import FEW_ARTICLES
from annotator.agreement.cells import Cell, units_behind
from annotator.agreement.coefficients.matrix import Counts
from annotator.agreement.memory import Memory, Study
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import (
    RESAMPLES,
    AgreementReport,
    LabelAgreement,
    PairAgreement,
    report,
)
from annotator.articles.queries import SentenceInContext
from annotator.codebook import queries as codebook
from annotator.codebook.queries import LabelView
from annotator.errors import NotFound
from annotator.projects.place import Place
from annotator.pseudonyms import queries as pseudonyms

SEED = 1
PAGE = 25
FEW = 30
"""A pair that shares fewer sentences is marked."""
NAMED = 12
"""So many pairs that share nothing are named; more are only counted."""
NO_LABEL = -1
HOTTEST = 9


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there are no figures yet, and what a lead can do next."""

    text: str
    step: tuple[str, str] | None = None
    """What the link says and the endpoint it leads to."""


@dataclass(frozen=True, slots=True)
class CellView:
    """How often two labels met."""

    row: LabelView
    column: LabelView
    sentences: int
    heat: int

    @property
    def agrees(self) -> bool:
        """Whether both labels are the same."""
        return self.row.number == self.column.number


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Label by label: of any two people, or rows of one and columns of another."""

    labels: tuple[LabelView, ...]
    rows: tuple[tuple[CellView, ...], ...]
    pair: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label against the rest."""

    label: LabelView
    agreement: LabelAgreement


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that can be said once two people labelled the same sentence."""

    report: AgreementReport
    in_words: str
    pairs: tuple[PairAgreement, ...]
    """Those who share a sentence."""
    apart: str
    """A sentence about the pairs that share none; empty if all do."""
    matrix: MatrixView
    labels: tuple[LabelRow, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """How far the annotators agree, or what is missing to tell."""

    standing: queries.Standing
    missing: Missing | None
    figures: Figures | None
    names: Mapping[str, str]
    """Display names by pseudonym, as far as this person may read them."""
    few: int = FEW
    few_articles: int = FEW_ARTICLES


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sentences, as the address says it: labels by number, people by pseudonym."""

    row: int
    column: int
    pair: tuple[str, str] | None
    number: int


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One person's label on a sentence."""

    pseudonym: str
    label: LabelView
    implied: bool


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence with what each person said of it."""

    sentence: SentenceInContext
    voices: tuple[VoiceView, ...]


@dataclass(frozen=True, slots=True)
class SentencesPage:
    """The sentences behind a figure; pages count from 1."""

    row: LabelView
    column: LabelView | None
    pair: tuple[str, str] | None
    sentences: tuple[SentenceView, ...]
    total: int
    first: int
    """The place of the first sentence shown among all, from 1."""
    number: int
    has_next: bool
    names: Mapping[str, str]
    """Display names by pseudonym, as far as this person may read them."""


def overview_page(
    session: Session, place: Place, memory: Memory, pair: tuple[str, str] | None = None
) -> OverviewPage:
    """Gather the figures; with a pair, the matrix is of these two people."""
    scheme = codebook.scheme(session, place.project_id)
    standing = queries.standing(session, place.project_id)
    found = _study(session, place.project_id, standing, scheme, memory).report
    if not found.paired_units:
        return OverviewPage(standing, _missing(standing, place.overlap), None, pseudonyms.NOBODY)
    labels = {label.key: label for label in scheme.by_number().values()}
    figures = Figures(
        report=found,
        in_words=in_words(found.alpha.value),
        pairs=tuple(one for one in found.pairs if one.units),
        apart=_apart([one.annotators for one in found.pairs if not one.units]),
        matrix=_matrix(found, labels, pair),
        labels=tuple(LabelRow(labels[one.label], one) for one in found.labels),
    )
    return OverviewPage(standing, None, figures, pseudonyms.names(session, place))


def sentences_page(session: Session, place: Place, memory: Memory, asked: Asked) -> SentencesPage:
    """Gather one page of the sentences behind a figure."""
    scheme = codebook.scheme(session, place.project_id)
    standing = queries.standing(session, place.project_id)
    ratings = _study(session, place.project_id, standing, scheme, memory).ratings
    labels = scheme.by_number()
    row, column = _declared(asked, labels, ratings)
    if asked.pair and not _are_two(asked.pair, ratings.annotators):
        raise NotFound("These are not two annotators who submitted articles of this project.")
    cell = Cell(row.key, column.key if column else None, asked.pair)
    units = [int(unit) for unit in units_behind(ratings, cell)]
    number = min(asked.number, max(1, ceil(len(units) / PAGE)))
    start = (number - 1) * PAGE
    found = queries.heard(session, place.project_id, units[start : start + PAGE])
    return SentencesPage(
        row=row,
        column=column,
        pair=asked.pair if column else None,
        sentences=tuple(_sentence(one, labels) for one in found),
        total=len(units),
        first=start + 1,
        number=number,
        has_next=start + PAGE < len(units),
        names=pseudonyms.names(session, place),
    )


def project_ratings(session: Session, project_id: int) -> Ratings:
    """What a project's annotators submitted first, under their pseudonyms and label keys."""
    return _ratings(session, project_id, codebook.scheme(session, project_id))


def in_words(alpha: float | None) -> str:
    """What alpha says, for somebody who has never met it."""
    if alpha is None:
        return ""
    left = 1 - alpha
    chance = "as they would if the same labels were dealt out by chance"
    if left == 0:
        return "No two annotators differ on any sentence."
    if left > 1:
        return f"The annotators differ {left:.2f} times as often {chance}: no better than guessing."
    share = f"{left * 100:.0f} %" if left >= 0.01 else "less than 1 %"  # noqa: PLR2004 - rounding
    return (
        f"The annotators differ {share} as often {chance}. "
        "0 would be no better than chance, 1 no disagreement at all."
    )


def _study(
    session: Session,
    project_id: int,
    standing: queries.Standing,
    scheme: codebook.Scheme,
    memory: Memory,
) -> Study:
    """The project's figures, worked out anew only when they can have changed."""

    def work_out() -> Study:
        ratings = _ratings(session, project_id, scheme)
        return Study(ratings, report(ratings, SEED, RESAMPLES))

    return memory.study((project_id, standing.mark, scheme), work_out)


def _ratings(session: Session, project_id: int, scheme: codebook.Scheme) -> Ratings:
    """The ratings; the label set is the scheme's, and whatever else was given in its day."""
    submitted = queries.submitted_labels(session, project_id)
    given = {one.label for one in submitted}
    keys = {
        label.number: label.key
        for label in scheme.by_number().values()
        if label.number in given or (label in scheme.labels and label.for_sentences)
    }
    return Ratings.from_rows(
        ((one.sentence_id, one.pseudonym, keys[one.label], one.article_id) for one in submitted),
        labels=list(keys.values()),
    )


def _missing(standing: queries.Standing, overlap: int) -> Missing:
    """Why no sentence has two labels yet, the first obstacle first."""
    if not standing.articles:
        return Missing(
            "There are no articles yet. A lead imports them, annotators label and submit them.",
            ("Import articles", "articles.articles"),
        )
    if standing.annotators < 2:  # noqa: PLR2004 - it takes two to agree
        there = "is one" if standing.annotators else "is none"
        return Missing(
            f"Agreement takes two annotators, and there {there}. A lead adds people.",
            ("Add people", "projects.people"),
        )
    if overlap < 2:  # noqa: PLR2004 - as above
        return Missing(
            "Each article of this project goes to one annotator only, so no sentence gets a second "
            "label. Agreement takes an overlap of two or more."
        )
    if not standing.submissions:
        return Missing(
            "No article has been submitted yet. The figures appear once two annotators have "
            "submitted the same article; what is still being labelled does not count."
        )
    so_far = (
        "One article has" if standing.submissions == 1 else f"{standing.submissions} articles have"
    )
    return Missing(
        f"{so_far} been submitted, none by two annotators. The figures appear once a second "
        "annotator submits an article that somebody else has submitted before."
    )


def _apart(pairs: list[tuple[str, str]]) -> str:
    """A sentence about the pairs that share no sentence."""
    if not pairs:
        return ""
    if len(pairs) > NAMED:
        return f"{len(pairs)} further pairs share no sentence, so nothing can be said of them."
    names = ", ".join(f"{first} and {second}" for first, second in pairs)
    return f"These share no sentence, so nothing can be said of them: {names}."


def _matrix(
    found: AgreementReport, labels: dict[str, LabelView], pair: tuple[str, str] | None
) -> MatrixView:
    counts = found.matrix.units
    if pair:
        names = tuple(sorted(pair))
        one = next((one for one in found.pairs if one.annotators == names), None)
        if one is None:
            raise NotFound("These are not two annotators who submitted articles of this project.")
        pair, counts = one.annotators, one.confusion
    shown = tuple(labels[key] for key in found.matrix.labels)
    return MatrixView(shown, _cells(shown, counts), pair)


def _cells(labels: tuple[LabelView, ...], counts: Counts) -> tuple[tuple[CellView, ...], ...]:
    """The cells with their heat: agreement and disagreement each on a scale of its own."""
    size = range(len(labels))
    same = max((counts[at][at] for at in size), default=0)
    differing = max((counts[a][b] for a, b in product(size, size) if a != b), default=0)

    def cell(a: int, b: int) -> CellView:
        count = counts[a][b]
        heat = ceil(HOTTEST * count / (same if a == b else differing)) if count else 0
        return CellView(labels[a], labels[b], count, heat)

    return tuple(tuple(cell(a, b) for b in size) for a in size)


def _declared(
    asked: Asked, labels: dict[int, LabelView], ratings: Ratings
) -> tuple[LabelView, LabelView | None]:
    """The labels asked for, as far as the ratings know them."""
    known = {number: label for number, label in labels.items() if label.key in ratings.labels}
    row, column = known.get(asked.row), known.get(asked.column)
    if row is None or (column is None and asked.column != NO_LABEL):
        raise NotFound("The scheme has no such label for sentences. Choose a cell of the matrix.")
    return row, column


def _are_two(pair: tuple[str, str], annotators: tuple[str, ...]) -> bool:
    return pair[0] != pair[1] and set(pair) <= set(annotators)


def _sentence(found: queries.Heard, labels: dict[int, LabelView]) -> SentenceView:
    return SentenceView(
        found.sentence,
        tuple(VoiceView(one.pseudonym, labels[one.label], one.implied) for one in found.voices),
    )
