"""Which sentences of two articles are edited copies of each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from rapidfuzz.distance import Indel

from annotator.articles.duplicates.sketching import LONGEST, is_telling

NEAR = 0.7
"""From which share of common words, in their order, two sentences are nearly the same."""

NEAR_WITH_RUN = 0.6
"""The same where half of the shorter sentence stands in the other in one run."""

# Pairs that are looked at: bounded, so that a text of one repeated phrase takes no longer.
_TRIED = 4
_COMMONEST = 12

Words = Sequence[str]


def likeness(first: Words, second: Words) -> float:
    """The share of words that both have in the same order, or 0 if they are not nearly the same.

    News is full of set phrases, so that half of the words in common says little unless they stand
    together: then only the source, the lead-in or the end is another.
    """
    score = Indel.normalized_similarity(first, second, score_cutoff=NEAR_WITH_RUN)
    if NEAR_WITH_RUN <= score < NEAR:
        runs = (s.src_end - s.src_start for s in Indel.opcodes(first, second) if s.tag == "equal")
        return score if 2 * max(runs) >= min(len(first), len(second)) else 0.0
    return score


def near_pairs(first: Sequence[Words], second: Sequence[Words]) -> list[tuple[int, int, float]]:
    """Pairs of an index on either side whose sentences are nearly the same, the likest first.

    Each sentence is in one pair at most.
    """
    holders = defaultdict(list)
    for place, words in enumerate(second):
        for pair in _neighbours(words):
            holders[pair].append(place)
    found = []
    for place, words in enumerate(first):
        shared = Counter(
            chain.from_iterable(
                holders[pair]
                for pair in _neighbours(words) & holders.keys()
                if len(holders[pair]) <= _COMMONEST
            )
        )
        for other, _ in shared.most_common(_TRIED):
            score = likeness(words, second[other])
            if score:
                found.append((place, other, score))
    return _one_to_one(sorted(found, key=lambda pair: (-pair[2], abs(pair[0] - pair[1]), pair)))


def _neighbours(words: Words) -> set[tuple[str, str]]:
    if not is_telling(words) or len(words) > LONGEST:
        return set()
    return set(pairwise(words))


def _one_to_one(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    kept, left, right = [], set(), set()
    for first, second, score in pairs:
        if first not in left and second not in right:
            kept.append((first, second, score))
            left.add(first)
            right.add(second)
    return kept
