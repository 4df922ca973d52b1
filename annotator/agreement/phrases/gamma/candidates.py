"""The unitary alignments that an optimal alignment may need.

A unitary alignment takes at most one unit of each annotator; its cost is the mean dissimilarity of
all C = n(n-1)/2 pairs of annotators. Splitting it into two parts A and B changes the total by
(C + |A||B|)Δ - D(A, B) over C, with D(A, B) the dissimilarities across. So it is needed only if no
split is cheaper: D(A, B) ≤ (C + |A||B|)Δ for every split. Ties stay in, so that among equally good
alignments the one with the fewest unitary alignments can be chosen.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.phrases.gamma.continuum import Continuum, Dissimilarity
from annotator.agreement.phrases.ranges import spread
from annotator.agreement.sums import BoolArray, FloatArray, IntArray
from annotator.errors import TooLarge

NOBODY = -1
"""Stands in a unitary alignment where an annotator has no unit in it."""

MOST_CELLS = 40_000_000
"""So many distances within candidates are held at once: 320 MB."""

_SLACK = 1e-12  # rounding must not lose a tie
_LARGEST_SIDE = 3  # of the splits looked at; all of them up to seven annotators


@dataclass(frozen=True, eq=False)
class Candidates:
    """Unitary alignments of two units or more."""

    members: IntArray
    """The unit of each annotator or NOBODY; shape (candidates, n)."""
    cost: FloatArray
    """The mean dissimilarity of their pairs."""


def candidates(continuum: Continuum, dissimilarity: Dissimilarity) -> Candidates:
    """All unitary alignments that no split makes cheaper, built up annotator by annotator."""
    n = continuum.annotators
    table = _near_pairs(continuum, dissimilarity)
    members = np.zeros((0, 0), dtype=np.int64)
    within = np.zeros((0, 0, 0))
    for person in range(n):
        members, within = _with_person(continuum, table, members, within, person)
        keep = _undivided(members, within, n, dissimilarity.delta_empty)
        members, within = members[keep], within[keep]
    several = (members != NOBODY).sum(axis=1) > 1
    members, within = members[several], within[several]
    pairs = n * (n - 1) / 2
    k = (members != NOBODY).sum(axis=1)
    gaps = pairs - k * (k - 1) / 2
    cost = (within.sum(axis=(1, 2)) / 2 + gaps * dissimilarity.delta_empty) / pairs
    return Candidates(members, cost)


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Units of two annotators near enough to stand together, sorted by `key`."""

    key: IntArray
    """First unit × number of units + second unit; the first one's annotator comes first."""
    second: IntArray
    distance: FloatArray
    size: int


def _near_pairs(continuum: Continuum, dissimilarity: Dissimilarity) -> _Pairs:
    """Every two units that a candidate may hold: d ≤ (C + n - 1)Δ, from the split {u} | rest."""
    n, size = continuum.annotators, continuum.size
    limit = n * (n - 1) / 2 + n - 1
    found: list[IntArray] = []
    for one, other in combinations(range(n), 2):
        found.append(_within_reach(continuum, dissimilarity, limit, one, other))
    both = np.concatenate(found, axis=1) if found else np.zeros((2, 0), dtype=np.int64)
    distance = dissimilarity.between(continuum, both[0], both[1])
    near = distance <= limit * dissimilarity.delta_empty + _SLACK
    key = both[0, near] * size + both[1, near]
    order = np.argsort(key)
    return _Pairs(key[order], both[1, near][order], distance[near][order], size)


