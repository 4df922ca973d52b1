"""Follows whether a quotation is open, from mark to mark through an article."""

import re

_MARKS = re.compile('["“”„‟«»＂「」『』]+|[‘’](?!\\d)')
_ALWAYS_OPEN = "„‟「『"
_ALWAYS_CLOSED = "」』"
_OPENS_BY_HABIT = "“«"
_CLOSES_BY_HABIT = "”»"
_STRAIGHT = '"＂'
_BEFORE_OPENING = "([{—–-¿¡…"
_AFTER_CLOSING = ".,;:!?)]}…—–-"
_MOST_IN_A_ROW = 3


class Quotations:
    """The quotations that have begun and not ended in what was read so far."""

    __slots__ = ("_double", "_in_paragraph", "_single")

    def __init__(self) -> None:
        self._double: list[str] = []
        self._single = False
        self._in_paragraph = False

    @property
    def is_open(self) -> bool:
        """Whether a quotation has begun and not ended yet."""
        return self._single or bool(self._double)

    def enter(self, text: str, start: int, stop: int) -> None:
        """Begins a paragraph: a quotation runs on only if the paragraph repeats its mark."""
        self._single = False
        self._in_paragraph = bool(_MARKS.search(text, start, stop))
        if self._double and not _MARKS.match(text, start):
            self._double.clear()

    def read(self, text: str, start: int, end: int) -> None:
        """Takes in the quotation marks of a stretch of a paragraph."""
        if not self._in_paragraph:
            return
        for found in _MARKS.finditer(text, start, end):
            marks = found[0]
            if marks == "‘":
                self._single = True
            elif marks == "’":
                self._single = self._single and text[found.end() : found.end() + 1].isalpha()
            elif len(marks) <= _MOST_IN_A_ROW:
                for at in range(found.start(), found.end()):
                    self._take(text, at)

    def _take(self, text: str, at: int) -> None:
        mark = text[at]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if mark in _STRAIGHT and before.isalnum() and after.isalnum():
            return  # an abbreviation's mark in Hebrew, or a slip
        if not _opens(mark, before, after, now_open=bool(self._double)):
            if self._double:
                self._double.pop()
        elif mark not in self._double:
            self._double.append(mark)


def _opens(mark: str, before: str, after: str, *, now_open: bool) -> bool:
    """Whether a mark opens: by its shape, else by the side its word stands on, else by habit."""
    if mark in _ALWAYS_OPEN or mark in _ALWAYS_CLOSED:
        return mark in _ALWAYS_OPEN
    word_after = before.isspace() or before in _BEFORE_OPENING
    word_before = after.isspace() or after in _AFTER_CLOSING
    if word_after != word_before:
        return word_after
    if mark in _OPENS_BY_HABIT or mark in _CLOSES_BY_HABIT:
        return mark in _OPENS_BY_HABIT
    return not now_open
