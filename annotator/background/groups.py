"""Counts of answers that are too coarse to tell what one person said.

A value is counted only when at least `SMALLEST` people gave it and at least as many did not; and
those who gave none of the counted values are nobody, or at least as many again. Counts are rounded
down, so that one new answer hardly ever changes a figure.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """One answer, and how many people at least gave it."""

    value: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Groups:
    """What can be told of one question."""

    groups: tuple[Group, ...]
    rest: bool
    """Whether there are answers that are not counted."""


def grouped(answers: Sequence[Collection[str]]) -> Groups:
    """The values given, the commonest first; each person's answer is one value or several."""
    given = [frozenset(answer) for answer in answers if answer]
    counts = Counter(value for answer in given for value in answer)
    counted = [
        value
        for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if SMALLEST <= count <= len(given) - SMALLEST
    ]
    while counted and 0 < sum(not answer & set(counted) for answer in given) < SMALLEST:
        counted.pop()
    groups = tuple(Group(value, _rounded(counts[value])) for value in counted)
    return Groups(groups, rest=len(counted) < len(counts))


def _rounded(count: int) -> int:
    return count - count % SMALLEST
