"""Dates as news pages write them, in several languages; an ambiguous one is not guessed at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = """
- january jan jänner januar janvier enero ene janeiro gennaio gen januari siječanj siječnja
януари јануар јануара января stycznia ledna ocak janar
- february feb februar februara février février fév febrero fevereiro febbraio februari veljača
veljače фебруар фебруара февраля lutego února şubat shkurt
- march mar märz marz mars marzo março maart mart marta ožujak ožujka март марта marca března
- april apr avril avr abril abr aprile april aprila travanj travnja април априла апреля kwietnia
dubna nisan prill
- may mai mayo maio maggio mag mei maj maja svibanj svibnja мај маја мая května mayıs
- june jun juni juin junio junho giugno giu lipanj lipnja juna јун јуна июня czerwca června
haziran qershor
- july jul juli juillet juil julio julho luglio lug srpanj srpnja jula јул јула июля lipca
července temmuz korrik
- august aug août aout agosto ago augustus kolovoz kolovoza avgust avgusta август августа
sierpnia srpna ağustos gusht
- september sept sep septembre septiembre setembro settembre set rujan rujna septembar septembra
септембар септембра сентября września září eylül shtator
- october oct okt oktober octobre octubre outubro ottobre ott oktobar oktobra
октобар октобра октября października října ekim tetor
- november nov novembre noviembre novembro studeni studenoga novembar novembra новембар новембра
ноября kasım nëntor
- december dec dez dezember décembre déc diciembre dic dezembro dicembre prosinac prosinca
decembar decembra децембар децембра декабря grudnia prosince aralık dhjetor
"""
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_NAMES.split("- ")[1:], 1)
    for name in names.casefold().split()
}
_ISO = re.compile(r"\s*((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?\s*$", re.DOTALL)
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_WORD = r"(?P<word>[^\W\d_]{3,12})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_YEAR}(?P<s>[/-])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)",
        rf"{_YEAR}年\s?(?P<m>\d\d?)月\s?(?P<d>\d\d?)日",
        rf"\b(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?{_YEAR}\b",
        rf"\b(?P<a>\d\d?)(?P<s>[/-])(?P<b>\d\d?)(?P=s){_YEAR}\b",
        rf"\b(?P<d>\d\d?)(?:st|nd|rd|th|er|º|\.)?\s(?:(?:of|de)\s)?{_WORD}\.?,?\s(?:de\s)?{_YEAR}\b",
        rf"\b{_WORD}\.?\s(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s{_YEAR}\b",
        rf"\b{_WORD}\.?\s(?:de\s)?{_YEAR}\b",
    )
)

IMPOSSIBLE = "is on no calendar"
UNKNOWN = "is not in a form that is known"
AMBIGUOUS = "could be read in two ways (day or month first)"


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in a text: the day (or the first of the month), how precise it is, where it stands."""

    on: date
    precision: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnclearDate:
    """A date in a text that cannot be or could be read in two ways, and where it stands."""

    text: str
    reason: str
    start: int
    end: int


def written_dates(text: str) -> list[StatedDate | UnclearDate]:
    """Each date in a text, in order, none inside another: "31 February 2024" is no February."""
    found: list[StatedDate | UnclearDate] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            written = _read(match)
            if written is not None:
                found.append(written)
    return sorted(found, key=lambda written: written.start)


def stated_dates(text: str) -> Iterator[StatedDate]:
    """Yield each date that the text states without doubt, in order."""
    return (written for written in written_dates(text) if isinstance(written, StatedDate))


def unclear_date(text: str) -> UnclearDate | None:
    """The first date in a text that cannot be or could be read in two ways."""
    return next((d for d in written_dates(text) if isinstance(d, UnclearDate)), None)


def left_empty(text: str, reason: str) -> str:
    """The note on a date that is not taken."""
    return f"The date “{text}” {reason}, so the date is left empty: please give it."


def read_stated(text: str) -> tuple[date | None, str, str]:
    """A date that stands alone, its precision, and why it is not taken if it is none.

    It is the day in the time zone in which it is stated: "2023-05-03T23:12:00-05:00" is the third.
    """
    iso = _ISO.match(text)
    if iso:
        year, month, day = iso.groups()
        try:
            on = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return None, "", left_empty(text, IMPOSSIBLE)
        return on, "day" if day else "month" if month else "year", ""
    stated = next(stated_dates(text), None)
    if stated:
        return stated.on, stated.precision, ""
    unclear = unclear_date(text)
    if unclear:
        return None, "", left_empty(unclear.text, unclear.reason)
    return None, "", left_empty(text, UNKNOWN) if text.strip() else ""


def _read(match: re.Match[str]) -> StatedDate | UnclearDate | None:
    """A match as a date; None when its word is no month."""
    parts = match.groupdict()
    day, month = int(parts.get("d") or 0), int(parts.get("m") or 0)
    if parts.get("word"):
        month = _MONTHS.get(parts["word"].casefold(), 0)
        if not month:
            return None
    if parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        day, month = max(first, second), min(first, second)
        if 0 < month != day <= 12:  # noqa: PLR2004 - months end at twelve
            return UnclearDate(match[0], AMBIGUOUS, match.start(), match.end())
    try:
        on = date(int(parts["y"]), month, day if parts.get("d") or parts.get("a") else 1)
    except ValueError:
        return UnclearDate(match[0], IMPOSSIBLE, match.start(), match.end())
    return StatedDate(on, "day" if day else "month", match.start(), match.end())
