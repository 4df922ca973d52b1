"""Cohen's kappa of each two annotators, and who shares how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.agreement import charts
from annotator.agreement.bootstrap import FEW_ARTICLES
from annotator.agreement.charts import Forest, Mark
from annotator.agreement.choice import Choice
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.memory import Memory
from annotator.agreement.pages.studying import Enquiry
from annotator.agreement.report import PairAgreement
from annotator.projects.place import Place

FEW = 30
"""A pair that shares fewer sentences is marked."""
NAMED = 12
"""So many pairs that share nothing are named; more are only counted."""
DRAWN = 40
"""So many pairs stand in the chart, those that share most; all are in the table."""


@dataclass(frozen=True, slots=True)
class PairsPage:
    """Each two annotators."""

    pairs: tuple[PairAgreement, ...]
    """Those who share a sentence."""
    apart: str
    """A sentence about the pairs that share none; empty if all do."""
    thin: int
    """How many pairs share fewer sentences than `few`, but some."""
    forest: Forest | None
    scott: Coefficient | None
    """Where there are just two annotators."""
    names: Mapping[str, str]
    query: dict[str, list[str]]
    few: int = FEW
    few_articles: int = FEW_ARTICLES


def pairs_page(session: Session, place: Place, memory: Memory, choice: Choice) -> PairsPage:
    """Gather the pairs."""
    enquiry = Enquiry(session, place, memory, choice)
    found = enquiry.named().report
    pairs = tuple(one for one in found.pairs if one.units)
    return PairsPage(
        pairs=pairs,
        apart=_apart([one.annotators for one in found.pairs if not one.units]),
        thin=sum(one.units < FEW for one in pairs),
        forest=pair_forest(enquiry) if pairs else None,
        scott=found.scott_pi if len(found.annotators) == 2 else None,  # noqa: PLR2004 - a pair
        names=enquiry.names,
        query=choice.query(),
    )


def pair_forest(enquiry: Enquiry) -> Forest:
    """Kappa of each pair that shares a sentence, those with most sentences if there are many."""
    found = [one for one in enquiry.named().report.pairs if one.units]
    most = sorted(found, key=lambda one: -one.units)[:DRAWN]
    marks = [
        Mark(
            name=" and ".join(one.annotators),
            coefficient=one.kappa,
            n=f"{one.units:,}",
            link={"differ": "1", "first": one.annotators[0], "second": one.annotators[1]},
        )
        for one in found
        if one in most
    ]
    return charts.forest("pairs", "Kappa of each pair", "Kappa", "Shared sentences", marks, None)


def _apart(pairs: Sequence[tuple[str, str]]) -> str:
    """A sentence about the pairs that share no sentence."""
    if not pairs:
        return ""
    if len(pairs) > NAMED:
        return f"{len(pairs)} further pairs share no sentence, so nothing can be said of them."
    names = ", ".join(f"{first} and {second}" for first, second in pairs)
    return f"These share no sentence, so nothing can be said of them: {names}."
