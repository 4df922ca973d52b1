"""Each annotator, by pseudonym: with the majority, without them, how they use the labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.agreement import charts
from annotator.agreement.charts import Forest, Mark
from annotator.agreement.choice import Choice
from annotator.agreement.coefficients.dawid_skene import dawid_skene
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.coefficients.stuart_maxwell import MarginTest
from annotator.agreement.memory import Memory
from annotator.agreement.pages.studying import SEED, Enquiry
from annotator.agreement.people import people_report
from annotator.agreement.report import RESAMPLES
from annotator.codebook.queries import LabelView
from annotator.errors import Invalid
from annotator.projects.place import Place

TESTED = 60
"""So many pairs are listed, those whose use of labels differs most clearly first."""
FEW_PEOPLE = 3
"""With two, nobody can tell which of them errs."""


@dataclass(frozen=True, slots=True)
class RateView:
    """How often a person gives a label."""

    label: LabelView
    rate: Coefficient
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class PersonView:
    """One annotator."""

    pseudonym: str
    units: int
    alpha_without: Coefficient
    majority: Coefficient
    reliability: float | None
    rates: tuple[RateView, ...]


@dataclass(frozen=True, slots=True)
class PeopleFigures:
    """What was worked out of everybody."""

    people: tuple[PersonView, ...]
    forest: Forest
    tests: tuple[MarginTest, ...]
    tested: int
    reliability_note: str
    """Why there are no reliabilities, or what to think of them."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everything that is said of single annotators."""

    figures: PeopleFigures
    labels: tuple[LabelView, ...]
    alpha: float | None
    names: Mapping[str, str]
    query: dict[str, list[str]]


def people_page(session: Session, place: Place, memory: Memory, choice: Choice) -> PeoplePage:
    """Gather what is said of single annotators."""
    enquiry = Enquiry(session, place, memory, choice)
    labels = enquiry.labels
    return PeoplePage(
        figures=enquiry.once("people", lambda: _figures(enquiry)),
        labels=tuple(labels[key] for key in enquiry.ratings().labels),
        alpha=enquiry.counted().report.alpha.value,
        names=enquiry.names,
        query=choice.query(),
    )


def _figures(enquiry: Enquiry) -> PeopleFigures:
    ratings, labels = enquiry.ratings(), enquiry.labels
    found = people_report(ratings, SEED, RESAMPLES)
    reliability, note = _reliability(enquiry)
    people = []
    for one in found.people:
        rates = [(labels[key], rate) for key, rate in one.rates.items()]
        places = charts.spread([rate.value or 0.0 for _, rate in rates])
        people.append(
            PersonView(
                one.annotator,
                one.units,
                one.alpha_without,
                one.majority,
                reliability.get(one.annotator),
                tuple(RateView(*rate, *at) for rate, at in zip(rates, places, strict=True)),
            )
        )
    tests = sorted(found.margins, key=lambda one: (one.p is None, one.p or 0.0))
    return PeopleFigures(
        tuple(people), people_forest(people), tuple(tests[:TESTED]), len(tests), note
    )


def people_forest(people: list[PersonView]) -> Forest:
    """Agreement of each person with the majority of the others."""
    marks = [
        Mark(
            one.pseudonym,
            one.majority,
            f"{one.majority.paired_units:,}",
            {"who": one.pseudonym} if one.majority.value is not None else None,
        )
        for one in people
    ]
    return charts.forest(
        "people",
        "Agreement with the majority of the others",
        "Share of sentences",
        "Sentences with a majority",
        marks,
        None,
    )


def _reliability(enquiry: Enquiry) -> tuple[dict[str, float], str]:
    """Dawid and Skene's reliabilities, and what to think of them."""
    ratings = enquiry.ratings()
    try:
        model = dawid_skene(ratings)
    except Invalid as error:
        return {}, str(error)
    note = "" if model.converged else "The model did not come to rest; take it as a hint."
    if len(model.annotators) < FEW_PEOPLE:
        note = "With two annotators, the data cannot tell which of them errs. " + note
    found = zip(model.annotators, model.reliability.tolist(), strict=True)
    return dict(found), note.strip()
