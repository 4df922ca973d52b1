"""A few numbers of a sentence, of which a slightly edited copy keeps at least one as a rule."""

from collections.abc import Sequence
from heapq import nsmallest

from annotator.articles.duplicates.normalising import is_unspaced, number

KEPT = 3
"""How many numbers of a sentence are kept."""

SHORTEST = 5
"""Sentences of fewer words say too little to be recognised once they are edited."""

SHORTEST_UNSPACED = 10
"""The same in characters, for scripts that put no space between words."""

LONGEST = 400
"""Sentences of more words are compared word for word alone; no writer of news makes such."""

_WORDS, _CHARACTERS = 3, 5


def is_telling(words: Sequence[str]) -> bool:
    """Whether a sentence is long enough to say where it comes from; “Read more.” is not."""
    if not SHORTEST <= len(words) < SHORTEST_UNSPACED:
        return len(words) >= SHORTEST_UNSPACED
    return not _is_unspaced(words)


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest numbers of the sentence's shingles, its runs of neighbouring words."""
    if not is_telling(words) or len(words) > LONGEST:
        return ()
    length = _CHARACTERS if _is_unspaced(words) else _WORDS
    shingles = {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
    return tuple(nsmallest(KEPT, map(number, shingles)))


def _is_unspaced(words: Sequence[str]) -> bool:
    return 2 * sum(map(is_unspaced, words)) > len(words)
