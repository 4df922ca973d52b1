"""Ratings: which annotator gave which unit which label, with gaps where somebody gave none.

"None of these" is a label like any other; a gap means that the annotator did not label the unit.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from annotator.agreement.pairs import ArticlePair, Pairings, pair_sums, pairings
from annotator.agreement.sums import BoolArray, IntArray, Sums, sums_by_article
from annotator.errors import Invalid

Id = int | str
"""What names a unit or an article: a database key, or text from a file."""

Row = tuple[Id, str, str, Id | None]
"""(unit, annotator, label, article); the article is None in all rows or in none."""

Pattern = tuple[Sequence[str | None], int, Id | None]
"""(each annotator's label, how many units are labelled so, article)."""

Histogram = tuple[Sequence[int], int, Id | None]
"""(how often each label was given to a unit, how many units are like it, article)."""

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Ratings:
    """Units × annotators with gaps.

    Made of long rows by `Ratings.from_rows`; of units counted by what the annotators said of them
    by `Ratings.from_patterns`; of units counted by how often each label was given, when nobody
    needs to know by whom, by `Ratings.from_counts`. All measures take any of them.

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
    repeats: IntArray
    """How many units each unit stands for: those with the same pattern of labels."""

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
        articles = tuple(sorted(set(home.values()), key=in_order))
        rank = _positions(articles)
        units = tuple(sorted(home, key=lambda unit: (rank[home[unit]], in_order(unit))))
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
            repeats=np.ones(len(units), np.int64),
        )

    @classmethod
    def from_patterns(
        cls,
        patterns: Iterable[Pattern],
        annotators: Sequence[str],
        *,
        labels: Sequence[str] | None = None,
    ) -> "Ratings":
        """Build the ratings from units counted by their pattern: who gave them which label.

        Each pattern is a unit that stands for so many; its name is its place in the patterns.

        >>> patterns = [(("claim", "claim", None), 20, "a1"), (("none", "claim", "none"), 3, "a2")]
        >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben", "cleo"])
        >>> int(ratings.sums.units), int(ratings.sums.values.sum())
        (23, 49)

        Args:
            patterns: one label for each annotator, None for a gap; how many units are labelled so;
                their article, or None in all patterns.
            annotators: who the labels are from, in the order of the patterns.
            labels: the declared label set; without it, the labels that occur, sorted.

        Raises:
            Invalid: as for long rows, or a pattern is of another length or counts no unit.
        """
        named = sorted(enumerate(patterns), key=lambda one: _said(one[1]))
        listed = [pattern for _, pattern in named]
        for said, times, _ in listed:
            _refuse_odd(len(said) == len(annotators), times, "label or gap for each annotator")
        rows = (
            (unit, name, label, home)
            for unit, (said, _, home) in enumerate(listed)
            for name, label in zip(annotators, said, strict=True)
            if label is not None
        )
        made = cls.from_rows(rows, labels=labels, annotators=annotators)
        repeats = np.array([listed[int(unit)][1] for unit in made.units], np.int64)
        units = tuple(named[int(unit)][0] for unit in made.units)
        articles = made.articles if made.has_articles else units
        return replace(made, repeats=repeats, units=units, articles=articles)

    @classmethod
    def from_counts(cls, counts: Iterable[Histogram], labels: Sequence[str]) -> "Ratings":
        """Build the ratings from units counted by how often each label was given.

        Who gave which label is not known then, so nothing is known of single people or pairs;
        whatever is said of all annotators together is the same as from long rows, and the fastest.

        >>> ratings = Ratings.from_counts([((2, 0), 20, None), ((1, 1), 5, None)], ["yes", "no"])
        >>> int(ratings.sums.paired_units), ratings.annotators
        (25, ())

        Args:
            counts: the number of times each label was given to a unit; how many units are like it;
                their article, or None everywhere.
            labels: the declared label set, in the order of the counts.

        Raises:
            Invalid: a count is negative or missing, or no unit is counted.
        """
        named = sorted(enumerate(counts), key=lambda one: (tuple(one[1][0]), one[1][1]))
        listed = [histogram for _, histogram in named]
        for given, times, _ in listed:
            fits = len(given) == len(labels) and min(given, default=0) >= 0
            _refuse_odd(fits, times, "count for each label, none negative")
        names = [name for name, _ in named]
        articles, article_of = _places([home for _, _, home in listed], names)
        order = np.argsort(article_of, kind="stable")
        table = np.array([given for given, _, _ in listed], np.int64)
        table = table.reshape(len(listed), len(labels))[order]
        total = table.sum(axis=1)
        first = np.repeat(np.cumsum(total) - total, total)
        return cls(
            labels=_declared(labels, ()),
            annotators=(),
            units=tuple(names[at] for at in order),
            articles=articles,
            has_articles=any(home is not None for _, _, home in listed),
            article_of=article_of[order],
            unit=np.repeat(np.arange(len(listed)), total),
            annotator=np.arange(int(total.sum())) - first,
            label=np.repeat(np.tile(np.arange(len(labels)), len(listed)), table.ravel()),
            repeats=np.array([times for _, times, _ in listed], np.int64)[order],
        )

    @cached_property
    def counts(self) -> IntArray:
        """How often each label was given to each unit; shape (units, labels)."""
        size = len(self.labels)
        cells = np.bincount(self.unit * size + self.label, minlength=len(self.units) * size)
        return cells.reshape(len(self.units), size)

    @cached_property
    def copies(self) -> IntArray:
        """How many articles each article stands for: alike units, where no articles are named."""
        return np.ones(len(self.articles), np.int64) if self.has_articles else self.repeats

    @cached_property
    def weights(self) -> IntArray:
        """How many units of its article each unit stands for."""
        return self.repeats if self.has_articles else np.ones(len(self.units), np.int64)

    @cached_property
    def article_sums(self) -> Sums:
        """What each article, or one of its copies, adds to the coefficients of all annotators."""
        return sums_by_article(self.counts, self.weights, self.first_units)

    @cached_property
    def sums(self) -> Sums:
        """The sums over all articles."""
        return self.article_sums.total(self.copies)

    @cached_property
    def first_units(self) -> IntArray:
        """The position of each article's first unit."""
        return np.searchsorted(self.article_of, np.arange(len(self.articles)))

    @cached_property
    def paired_articles(self) -> int:
        """How many articles hold a unit with two labels; without articles, how many such units."""
        return int(self.copies[self.article_sums.paired_units > 0].sum())

    @property
    def given(self) -> int:
        """How many labels were given."""
        return int(self.repeats[self.unit].sum())

    @cached_property
    def pairings(self) -> Pairings:
        """Every two labels that two annotators gave the same unit."""
        return pairings(self.unit, self.annotator, self.label)

    @cached_property
    def pair_sums(self) -> dict[tuple[int, int], ArticlePair]:
        """What each article, or one copy, adds for each pair of annotators that shares a unit."""
        if not self.annotators:
            return {}
        return pair_sums(self.pairings, self.article_of, self.weights, len(self.labels))

    def rows(self) -> Iterator[Row]:
        """Long rows again, one for each rating, by unit and annotator.

        Raises:
            Invalid: the units are counted by patterns, so that single ones cannot be told apart.
        """
        if not self.annotators or (self.repeats > 1).any():
            raise Invalid("These ratings are counts of patterns; single labels are not known.")
        home = self.articles if self.has_articles else (None,) * len(self.articles)
        for unit, annotator, label in zip(self.unit, self.annotator, self.label, strict=True):
            article = home[self.article_of[unit]]
            yield self.units[unit], self.annotators[annotator], self.labels[label], article

    def position(self, annotator: str) -> int:
        """The position of an annotator.

        Raises:
            Invalid: these ratings know no such annotator.
        """
        if annotator not in self.annotators:
            raise Invalid(f"'{annotator}' is not an annotator of these ratings.")
        return self.annotators.index(annotator)

    def only(self, kept: BoolArray) -> "Ratings":
        """The ratings that are kept; units, articles, annotators and label set stay listed."""
        return replace(
            self, unit=self.unit[kept], annotator=self.annotator[kept], label=self.label[kept]
        )

    def relabelled(self, codes: IntArray, labels: Sequence[str]) -> "Ratings":
        """The same ratings with other labels: `codes` holds each old label's new position."""
        return replace(self, label=codes[self.label], labels=tuple(labels))

    def unpaired_reason(self) -> str | None:
        """Why no agreement at all can be worked out, or None if some unit has two labels."""
        if self.sums.paired_units > 0:
            return None
        people = np.unique(self.annotator)
        if not people.size:
            return "Not defined because nothing has been labelled."
        if people.size == 1 and self.annotators:
            name = self.annotators[int(people[0])]
            return f"Not defined because only one annotator, '{name}', labelled anything."
        return "Not defined because no unit was labelled by two annotators."


def _homes(rows: Sequence[Row]) -> dict[Id, Id]:
    """Each unit's article; the unit itself where the rows name none."""
    _named([row[3] for row in rows])
    home: dict[Id, Id] = {}
    for unit, _, _, article in rows:
        there = unit if article is None else article
        if home.setdefault(unit, there) != there:
            raise Invalid(
                f"Unit '{unit}' is in article '{home[unit]}' and in article '{there}'; "
                "give each unit one article."
            )
    return home


def _places(homes: Sequence[Id | None], units: Sequence[Id]) -> tuple[tuple[Id, ...], IntArray]:
    """The articles in order and each unit's position among them; the units if none is named."""
    if not _named(homes):
        return tuple(units), np.arange(len(units))
    named = [home for home in homes if home is not None]
    articles = tuple(sorted(set(named), key=in_order))
    return articles, _codes(_positions(articles), named)


def _named(homes: Sequence[Id | None]) -> bool:
    """Whether the rows name articles: all of them do, or none."""
    named = sum(home is not None for home in homes)
    if named not in (0, len(homes)):
        raise Invalid(
            "Some rows name an article and others do not; give the article in every row or in none."
        )
    return named > 0


def _refuse_odd(fits: bool, times: int, wanted: str) -> None:  # noqa: FBT001 - a check's outcome
    """Refuse a pattern of the wrong shape or without units."""
    if not fits:
        raise Invalid(f"A pattern does not fit; give one {wanted}.")
    if times < 1:
        raise Invalid(f"A pattern counts {times} units; leave out patterns that do not occur.")


def _said(pattern: Pattern) -> tuple[list[tuple[bool, str]], int]:
    """What patterns are sorted by, so that the order they come in does not matter."""
    said, times, _ = pattern
    return [(label is not None, label or "") for label in said], times


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


def in_order(name: Id) -> tuple[bool, Id]:
    """Numbers by value, then texts by spelling."""
    return isinstance(name, str), name


def _positions(names: Sequence[_Key]) -> dict[_Key, int]:
    return {name: position for position, name in enumerate(names)}


def _codes(positions: dict[_Key, int], names: Sequence[_Key]) -> IntArray:
    """The position of each name."""
    return np.fromiter((positions[name] for name in names), np.int64, len(names))
