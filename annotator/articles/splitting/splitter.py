"""Splits a text into paragraphs and those into sentences, in one pass."""

import re
from collections.abc import Iterator

from annotator.articles.splitting.boundaries import boundary_at
from annotator.articles.splitting.languages import Language, language_for
from annotator.articles.splitting.marks import CREDIT, DASH, GREEK_MARK, MARK, PARAGRAPH
from annotator.articles.splitting.quotations import Quotations
from annotator.articles.splitting.sentence import Sentence

VERSION = "2"
"""Changes whenever some text is split in another way than before."""

_VISIBLE = re.compile(r"\S")


def split_sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of a text in reading order; every visible character is in exactly one."""
    known = language_for(language)
    sentences: list[Sentence] = []
    quotations = Quotations()
    for start, stop in _paragraphs(text):
        quotations.enter(text, start, stop)
        seen = start
        for first, end, reason in _spans(text, start, stop, known):
            quotations.read(text, seen, first)
            seen = first
            sentences.append(Sentence(first, end, reason, quotations.is_open))
        quotations.read(text, seen, stop)
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold anything, without the white space at their ends."""
    for line in PARAGRAPH.finditer(text):
        first = _VISIBLE.search(text, line.start(), line.end())
        if first:
            yield first.start(), line.start() + len(line[0].rstrip())


def _marks(text: str, start: int, stop: int, language: Language) -> Iterator[re.Match[str]]:
    """Everything in a paragraph that may end a sentence."""
    pattern = GREEK_MARK if language.semicolon_asks else MARK
    return pattern.finditer(text, start, stop)


def _next_visible(text: str, at: int, stop: int) -> int:
    found = _VISIBLE.search(text, at, stop)
    return found.start() if found else stop


def _spans(text: str, start: int, stop: int, language: Language) -> Iterator[tuple[int, int, str]]:
    """Start, end and reason of each sentence of a paragraph."""
    first = start
    for mark in _marks(text, start, stop, language):
        if mark.end() <= first:
            continue
        found = boundary_at(text, first, stop, mark, language)
        if not found:
            continue
        end, reason = found
        yield first, end, reason
        first = _next_visible(text, end, stop)
        credit = CREDIT.match(text, first, stop) if text[first : first + 1] in {"(", "["} else None
        if credit and credit.end() < stop and not DASH.match(text, credit.end(), stop):
            yield first, credit.end(), "photo credit"
            first = _next_visible(text, credit.end(), stop)
    if first < stop:
        yield first, stop, "end of paragraph"
