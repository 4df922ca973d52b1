"""Ratings: which annotator gave which unit which label, with gaps where somebody gave none.

"None of these" is a label like any other; a gap means that the annotator did not label the unit.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from annotator.agreement.pairs import ArticlePair, Pairings, pair_sums, pairings
from annotator.agreement.sums import IntArray, Sums, sums_by_article
from annotator.errors import Invalid

Id = int | str
"""What names a unit or an article: a database key, or text from a file."""

Row = tuple[Id, str, str, Id | None]
"""(unit, annotator, label, article); the article is None in all rows or in none."""

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Ratings:
    """Units × annotators with gaps. Make one with `Ratings.from_rows`.

    The order of the rows it was made from has no influence: articles, units and annotators are
    sorted, so that a seeded resample draws the same articles every time.
    """

    labels: tuple[str, ...]
    """The declared labels, in the order in which they were declared."""
    annotators: tuple[str, ...]
    units: tuple[Id, ...]
    """In the order of their articles."""
    articles: tuple[Id, ...]
    """What is resampled; the units themselves where no articles are known."""
    has_articles: bool
    """Whether the rows named an article."""
    article_of: IntArray
    """Position of each unit's article."""
    unit: IntArray
    """Position of each rating's unit; ratings are sorted by unit, then annotator."""
    annotator: IntArray
    """Position of each rating's annotator."""
    label: IntArray
    """Position of each rating's label."""

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Row],
        *,
        labels: Sequence[str] | None = None,
        annotators: Iterable[str] = (),
    ) -> "Ratings":
        """Build the ratings from long rows; a missing row is a gap.

        Args:
            rows: (unit, annotator, label, article).
            labels: the declared label set; without it, the labels that occur, sorted.
            annotators: people to list even if they labelled nothing.

        Raises:
            Invalid: an annotator labelled a unit twice, a label is not declared, a unit lies in two
                articles, or only some rows name an article.
        """
        listed = list(rows)
        home = _homes(listed)
        declared = _declared(labels, (row[2] for row in listed))
        people = tuple(sorted(set(annotators).union(row[1] for row in listed)))
        articles = tuple(sorted(set(home.values()), key=_order))
        rank = _positions(articles)
        units = tuple(sorted(home, key=lambda unit: (rank[home[unit]], _order(unit))))
        columns = (
            _codes(_positions(units), [row[0] for row in listed]),
            _codes(_positions(people), [row[1] for row in listed]),
            _codes(_positions(declared), [row[2] for row in listed]),
        )
        order = np.lexsort((columns[1], columns[0]))
        unit, annotator, label = (column[order] for column in columns)
        _refuse_twice(unit, annotator, units, people)
        return cls(
            labels=declared,
            annotators=people,
            units=units,
            articles=articles,
            has_articles=any(row[3] is not None for row in listed),
            article_of=_codes(rank, [home[unit] for unit in units]),
            unit=unit,
            annotator=annotator,
            label=label,
        )

    @cached_property
    def counts(self) -> IntArray:
        """How often each label was given to each unit; shape (units, labels)."""
        size = len(self.labels)
        cells = np.bincount(self.unit * size + self.label, minlength=len(self.units) * size)
        return cells.reshape(len(self.units), size)

    @cached_property
    def article_sums(self) -> Sums:
        """What each article adds to the coefficients over all annotators."""
        first_units = np.searchsorted(self.article_of, np.arange(len(self.articles)))
        return sums_by_article(self.counts, first_units)

    @cached_property
    def sums(self) -> Sums:
        """The sums over all articles."""
        return self.article_sums.total()

    @cached_property
    def pairings(self) -> Pairings:
        """Every two labels that two annotators gave the same unit."""
        return pairings(self.unit, self.annotator, self.label)

    @cached_property
    def pair_sums(self) -> dict[tuple[int, int], ArticlePair]:
        """What each article adds for each pair of annotators that shares a unit."""
        return pair_sums(self.pairings, self.article_of, len(self.labels))

    def unpaired_reason(self) -> str | None:
        """Why no agreement at all can be worked out, or None if some unit has two labels."""
        people = np.unique(self.annotator)
        if self.sums.paired_units > 0:
            return None
        if not people.size:
            return "Not defined because nothing has been labelled."
        if people.size == 1:
            name = self.annotators[int(people[0])]
            return f"Not defined because only one annotator, '{name}', labelled anything."
        return "Not defined because no unit was labelled by two annotators."


def _homes(rows: Sequence[Row]) -> dict[Id, Id]:
    """Each unit's article; the unit itself where the rows name none."""
    named = sum(row[3] is not None for row in rows)
    if named not in (0, len(rows)):
        raise Invalid(
            "Some rows name an article and others do not; give the article in every row or in none."
        )
    home: dict[Id, Id] = {}
    for unit, _, _, article in rows:
        there = unit if article is None else article
        if home.setdefault(unit, there) != there:
            raise Invalid(
                f"Unit '{unit}' is in article '{home[unit]}' and in article '{there}'; "
                "give each unit one article."
            )
    return home


def _declared(labels: Sequence[str] | None, used: Iterable[str]) -> tuple[str, ...]:
    """The label set: as declared, else the labels that occur."""
    found = set(used)
    if labels is None:
        return tuple(sorted(found))
    if len(set(labels)) != len(labels):
        raise Invalid("The declared label set names a label twice; name each label once.")
    unknown = sorted(found.difference(labels))
    if unknown:
        raise Invalid(f"Label '{unknown[0]}' is not among the declared labels {', '.join(labels)}.")
    return tuple(labels)


def _refuse_twice(
    unit: IntArray, annotator: IntArray, units: Sequence[Id], people: Sequence[str]
) -> None:
    """Refuse two labels by one annotator on one unit; both columns are sorted."""
    again = np.flatnonzero((np.diff(unit) == 0) & (np.diff(annotator) == 0))
    if again.size:
        at = int(again[0])
        raise Invalid(
            f"Annotator '{people[annotator[at]]}' labelled unit '{units[unit[at]]}' twice; "
            "keep one label for each annotator and unit."
        )


def _order(name: Id) -> tuple[bool, Id]:
    """Numbers by value, then texts by spelling."""
    return isinstance(name, str), name


def _positions(names: Sequence[_Key]) -> dict[_Key, int]:
    return {name: position for position, name in enumerate(names)}


def _codes(positions: dict[_Key, int], names: Sequence[_Key]) -> IntArray:
    """The position of each name."""
    return np.fromiter((positions[name] for name in names), np.int64, len(names))
