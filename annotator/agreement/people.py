"""Each annotator by name: alpha without them, the majority of the others, label rates, margins."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.agreement.bootstrap import draw_rows
from annotator.agreement.coefficients.label_rates import label_rates, rate_sums, rate_values
from annotator.agreement.coefficients.majority import (
    majority_agreement,
    majority_sums,
    majority_values,
)
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.coefficients.self_agreement import occasions
from annotator.agreement.coefficients.stuart_maxwell import MarginTest, stuart_maxwell
from annotator.agreement.coefficients.without import ratings_without
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import RESAMPLES, PairAgreement, alpha_with_interval, report
from annotator.agreement.sums import FloatArray


@dataclass(frozen=True)
class Person:
    """One annotator."""

    annotator: str
    units: int
    """Units that they labelled."""
    alpha_without: Coefficient
    """Alpha of all others."""
    majority: Coefficient
    """Agreement with the majority of the others."""
    rates: dict[str, Coefficient]
    """The share of each label among their labels."""
    repeated: PairAgreement | None
    """Themselves on a second occasion; None if nothing was repeated."""


@dataclass(frozen=True)
class PeopleReport:
    """Everything that is said of single annotators."""

    people: tuple[Person, ...]
    margins: tuple[MarginTest, ...]
    """Whether two annotators use the labels equally often, for each two."""
    seed: int
    resamples: int


def people_report(
    ratings: Ratings, seed: int, resamples: int = RESAMPLES, *, again: Ratings | None = None
) -> PeopleReport:
    """Work out what is said of single annotators, with intervals.

    Args:
        ratings: with the annotators known.
        seed: the same seed gives the same digits.
        resamples: how many resamples the intervals rest on.
        again: the ratings of hidden repeats, if there were any.
    """
    rates, majorities = _rates(ratings, seed, resamples), _majorities(ratings, seed, resamples)
    people = tuple(
        Person(
            annotator=name,
            units=majorities[name].units,
            alpha_without=alpha_with_interval(ratings_without(ratings, name), seed, resamples),
            majority=majorities[name],
            rates=rates[name],
            repeated=_repeated(ratings, again, name, seed, resamples) if again else None,
        )
        for name in ratings.annotators
    )
    return PeopleReport(people, stuart_maxwell(ratings), seed, resamples)


def _majorities(ratings: Ratings, seed: int, resamples: int) -> dict[str, Coefficient]:
    found = {}
    for name, sums in majority_sums(ratings).items():
        drawn = draw_rows(ratings, sums.table, sums.table[:, 0] > 0, seed, resamples)
        found[name] = drawn.measure(majority_agreement(ratings, name), majority_values)
    return found


def _rates(ratings: Ratings, seed: int, resamples: int) -> dict[str, dict[str, Coefficient]]:
    points = label_rates(ratings)
    found = {}
    for name, table in rate_sums(ratings).items():
        drawn = draw_rows(ratings, table, table.sum(axis=1) > 0, seed, resamples)
        found[name] = {
            label: drawn.measure(points[name][label], _share(at))
            for at, label in enumerate(ratings.labels)
        }
    return found


def _share(position: int) -> Callable[[FloatArray], FloatArray]:
    """The rate of one label as a function of sums."""
    return lambda sums: rate_values(sums)[..., position]


def _repeated(
    ratings: Ratings, again: Ratings, name: str, seed: int, resamples: int
) -> PairAgreement | None:
    both = occasions(ratings, again, name)
    pair = report(both, seed, resamples).pairs[0]
    return pair if pair.units else None
