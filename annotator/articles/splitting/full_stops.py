"""Tells a full stop that ends a sentence from one that belongs to the word before it."""

import re

from annotator.articles.splitting.context import token_before
from annotator.articles.splitting.full_stop import FullStop
from annotator.articles.splitting.languages import Language
from annotator.articles.splitting.languages.words import FOREIGN_TITLES, fold
from annotator.articles.splitting.marks import ROMAN
from annotator.articles.splitting.numbers import number_ends

FULL_STOP = "full stop"

_SHORT_PART = 4  # letters in a part of a dotted abbreviation, as in "Ph.D."
_LONGEST_NUMBER = 10
_INITIAL_BEFORE = re.compile(r"(?<![^\W\d_])[A-Z]\.\s?$")
_BEFORE_INITIAL = "([{«»„“”‘’'\"/"


def reason_to_end(stop: FullStop) -> str | None:
    """Why the sentence ends at this full stop, or None if the full stop belongs to its token."""
    if stop.token.isdigit():
        return FULL_STOP if number_ends(stop) else None
    joined = _joined(stop)
    for name in (joined, stop.token) if joined else (stop.token,):
        if name in stop.language.never_final or name in FOREIGN_TITLES:
            return None
        if _is_listed(name, stop):
            return _after_abbreviation(name, stop)
    return _after_word(stop)


def _is_listed(name: str, stop: FullStop) -> bool:
    language = stop.language
    return (
        name in language.may_be_final
        or name in language.often_final
        or name in language.digit_units
        or (_is_number_only(name, language) and _number_follows(stop))
    )


def _is_number_only(name: str, language: Language) -> bool:
    return name in language.number_only or name.endswith(language.number_only_endings)


def _after_abbreviation(name: str, stop: FullStop) -> str | None:
    """Why the sentence ends after an abbreviation that can be the last word of one."""
    language = stop.language
    if name in language.often_final:
        goes_on = fold(stop.after.word) in language.continuers
        return None if goes_on else f"abbreviation {name}. at the end"
    if name in language.digit_units and _follows_number(stop):
        return None if _unit_goes_on(stop) else f"{name}. after a number"
    return _if_opened(stop, name) if name in language.may_be_final else None


def _after_word(stop: FullStop) -> str | None:
    """Why the sentence ends after a token that is on no list."""
    token = stop.token
    if len(token) == 1:
        return _after_letter(stop)
    if "." in token:
        if _is_dotted_abbreviation(token):
            return _if_opened(stop, token)
    elif stop.language.ordinal_digits and ROMAN.match(token) and not stop.opened:
        return None
    return FULL_STOP


def _is_dotted_abbreviation(token: str) -> bool:
    parts = token.split(".")
    return all(part.isalpha() and len(part) <= _SHORT_PART for part in parts) and any(
        len(part) == 1 for part in parts
    )


def _if_opened(stop: FullStop, name: str) -> str | None:
    return f"abbreviation {name}. before “{stop.after.word}”" if stop.opened else None


def _number_follows(stop: FullStop) -> bool:
    """Whether a number follows, in digits or in Roman ones of two or more letters."""
    word = stop.after.word
    return stop.after.is_digit or (len(word) > 1 and bool(ROMAN.match(word)))


def _follows_number(stop: FullStop) -> bool:
    """Whether a unit stands after a number, as in "1999 г.", and not as in "г. Москва"."""
    first = stop.token_start
    before = stop.text[max(stop.start, first - _LONGEST_NUMBER) : first].split()[-1:]
    number = "".join(before)
    return any(sign.isdigit() for sign in number) or bool(ROMAN.match(number))


def _unit_goes_on(stop: FullStop) -> bool:
    """Whether the sentence goes on: "В 1999 г. Иванов", "z 1990 r. Nr 5"."""
    word = stop.after.word
    numbered = len(word) > 1 and word in stop.language.number_only
    return stop.after.is_digit or numbered or stop.is_only_a_date


def _after_letter(stop: FullStop) -> str | None:
    """Why the sentence ends after a single letter: an initial, unless it is a word or ending."""
    token, after = stop.token, stop.after
    if stop.token_start == stop.start:
        return None
    if token in stop.language.letter_words:
        return None if after.is_initial else f"the word {token}"
    if stop.language.spaceless and _follows_initial(stop):
        return None
    if stop.language.spaceless or not token.isalpha() or _is_ending(stop):
        return FULL_STOP
    return f"“{after.word}” after the letter {token}." if stop.opened else None


def _follows_initial(stop: FullStop) -> bool:
    """Whether the letter is the second initial of a name, as in "J. R. 王"."""
    first = stop.token_start
    before = stop.text[max(stop.start, first - 4) : first]
    return "A" <= stop.token <= "Z" and bool(_INITIAL_BEFORE.search(before))


def _is_ending(stop: FullStop) -> bool:
    """Whether the letter ends something longer: "NATO-a", "Mark’s", "?c=d", but not "J.-P."."""
    before = stop.text[max(stop.start, stop.at - 3) : stop.at - 1]
    if before[-1:] in "'’" and before[:1].isalnum():
        return stop.token.islower()
    if before[-1:] in "-‑–":
        return before[:1] != "."
    return not (before[-1:].isspace() or before[-1:] in _BEFORE_INITIAL)


def _joined(stop: FullStop) -> str:
    """The token with the abbreviation before it: "z.B" for the second full stop of "z. B."."""
    first = stop.token_start
    if first - 2 <= stop.start or stop.text[first - 1] not in " \u00a0\u202f":
        return ""
    if stop.text[first - 2] != "." or len(stop.token) > _SHORT_PART:
        return ""
    return f"{token_before(stop.text, stop.start, first - 2)}.{stop.token}"