def _within_reach(
    continuum: Continuum, dissimilarity: Dissimilarity, limit: float, one: int, other: int
) -> IntArray:
    """Pairs of units of two annotators whose starts are not too far apart; shape (2, pairs).

    α ((|Δs| + |Δe|) / (len + len'))² ≤ limit bounds |Δs| by the lengths.
    """
    mine = np.arange(continuum.first[one], continuum.first[one + 1])
    theirs = slice(continuum.first[other], continuum.first[other + 1])
    starts = continuum.start[theirs]
    if not mine.size or not starts.size:
        return np.zeros((2, 0), dtype=np.int64)
    far = np.inf if dissimilarity.alpha == 0 else (limit / dissimilarity.alpha) ** 0.5
    reach = far * (continuum.width[mine] + continuum.width[theirs].max()) * (1 + _SLACK)
    low = np.searchsorted(starts, continuum.start[mine] - reach, side="left")
    high = np.searchsorted(starts, continuum.start[mine] + reach, side="right")
    row, column = spread(low, high)
    return np.stack([mine[row], column + continuum.first[other]])


def _with_person(
    continuum: Continuum, table: _Pairs, members: IntArray, within: FloatArray, person: int
) -> tuple[IntArray, FloatArray]:
    """The tuples so far, the same with each near unit of the person, and these units alone."""
    own = np.arange(continuum.first[person], continuum.first[person + 1])
    row, unit = _neighbours(continuum, table, members, person)
    old = np.vstack([members, members[row], np.full((own.size, person), NOBODY, dtype=np.int64)])
    new = np.concatenate([np.full(len(members), NOBODY, dtype=np.int64), unit, own])
    if len(new) * (person + 1) ** 2 > MOST_CELLS:
        raise TooLarge(
            f"Gamma would have to weigh {len(new):,} ways to group the phrases of one document; "
            "leave out annotators or split the document."
        )
    grown = np.zeros((len(new), person + 1, person + 1))
    grown[: len(members), :person, :person] = within
    block = slice(len(members), len(members) + row.size)
    grown[block, :person, :person] = within[row]
    near = np.ones(len(new), dtype=bool)
    for before in range(person):
        distance = _distances(table, members[row, before], unit)
        grown[block, before, person] = grown[block, person, before] = distance
        near[block] &= np.isfinite(distance)
    return np.column_stack([old, new])[near], grown[near]


def _neighbours(
    continuum: Continuum, table: _Pairs, members: IntArray, person: int
) -> tuple[IntArray, IntArray]:
    """For each tuple the person's units near its first member: rows of tuples, and the units."""
    if not members.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    lead = members[np.arange(len(members)), (members != NOBODY).argmax(axis=1)]
    low = np.searchsorted(table.key, lead * table.size + continuum.first[person])
    high = np.searchsorted(table.key, lead * table.size + continuum.first[person + 1])
    row, at = spread(low, high)
    return row, table.second[at]


def _distances(table: _Pairs, before: IntArray, unit: IntArray) -> FloatArray:
    """The dissimilarity of units, 0 where there is nobody before, infinite where they are far."""
    key = before * table.size + unit
    at = np.minimum(np.searchsorted(table.key, key), max(table.key.size - 1, 0))
    if not key.size:
        return np.zeros(0)
    distance = np.where(table.key[at] == key, table.distance[at], np.inf)
    return np.where(before == NOBODY, 0, distance)


def _undivided(members: IntArray, within: FloatArray, n: int, delta: float) -> BoolArray:
    """Which tuples no split makes cheaper, however the annotators still to come may join them."""
    seen = members.shape[1]
    to_come = n - seen
    present = members != NOBODY
    k = present.sum(axis=1)
    keep = np.ones(len(members), dtype=bool)
    for side in _sides(seen):
        a = present[:, side].sum(axis=1)
        b = k - a
        rest = [person for person in range(seen) if person not in side]
        across = within[:, side][:, :, rest].sum(axis=(1, 2))
        most = n * (n - 1) / 2 + a * b + to_come * np.minimum(a, b)
        keep &= across <= most * delta + _SLACK
    return keep


def _sides(seen: int) -> list[list[int]]:
    """The smaller sides of the splits of so many annotators."""
    largest = min(seen // 2, _LARGEST_SIDE)
    return [
        list(side) for size in range(1, largest + 1) for side in combinations(range(seen), size)
    ]
