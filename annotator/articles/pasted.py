"""A text as copied from a page: which lines are the article, and what each of them is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from annotator.articles.dates import StatedDate, left_empty
from annotator.articles.furniture import glued_menu_words
from annotator.articles.lines import Kind, Line, plain_names, read_lines
from annotator.articles.places import META, Layout, paragraphs_of, stems_of, zone_of
from annotator.articles.zones import Paragraph, Zone

_NARROWEST = 40  # characters at which texts are cut into lines
_LONG = 20  # words of a line that is surely body
_HEADLINE_LEAST, _HEADLINE_MOST = 2, 30  # words
_BRIDGE = 6.0  # the score of a further run that belongs to the article
_STRONG = 12.0  # the same behind the heading of a list of other pages
_WEAK = 3.0  # the same above the body, where the headline parts it from the page
_NEVER_ENDS_HEADLINES = (".", "。", "।", ":", ",", ";")
_OWN_SCORES = {
    Kind.BYLINE: -1.0,
    Kind.CONTRIBUTOR: -0.5,
    Kind.SOURCE: -0.5,
    Kind.DATE: -1.0,
    Kind.CAPTION: 0.5,
    Kind.CREDIT: -0.3,
    Kind.FURNITURE: -0.7,  # an advertisement may stand between two paragraphs
    Kind.LIST: -_STRONG,
    Kind.END: -inf,
}

Judgement = tuple[Zone, str]


@dataclass(frozen=True)
class Pasted:
    """What a pasted text says about itself, and its paragraphs."""

    title: str
    outlet: str
    byline: str
    published: StatedDate | None
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...]


def read_pasted(text: str) -> Pasted:
    """Tell the lines of an article from what surrounds it, each with a reason."""
    lines = read_lines(text)
    wrapped = _is_wrapped(lines)
    first, stop = _body([_score(line, wrapped=wrapped) for line in lines], lines)
    layout = _layout(lines, first, stop)
    judged = [zone_of(layout, index) for index in range(len(lines))]
    outlet = _outlet(lines, judged)
    published, doubt = _published(lines, judged)
    return Pasted(
        title="" if layout.headline is None else lines[layout.headline].text,
        outlet=outlet,
        byline=_byline(lines, judged),
        published=published,
        paragraphs=tuple(
            part
            for line, (zone, reason) in zip(lines, judged, strict=True)
            for part in paragraphs_of(line, text, zone, reason)
        ),
        notes=(*_notes(layout, outlet, wrapped=wrapped), *doubt),
    )


def _layout(lines: Sequence[Line], first: int, stop: int) -> Layout:
    """Where the article stands, given its body."""
    ends = (Kind.END, Kind.LIST, Kind.TEXT)
    listed = set()
    in_list = False
    for index, line in enumerate(lines):
        in_list = line.kind is Kind.LIST or (in_list and not line.ends_sentence)
        if in_list:
            listed.add(index)
    return Layout(
        lines=lines,
        first=first,
        stop=stop,
        parted=next((i for i in range(stop, len(lines)) if lines[i].kind in ends), len(lines)),
        listed=frozenset(listed),
        headline=_headline(lines, first, stop),
    )


def _notes(layout: Layout, outlet: str, *, wrapped: bool) -> list[str]:
    notes = []
    if wrapped:
        notes.append(
            "The lines seem to be cut at a fixed width, and each line becomes a paragraph:"
            " copy the text again without such line breaks if you can."
        )
    if layout.headline is None:
        notes.append("No line looks like a headline: please give the title.")
    if outlet:
        notes.append(f"The outlet “{outlet}” is a guess from a dateline or a source line.")
    return notes


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether sentences run on from one line to the next throughout."""
    runs_on = sum(
        not line.ends_sentence and len(line.text) >= _NARROWEST and after.text[0].islower()
        for line, after in pairwise(lines)
    )
    return runs_on >= max(3, len(lines) / 4)


def _score(line: Line, *, wrapped: bool) -> float:
    """How much a line speaks for (above 0) or against (below 0) being part of the body."""
    if line.kind is not Kind.TEXT:
        return _OWN_SCORES[line.kind]
    if line.ends_sentence or line.dateline:
        return min(line.size, 40) / 10 + 2 * line.dateline
    if wrapped or line.size > _HEADLINE_MOST:
        return 0.5
    return -0.2 if line.bullet else -10 / (line.size + 10)


def _body(scores: Sequence[float], lines: Sequence[Line]) -> tuple[int, int]:
    """The lines of the best run, and of further strong runs that nothing parts from it."""
    first, stop = _best_run(scores)
    if first < stop:
        down, up = range(stop, len(lines)), range(first - 1, -1, -1)
        stop = max(_reached(scores, lines, down, (_BRIDGE, _STRONG)), default=stop - 1) + 1
        first = min(_reached(scores, lines, up, (_WEAK, _WEAK)), default=first)
    return first, stop


