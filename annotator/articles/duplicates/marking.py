"""The words that differ between a sentence and its edited copy."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel

from annotator.articles.duplicates.normalising import UNSPACED

LONGEST = 2_000
"""Sentences of more words are marked as a whole."""

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|\s+|[^\w\s]")
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and whether the other sentence does not have it there."""

    text: str
    is_marked: bool


def marks(earlier: str, later: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Either sentence in pieces; the marked ones were dropped from the first, added to the second.

    Kinds of quotation marks, dashes and spaces do not count.
    """
    before, after = _TOKEN.findall(earlier), _TOKEN.findall(later)
    if max(len(before), len(after)) > LONGEST:
        return (Piece(earlier, is_marked=True),), (Piece(later, is_marked=True),)
    steps = Indel.opcodes(list(map(_plain, before)), list(map(_plain, after)))
    dropped = {n for s in steps if s.tag == "delete" for n in range(s.src_start, s.src_end)}
    added = {n for s in steps if s.tag == "insert" for n in range(s.dest_start, s.dest_end)}
    return _pieces(before, dropped), _pieces(after, added)


def _plain(token: str) -> str:
    return " " if token.isspace() else unicodedata.normalize("NFKC", token).translate(_ALIKE)


def _pieces(tokens: Sequence[str], marked: set[int]) -> tuple[Piece, ...]:
    """Neighbours of one kind in one piece; a space is marked only between two marked words."""

    def is_marked(place: int) -> bool:
        if tokens[place].isspace():
            return {place - 1, place + 1} <= marked
        return place in marked

    def runs() -> Iterator[Piece]:
        for mark, places in groupby(range(len(tokens)), key=is_marked):
            yield Piece(_joined(tokens[place] for place in places), mark)

    return tuple(runs())


def _joined(tokens: Iterable[str]) -> str:
    return "".join(tokens)
