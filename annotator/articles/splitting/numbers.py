"""Tells "there were 25." from "the 3. congress", dates and the numbers of a list."""

import re

from annotator.articles.splitting.context import token_before
from annotator.articles.splitting.full_stop import FullStop
from annotator.articles.splitting.languages.words import fold

_DATE_REST = re.compile(r"\d{1,2}+\.|\d{4}+(?!\d)")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2}+)\.\s{0,2}+(?:19|20)\d\d(?!\d)")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})\.\s{0,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DAYS, _MONTHS = 31, 12
_LIST_NUMBER = 3  # a longer number at the start of a line is a year or a sum
_DAY = 2
_WIDEST_SPACE = 3


def number_ends(stop: FullStop) -> bool:
    """Whether the sentence ends at the full stop after a number."""
    token, text, first = stop.token, stop.text, stop.token_start
    if len(token) <= _LIST_NUMBER and (first == stop.start or _marks_list(text, first)):
        return False
    if _is_in_date(stop):
        return False
    if len(token) > stop.language.ordinal_digits:
        return True
    return text[first - 1] in ":,-–—−/$€£+" or _is_counted(stop) or not _is_ordinal(stop)


def _is_in_date(stop: FullStop) -> bool:
    """Whether the number is the day or the month of "12. 5. 2010", a date in any language."""
    after, first, number = stop.after, stop.token_start, stop.token
    if not after.is_digit or len(number) > _DAY:
        return False
    month = _MONTH_AND_YEAR.match(after.text, after.at)
    if month:
        return 0 < int(number) <= _DAYS and 0 < int(month[1]) <= _MONTHS
    day = _DAY_BEFORE.search(stop.text[max(stop.start, first - 2 * _WIDEST_SPACE) : first])
    is_year = bool(_YEAR.match(after.text, after.at))
    return is_year and day is not None and int(day[1]) <= _DAYS and 0 < int(number) <= _MONTHS


def _is_ordinal(stop: FullStop) -> bool:
    """Whether what follows makes "3." mean "third": a month, a year, or no common opener."""
    after = stop.after
    if after.is_digit:
        return len(stop.token) <= _DAY and bool(_DATE_REST.match(after.text, after.at))
    if fold(after.word) in stop.language.months:
        return True
    if len(stop.token) > _LIST_NUMBER:
        return stop.is_only_a_date
    return bool(after.word) and not stop.opened


def _marks_list(text: str, first: int) -> bool:
    return text[first - 1] in "([" or text[max(0, first - 2) : first] in {": ", "; "}


def _is_counted(stop: FullStop) -> bool:
    """Whether the number is that of a house or a page: "br. 7."."""
    first = stop.token_start
    before = stop.text[max(stop.start, first - _WIDEST_SPACE) : first].rstrip()
    if before[-1:] != ".":
        return False
    end = stop.text.rfind(".", stop.start, first)
    return token_before(stop.text, stop.start, end) in stop.language.not_ordinal_after