def _reached(
    scores: Sequence[float], lines: Sequence[Line], way: range, needs: tuple[float, float]
) -> Iterator[int]:
    """The lines on a way out of the body that further runs extend it to, up to the article's end.

    `needs` is the score that a run must have, before and behind the heading of a list.
    """
    total = most = 0.0
    needed, behind_list = needs
    for index in way:
        if lines[index].kind is Kind.END:
            return
        if lines[index].kind is Kind.LIST:
            needed = behind_list
        total = max(0.0, total + scores[index])
        most = most if total else 0.0
        if total > most:
            most = total
            if total >= needed:
                yield index


def _best_run(scores: Sequence[float]) -> tuple[int, int]:
    """The contiguous run with the highest sum; empty if no line is above 0."""
    first = stop = start = 0
    best = total = 0.0
    for index, score in enumerate(scores):
        if total <= 0:
            start, total = index, 0.0
        total += score
        if total > best:
            first, stop, best = start, index + 1, total
    return first, stop


def _headline(lines: Sequence[Line], first: int, stop: int) -> int | None:
    """The line above the first long paragraph that most looks like the headline."""
    firm = next(
        (
            i
            for i in range(first, stop)
            if lines[i].dateline or (lines[i].size >= _LONG and lines[i].ends_sentence)
        ),
        stop,
    )
    vocabulary = stems_of(" ".join(line.text for line in lines[firm:stop]))
    times = Counter(line.text for line in lines[:firm])
    scored = [
        (_headline_score(lines, index, vocabulary) + (times[lines[index].text] > 1), index)
        for index in range(firm)
        if _may_be_headline(lines[index], lines[index + 1 : index + 2])
    ]
    if first and not any(index < first for _, index in scored) and _is_plain_title(lines, first):
        return 0
    if not scored:
        return None
    best = max(score for score, _ in scored)
    chosen = next(index for score, index in scored if score >= best - 0.75)
    return max(i for i in range(firm) if lines[i].text == lines[chosen].text)


def _is_plain_title(lines: Sequence[Line], first: int) -> bool:
    """Tell whether the first line is a short one right above the body, or its byline and date."""
    line = lines[0]
    return (
        line.kind is Kind.TEXT
        and not line.bullet
        and line.size <= _HEADLINE_MOST
        and not line.text.endswith(_NEVER_ENDS_HEADLINES)
        and not lines[1].text[0].islower()
        and all(between.kind in META for between in lines[1:first])
    )


def _may_be_headline(line: Line, following: Sequence[Line]) -> bool:
    """Tell whether a line has a headline's length and end, and does not run on in the next."""
    return (
        line.kind is Kind.TEXT
        and not line.bullet
        and _HEADLINE_LEAST <= line.size <= _HEADLINE_MOST
        and not line.text.endswith(_NEVER_ENDS_HEADLINES)
        and not any(other.text[0].islower() for other in following)
    )


def _headline_score(lines: Sequence[Line], index: int, vocabulary: set[str]) -> float:
    line = lines[index]
    stems = stems_of(line.text)
    score = 3 * len(stems & vocabulary) / len(stems) if stems and vocabulary else 0.0
    score += 1 if line.size >= 5 else -1  # noqa: PLR2004 - shorter ones are often rubrics
    score -= glued_menu_words(line.text)
    following = lines[index + 1 : index + 3]
    score += 0.5 * any(other.kind in META or other.dateline for other in following)
    return score


def _outlet(lines: Sequence[Line], judged: Sequence[Judgement]) -> str:
    for line, (zone, _) in zip(lines, judged, strict=True):
        if line.says and zone is Zone.BODY and line.dateline:
            return line.says
    for line, (zone, _) in zip(lines, judged, strict=True):
        if line.kind is Kind.SOURCE and zone is Zone.BYLINE:
            return line.says
    return ""


def _byline(lines: Sequence[Line], judged: Sequence[Judgement]) -> str:
    """The names of the byline lines; capitals throughout become ordinary names."""
    names = []
    for line, (zone, _) in zip(lines, judged, strict=True):
        if zone is Zone.BYLINE and line.kind in (Kind.BYLINE, Kind.TEXT):
            names.append(plain_names(line.says or line.text))
    return ", ".join(dict.fromkeys(names))


def _published(
    lines: Sequence[Line], judged: Sequence[Judgement]
) -> tuple[StatedDate | None, list[str]]:
    """The earliest date of the byline lines: an article is published before it is updated.

    With it comes a note when the only dates cannot be or could be read in two ways.
    """
    bylines = [line for line, (zone, _) in zip(lines, judged, strict=True) if zone is Zone.BYLINE]
    dates = [line.dated for line in bylines if line.dated]
    unclear = [line.unclear for line in bylines if line.unclear]
    doubt = [left_empty(unclear[0].text, unclear[0].reason)] if unclear and not dates else []
    return min(dates, key=lambda stated: stated.on, default=None), doubt
