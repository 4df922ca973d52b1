"""Two articles sentence by sentence: what stayed, was edited, added, dropped or moved."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from annotator.articles.duplicates.likeness import near_pairs
from annotator.articles.duplicates.normalising import words

LONGEST = 5_000
"""Sentences of an article that are compared; what follows them is not."""


class Kind(StrEnum):
    """What became of a sentence between the earlier and the later article."""

    SAME = "same"
    EDITED = "edited"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the earlier article beside its counterpart in the later one, by position."""

    kind: Kind
    earlier: int | None
    later: int | None
    is_moved: bool = False

    @property
    def is_pair(self) -> bool:
        """Whether both articles have the sentence, the same or edited."""
        return self.earlier is not None and self.later is not None


@dataclass(frozen=True, slots=True)
class Folded:
    """Sentences as they are compared: the words of each, and the key that makes it the same."""

    words: Sequence[Sequence[str]]
    keys: Sequence[str]


def fold(sentences: Sequence[str]) -> Folded:
    """Fold the sentences once, to be compared with several articles."""
    folded = [words(one) for one in sentences[:LONGEST]]
    plain = zip(folded, sentences, strict=False)
    return Folded(folded, [" ".join(one) or " ".join(text.split()) for one, text in plain])


def align(earlier: Folded, later: Folded) -> list[Row]:
    """Pair the sentences of two articles, each with one at most, in the later one's order.

    Sentences of the same words are paired first, those in the same order before moved ones; of the
    others, the likest. A dropped sentence stands behind the one that it stood behind.
    """
    before, after = earlier.words, later.words
    same = _same(earlier.keys, later.keys)
    rest = [place for place in range(len(after)) if place not in same]
    taken = set(same.values())
    others = [place for place in range(len(before)) if place not in taken]
    near = {
        rest[mine]: others[theirs]
        for mine, theirs, _ in near_pairs(
            [after[place] for place in rest], [before[place] for place in others]
        )
    }
    return _rows(len(before), len(after), same, near)


def tally(rows: Sequence[Row]) -> tuple[int, int]:
    """How many sentences are the same, and how many are edited."""
    kinds = Counter(row.kind for row in rows)
    return kinds[Kind.SAME], kinds[Kind.EDITED]


def _same(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """The later positions whose sentence the earlier article has too, with its position there."""
    paired: dict[int, int] = {}
    for step in LCSseq.opcodes(after, before):
        if step.tag == "equal":
            paired.update(
                zip(
                    range(step.src_start, step.src_end),
                    range(step.dest_start, step.dest_end),
                    strict=True,
                )
            )
    taken = set(paired.values())
    free = defaultdict(list)
    for place in reversed(range(len(before))):
        if place not in taken:
            free[before[place]].append(place)
    for place, sentence in enumerate(after):
        if place not in paired and free.get(sentence):
            paired[place] = free[sentence].pop()
    return paired


def _rows(before: int, after: int, same: Mapping[int, int], near: Mapping[int, int]) -> list[Row]:
    paired = {**same, **near}
    in_order = _longest_rise([paired[place] for place in sorted(paired)])
    taken = set(paired.values())
    dropped_behind = defaultdict(list)
    anchor = -1
    for place in range(before):
        if place in taken:
            anchor = place if place in in_order else anchor
        else:
            dropped_behind[anchor].append(Row(Kind.DROPPED, place, None))
    rows = [*dropped_behind[-1]]
    for place in range(after):
        other = paired.get(place)
        if other is None:
            rows.append(Row(Kind.ADDED, None, place))
            continue
        kind = Kind.SAME if place in same else Kind.EDITED
        rows.append(Row(kind, other, place, is_moved=other not in in_order))
        if other in in_order:
            rows += dropped_behind[other]
    return rows


def _longest_rise(places: Sequence[int]) -> set[int]:
    """The values of a longest rising run, not necessarily of neighbours: what was not moved."""
    ends: list[int] = []  # the lowest value that a run of each length can end with, and where
    at: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        if length == len(ends):
            ends.append(place)
            at.append(index)
        else:
            ends[length], at[length] = place, index
        previous.append(at[length - 1] if length else -1)
    found = set()
    index = at[-1] if at else -1
    while index >= 0:
        found.add(places[index])
        index = previous[index]
    return found
