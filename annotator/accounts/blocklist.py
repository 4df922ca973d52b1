"""Passwords that are guessed first: the commonest ones, runs, and the names of who and what.

There are no rules of composition. Four random words pass whatever they are; what is refused is
what a guesser tries before guessing: NIST SP 800-63B-4 asks for a list of common passwords and of
words that belong to the place.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from zxcvbn.frequency_lists import (  # type: ignore[import-untyped]  # it brings no types
    FREQUENCY_LISTS,
)

PRODUCT = ("annotator", "propaganda")
# What is left of a password without the names that a guesser knows has to be a password.
LEFT_OVER = 8
SHORTEST_WORD = 3

# Ways of the finger over the keys: along the rows, and down the columns with digits and without.
WALKS = (
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)

# The lists are of short passwords; this phrase is everybody's example of a long one.
_COMMON = frozenset(FREQUENCY_LISTS["passwords"]) | {"correcthorsebatterystaple"}
_OUTER = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def weakness(password: str, words: Iterable[str] = ()) -> str:
    """Why a password is among the first guesses, as a sentence; empty if it is not."""
    said = folded(password)
    if any(_is_common(form) for form in (said, _plain(said), _OUTER.sub("", said))):
        return "This password is among those that are guessed first."
    if _is_run(said):
        return "A run of neighbouring or repeated characters is guessed first."
    left = _without(_plain(said), words)
    if left is not None and (len(left) < LEFT_OVER or left.isdigit() or weakness(left)):
        return "Little is left of this password without the names that people know."
    return ""


def folded(text: str) -> str:
    """A text as guessers see it: without regard to case, width or composition."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_common(text: str) -> bool:
    """Whether it is a common password, or one repeated."""
    return text in _COMMON or _period(text) in _COMMON


def _period(text: str) -> str:
    """The shortest text whose repetition this is."""
    return text[: (text + text).find(text, 1)] if text else ""


def _is_run(text: str) -> bool:
    """Whether nearly every character follows from the one before it, or a few are repeated."""
    pairs = list(pairwise(text))
    steps = [abs(ord(b) - ord(a)) <= 1 for a, b in pairs]
    walks = [[a + b in walk or b + a in walk for a, b in pairs] for walk in WALKS]
    follow = max(map(sum, (steps, *walks)))
    return follow > 0.8 * len(pairs) or len(_period(text)) <= SHORTEST_WORD


def _plain(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, text))


def _without(text: str, words: Iterable[str]) -> str | None:
    """What is left of a text without these words; None if none of them is in it."""
    left = text
    for word in sorted(set(_parts((*words, *PRODUCT))), key=len, reverse=True):
        left = left.replace(word, "")
    return left if left != text else None


def _parts(words: Iterable[str]) -> Iterator[str]:
    """Each name as one word, and the words that it is made of."""
    for word in words:
        said = folded(word)
        for part in (_plain(said), *re.split(r"[\W_]+", said)):
            if len(part) >= SHORTEST_WORD:
                yield part
