"""The lines of a PDF's pages to paragraphs.

A line ends its paragraph if the next line's first word would still have fitted on it. What stands
at the head or foot of most pages is set aside.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_MARGIN = 0.12
"""The share of a page's height at its head and at its foot where running titles stand."""
_LEAST_PAGES = 2
_LARGER = 1.12
_INDENT = 0.8  # of the letters' size
_GAP = 1.6  # of the usual distance of lines
_SPACE, _SLACK = 0.25, 0.1  # of the letters' size
_TERMINALS = '.!?…:。！？؟"”»“’)]'


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it stands on a page: its edges, its letters' size and its first word's width.

    All in points; `top` counts from the page's head.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int
    page_height: float
    box: int = 0
    first_word: float = 0.0


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """Paragraphs, lines set aside, and how many words were put together at a line's end."""

    paragraphs: tuple[str, ...]
    margins: tuple[str, ...]
    joined: int


def unwrap(lines: Sequence[PrintedLine]) -> Unwrapped:
    """Put the lines of all pages, in reading order, together to paragraphs."""
    pages = len({line.page for line in lines})
    running = _running(lines, pages)
    kept = [line for line in lines if not (_at_margin(line) and _plain(line.text) in running)]
    aside = [line.text for line in lines if _at_margin(line) and _plain(line.text) in running]
    if not kept:
        return Unwrapped((), tuple(dict.fromkeys(aside)), 0)
    rights = _right_edges(kept)
    leading = _leading(kept)
    paragraphs, joined = [kept[0].text], 0
    for index, (line, following) in enumerate(pairwise(kept)):
        if _ends_paragraph(line, following, rights[index], leading):
            paragraphs.append(following.text)
        elif _is_parted(line.text, following.text):
            paragraphs[-1] = paragraphs[-1][:-1] + following.text
            joined += 1
        else:
            space = "" if _is_unspaced(line.text[-1]) and _is_unspaced(following.text[0]) else " "
            paragraphs[-1] += space + following.text
    return Unwrapped(tuple(paragraphs), tuple(dict.fromkeys(aside)), joined)


def _running(lines: Sequence[PrintedLine], pages: int) -> set[str]:
    """The lines at head or foot that most pages have, page numbers whatever they are."""
    if pages < _LEAST_PAGES:
        return {"#"}
    seen = {(line.page, _plain(line.text)) for line in lines if _at_margin(line)}
    times = Counter(text for _, text in seen)
    return {text for text, count in times.items() if count >= max(2, pages / 2)} | {"#"}


def _at_margin(line: PrintedLine) -> bool:
    height = line.page_height
    return line.top < height * _MARGIN or line.top > height * (1 - _MARGIN)


def _plain(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip(" -–—|·"))


def _right_edges(lines: Sequence[PrintedLine]) -> list[float]:
    """How far to the right the column of each line reaches, by its box and the boxes below."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        column = line.page, round(line.left / 24)
        edges[column] = max(edges.get(column, 0.0), line.right)
    boxes: dict[tuple[int, int], float] = {}
    for line in lines:
        key = line.page, line.box
        boxes[key] = max(boxes.get(key, 0.0), line.right)
    return [
        max(
            boxes[line.page, line.box],
            *(edges.get((line.page, round(line.left / 24) + step), 0.0) for step in (-1, 0, 1)),
        )
        for line in lines
    ]


def _leading(lines: Sequence[PrintedLine]) -> float:
    """The usual distance between two lines of one column."""
    steps = [
        after.top - line.top
        for line, after in pairwise(lines)
        if line.page == after.page and 0 < after.top - line.top < 4 * line.size
    ]
    return median(steps) if steps else 0.0


def _ends_paragraph(
    line: PrintedLine, following: PrintedLine, right: float, leading: float
) -> bool:
    sizes = sorted((line.size, following.size))
    if sizes[1] > sizes[0] * _LARGER:
        return True
    step = following.top - line.top
    is_next_column = line.page != following.page or step < 0
    if not is_next_column and leading and step > leading * _GAP:
        return True
    space = _SPACE * following.size
    fitted = line.right + space + following.first_word < right - _SLACK * following.size
    if is_next_column:
        return fitted or (line.text[-1] in _TERMINALS and not following.text[0].islower())
    is_indented = following.left > line.left + _INDENT * following.size
    return fitted or (is_indented and line.text[-1] in _TERMINALS)


def _is_parted(text: str, following: str) -> bool:
    """Tell whether a word goes on from one line to the next behind a hyphen."""
    return (
        len(text) > 1
        and text[-1] in "-\u00ad\u2010"
        and text[-2].isalpha()
        and following[0].islower()
    )


def _is_unspaced(letter: str) -> bool:
    return "\u3000" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"
