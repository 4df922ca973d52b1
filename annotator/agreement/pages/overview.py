"""The first page: alpha in words, what it rests on, each label, and which labels meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import ceil

from sqlalchemy.orm import Session

from annotator.agreement import charts, methods, queries
from annotator.agreement.charts import Forest, Mark
from annotator.agreement.choice import Choice
from annotator.agreement.coefficients.matrix import Counts, Weights
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.memory import Memory
from annotator.agreement.pages.studying import Enquiry, Study
from annotator.agreement.report import AgreementReport, LabelAgreement
from annotator.codebook.queries import LabelView
from annotator.projects.place import Place

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
    coincidences: Weights
    """Krippendorff's; empty for a pair."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label against the rest."""

    label: LabelView
    agreement: LabelAgreement
    share: float
    """Of all labels given, between 0 and 1."""
    start: float
    width: float
    """Where its part of the prevalence bar begins and how wide it is, of 100."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that can be said once two people labelled the same sentence."""

    report: AgreementReport
    in_words: str
    annotators: int
    submissions: int
    coverage: tuple[tuple[int, int], ...]
    notes: tuple[str, ...]
    caution: str
    labels: tuple[LabelRow, ...]
    forest: Forest
    matrix: MatrixView
    further: tuple[Coefficient, ...]
    """What papers ask for beside these; Scott's pi is a measure of two people."""
    paragraph: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """How far the annotators agree, or what is missing to tell."""

    standing: queries.Standing
    missing: Missing | None
    figures: Figures | None
    names: Mapping[str, str]
    choice: Choice
    query: dict[str, list[str]]
    """The choice as an address says it."""
    choices: queries.Choices


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Label by label alone."""

    matrix: MatrixView
    names: Mapping[str, str]
    query: dict[str, list[str]]


def overview_page(session: Session, place: Place, memory: Memory, choice: Choice) -> OverviewPage:
    """Gather the figures that need not know who said what."""
    enquiry = Enquiry(session, place, memory, choice)
    study = enquiry.counted()
    missing = None if study.report.paired_units else _missing(enquiry, place.overlap)
    options = enquiry.once(
        "choices", lambda: queries.choices(session, place.project_id), choice=Choice()
    )
    return OverviewPage(
        standing=enquiry.standing,
        missing=missing,
        figures=None if missing else _figures(enquiry, study, options.versions),
        names=enquiry.names,
        choice=choice,
        query=choice.query(),
        choices=options,
    )


def matrix_page(
    session: Session, place: Place, memory: Memory, choice: Choice, pair: tuple[str, str] | None
) -> MatrixPage:
    """Which labels meet: of any two people, or of these two."""
    enquiry = Enquiry(session, place, memory, choice)
    return MatrixPage(matrix_view(enquiry, pair), enquiry.names, choice.query())


def matrix_view(enquiry: Enquiry, pair: tuple[str, str] | None = None) -> MatrixView:
    """The matrix with its heat."""
    names = enquiry.pair(pair)
    found = enquiry.named().report if names else enquiry.counted().report
    labels = tuple(enquiry.labels[key] for key in found.matrix.labels)
    if names is None:
        cells = _cells(labels, found.matrix.units)
        return MatrixView(labels, cells, None, found.matrix.coincidences)
    one = next(one for one in found.pairs if one.annotators == names)
    return MatrixView(labels, _cells(labels, one.confusion), names, ())


def label_forest(enquiry: Enquiry, found: AgreementReport) -> Forest:
    """Alpha of each label with its interval."""
    labels = enquiry.labels
    marks = [
        Mark(
            name=labels[one.label].name,
            coefficient=one.alpha,
            n=f"{one.count:,}",
            link={"row": str(labels[one.label].number)} if one.units else None,
            letter=labels[one.label].letter,
            hue=labels[one.label].hue,
        )
        for one in found.labels
    ]
    return charts.forest(
        "labels", "Alpha of each label", "Alpha", "Times given", marks, found.alpha.value
    )


def _figures(enquiry: Enquiry, study: Study, versions: tuple[int, ...]) -> Figures:
    found, labels = study.report, enquiry.labels
    annotators = len(set(study.submissions.participant.tolist()))
    chosen = (enquiry.choice.version,) if enquiry.choice.version is not None else versions
    setting = methods.Setting(
        enquiry.place.name, enquiry.choice.in_words(), tuple(chosen), annotators
    )
    shares = [one.count / found.ratings for one in found.labels]
    return Figures(
        report=found,
        in_words=methods.in_words(found.alpha.value),
        annotators=annotators,
        submissions=study.submissions.number.size,
        coverage=methods.coverage(study.ratings),
        notes=methods.notes(found, {key: label.name for key, label in labels.items()}),
        caution=methods.caution(found),
        labels=tuple(
            LabelRow(labels[one.label], one, share, *place)
            for one, share, place in zip(found.labels, shares, charts.spread(shares), strict=True)
        ),
        forest=label_forest(enquiry, found),
        matrix=matrix_view(enquiry),
        further=(found.fleiss_kappa, found.gwet_ac1, found.brennan_prediger),
        paragraph=methods.paragraph(found, setting),
        citations=methods.CITATIONS,
    )


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


def _missing(enquiry: Enquiry, overlap: int) -> Missing:
    """Why no sentence has two labels yet, the first obstacle first."""
    standing = enquiry.standing
    if not enquiry.choice.is_default and standing.submissions:
        return Missing("No sentence of this choice has two labels. Choose more.")
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
