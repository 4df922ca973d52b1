"""Where sentences begin and end after a repair. All of one repair lies in one paragraph."""

import unicodedata
from dataclasses import dataclass, replace

from annotator.articles.splitting.quotations import Quotations
from annotator.errors import Invalid

MERGED, SPLIT, MOVED = "merged by a lead", "split by a lead", "edge moved by a lead"

# What stays with the character before it, so that no sentence begins within what a reader sees as
# one letter: joiners, variation selectors and skin tones. Marks and accents are asked for by class.
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence as a repair reads and makes it; `reason` says why it ends there."""

    start: int
    end: int
    reason: str
    quote_open: bool


def merge(left: Piece, right: Piece) -> tuple[Piece]:
    """The one sentence that two neighbours make, with the words and spaces between them."""
    return (replace(left, end=right.end, reason=right.reason),)


def split(text: str, sentence: Piece, at: int) -> tuple[Piece, Piece]:
    """The two sentences on either side of a place; white space there belongs to neither.

    Raises Invalid when a side would hold no words, or the place is within a letter.
    """
    return _cut(text, sentence, at, SPLIT)


def move_edge(text: str, left: Piece, right: Piece, at: int) -> tuple[Piece, Piece]:
    """The two neighbours with the place between them moved.

    Raises Invalid when a side would hold no words, when nothing moves, or when the place is within
    a letter.
    """
    first, second = _cut(text, merge(left, right)[0], at, MOVED)
    if (first.end, second.start) == (left.end, right.start):
        raise Invalid("The edge is there already. Choose another place.")
    return first, second


def _cut(text: str, whole: Piece, at: int, reason: str) -> tuple[Piece, Piece]:
    before, after = text[whole.start : max(at, 0)], text[max(at, 0) : whole.end]
    if not whole.start < at < whole.end or not before.strip() or not after.strip():
        raise Invalid("Choose a place between two words of the sentence: each side needs some.")
    if _is_within_a_letter(text, at):
        raise Invalid("That place is within a letter. Choose one beside it.")
    end = whole.start + len(before.rstrip())
    start = whole.end - len(after.lstrip())
    return (
        replace(whole, end=end, reason=reason),
        replace(whole, start=start, quote_open=_is_quote_open(text, whole, start)),
    )


def _is_within_a_letter(text: str, at: int) -> bool:
    here = text[at]
    return (
        unicodedata.category(here) in {"Mn", "Me", "Mc"}
        or _JOINER in (here, text[at - 1])
        or ord(here) in _TONES
    )


def _is_quote_open(text: str, whole: Piece, at: int) -> bool:
    """Whether a quotation runs at a place, knowing only whether one ran where the sentence began.

    Its first mark is not known then, so the next closing one is taken to end it.
    """
    found = Quotations()
    opening = "“" if whole.quote_open else ""
    read = opening + text[whole.start : at]
    found.enter(read, 0, len(read))
    found.read(read, 0, len(read))
    return found.is_open
