"""Charts and figures as files."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.agreement import charts, queries
from annotator.agreement.charts import Forest, TimeChart
from annotator.agreement.choice import Choice
from annotator.agreement.memory import Memory
from annotator.agreement.pages import groups, layers, overview, pairs, people
from annotator.agreement.pages.overview import MatrixView
from annotator.agreement.pages.studying import SEED, Enquiry
from annotator.agreement.receipt import write_receipt
from annotator.agreement.report import RESAMPLES
from annotator.errors import NotFound, TooLarge
from annotator.projects.place import Place

MOST_RECEIPT = 300_000
"""Labels that a receipt made within a request may hold."""


@dataclass(frozen=True, slots=True)
class ChartPage:
    """One chart as a file of its own; exactly one of the three is there."""

    title: str
    forest: Forest | None = None
    time: TimeChart | None = None
    matrix: MatrixView | None = None


def chart_page(
    session: Session,
    place: Place,
    memory: Memory,
    choice: Choice,
    name: str,
    pair: tuple[str, str] | None = None,
) -> ChartPage:
    """Gather one chart.

    Raises:
        NotFound: there is no such chart, or not yet.
    """
    enquiry = Enquiry(session, place, memory, choice)
    _refuse_empty(enquiry)
    if name == "matrix":
        return ChartPage("Label by label", matrix=overview.matrix_view(enquiry, pair))
    if name == "time":
        time = groups.groups_page(session, place, memory, choice).time
        if time is not None:
            return ChartPage(time.title, time=time)
    made = _FORESTS[name](enquiry) if name in _FORESTS else None
    if made is None:
        raise NotFound("There is no such chart. Open the agreement page and choose one.")
    return ChartPage(made.title, forest=made)


def chart_csv(
    session: Session,
    place: Place,
    memory: Memory,
    choice: Choice,
    name: str,
    pair: tuple[str, str] | None = None,
) -> str:
    """The rows of one chart as CSV."""
    if name == "coincidences":
        enquiry = Enquiry(session, place, memory, choice)
        _refuse_empty(enquiry)
        found = overview.matrix_view(enquiry)
        return _table_csv(found, found.coincidences)
    page = chart_page(session, place, memory, choice, name, pair)
    if page.matrix:
        cells = [[cell.sentences for cell in row] for row in page.matrix.rows]
        return _table_csv(page.matrix, cells)
    if page.time:
        found_times = groups.groups_page(session, place, memory, choice).times
        return charts.time_csv("since", found_times)
    assert page.forest is not None  # noqa: S101 - one of the three is there
    return charts.forest_csv(page.forest)


def receipt(session: Session, place: Place, memory: Memory, choice: Choice) -> str:
    """One file with the coded matrix, the parameters and the figures.

    Raises:
        TooLarge: there are too many labels, and what to do instead.
    """
    enquiry = Enquiry(session, place, memory, choice)
    _refuse_empty(enquiry)
    found = enquiry.counted().report
    if found.ratings > MOST_RECEIPT:
        raise TooLarge(
            f"A receipt of {found.ratings:,} labels takes longer than a page may. Run “annotator "
            f"agreement --project {place.slug} --receipt FILE” where the server is."
        )
    versions = queries.choices(session, place.project_id).versions
    about = {
        "project": place.name,
        "basis": choice.in_words(),
        "codebook versions": ", ".join(map(str, versions)),
        "paragraph": overview.overview_page(session, place, memory, choice).figures.paragraph,  # type: ignore[union-attr]  # not empty, as seen above
    }
    return write_receipt(enquiry.ratings(), SEED, RESAMPLES, about=about)


def _refuse_empty(enquiry: Enquiry) -> None:
    if not enquiry.counted().report.paired_units:
        raise NotFound("No sentence has two labels yet, so there are no figures.")


def _of_groups(name: str) -> Callable[[Enquiry], Forest | None]:
    def find(enquiry: Enquiry) -> Forest | None:
        found = groups.groups_page(enquiry.session, enquiry.place, enquiry.memory, enquiry.choice)
        made: Forest | None = getattr(found, name)
        return made

    return find


def _labels(enquiry: Enquiry) -> Forest:
    return overview.label_forest(enquiry, enquiry.counted().report)


def _people(enquiry: Enquiry) -> Forest:
    place, memory = enquiry.place, enquiry.memory
    return people.people_page(enquiry.session, place, memory, enquiry.choice).figures.forest


def _sets(enquiry: Enquiry) -> Forest | None:
    return layers.sets_page(enquiry.session, enquiry.place, enquiry.memory, enquiry.choice).forest


def _phrases(enquiry: Enquiry) -> Forest | None:
    return layers.phrases_page(
        enquiry.session, enquiry.place, enquiry.memory, enquiry.choice
    ).forest


_FORESTS: dict[str, Callable[[Enquiry], Forest | None]] = {
    "labels": _labels,
    "pairs": pairs.pair_forest,
    "people": _people,
    "zones": _of_groups("zones"),
    "outlets": _of_groups("outlets"),
    "versions": _of_groups("versions"),
    "sets": _sets,
    "phrases": _phrases,
}


def _table_csv(matrix: MatrixView, cells: "list[list[int]] | tuple[tuple[float, ...], ...]") -> str:
    keys = [label.key for label in matrix.labels]
    rows = ([key, *row] for key, row in zip(keys, cells, strict=True))
    return charts.as_csv([" / ".join(matrix.pair or ("label", "label")), *keys], rows)
