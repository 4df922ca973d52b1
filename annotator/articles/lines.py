"""What one line of a text is by its own looks: prose, a byline, a date, a caption, furniture."""

import re
from dataclasses import dataclass
from enum import StrEnum

from annotator.articles.dates import (
    StatedDate,
    UnclearDate,
    stated_dates,
    unclear_date,
    written_dates,
)
from annotator.articles.furniture import furniture

_BREAKS = re.compile(r"[\n\x0b\x0c\x85\u2028\u2029]")
_CLOSERS = "\"'”’“»«›‹)]』」"
_TERMINALS = ".!?…:。！？：؟۔।"
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BULLET = re.compile(r"(?:[•●▪■◦*–—-]|\d{1,2}[.)])\s+\S")

_BYLINE = re.compile(
    r"(?:by|written by|story by|reported by|words by|text by|opinion by|analysis by|"
    r"von|autor(?:in)?|text|par|auteur|por|redacción|di|a cura di|autore|door|nga|"
    r"piš[eu]|autor(?:ka|i|zy)?|priredi(?:o|la|li)|napisa(?:o|la)|oprac\.|"
    r"пиш[еу]|аутор(?:ка|и)?|автор|приреди(?:о|ла))(?:\s*:\s*|\s+)(?P<who>\S.{1,100})",
    re.IGNORECASE,
)
_CONNECTING_WORDS = """
and und et y e i и with in for of the de da do dos du della di del van von der den ter la le el al
bin ibn abu zu zur aus from special to iz из
"""
_CONNECTORS = frozenset(_CONNECTING_WORDS.split())
_DESK_WORDS = """
newsroom desk staff team agencies agency our own reporter reporters correspondent correspondents
writer writers editor editors redakcija redakcije agencije редакција редакције агенције редакция
"""
_DESKS = frozenset(_DESK_WORDS.split())
_CONTRIBUTOR = re.compile(
    r".{0,160}\b(?:contributed (?:to (?:this|the) (?:report|story|article)|reporting)\b)|"
    r"\(?(?:(?:additional |with )?reporting (?:by|from)|editing by|writing by|compiled by|"
    r"translated by|with (?:material|information|files) from|mit (?:material|informationen) von|"
    r"avec (?:l'afp|afp|reuters|les agences)|con información de|redaktion:|"
    r"preve(?:o|la):|превео:)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:source|quelle|fuente|fonte|izvor|извор|источник)\s?:\s*(?P<who>[^:]{2,60})", re.IGNORECASE
)
_DATE_WORDS = re.compile(
    r"\b(?:first|published|posted|updated|last|modified|on|at|created|date|stand|veröffentlicht|"
    r"aktualisiert|am|um|uhr|vom|publié|mis|à|jour|le|modifié|publicado|actualizado|el|"
    r"objavljeno|ažurirano|poslednja|izmena|datum|u|pubblicato|aggiornato|il|"
    r"објављено|ажурирано|датум|обновлено|опубликовано|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"ponedeljak|ponedjeljak|utorak|sreda|srijeda|četvrtak|petak|subota|nedelja|nedjelja|"
    r"gmt|utc|cet|cest|est|edt|et|pst|pdt|bst|a\.?m|p\.?m|h)\b\.?",
    re.IGNORECASE,
)
_PHOTO = (
    r"(?:photo|photos|foto|fotos|photograph|fotografija|фото|image|images|picture|pic|bild|"
    r"archivbild|symbolbild|crédit|credit|illustration|ilustracija|courtesy|handout|"
    r"screenshot|getty|shutterstock|istock|pool photo)"
)
_PHOTO_WORD = re.compile(rf"\b{_PHOTO}\b", re.IGNORECASE)
_AGENCY = (
    r"(?:AP|AFP|dpa|DPA|Reuters|REUTERS|EPA|EPA-EFE|EFE|ANSA|APA|TASS|Sputnik|RIA|Tanjug|TANJUG|"
    r"Танјуг|Beta|BETA|Бета|Fonet|FoNet|FENA|Fena|SRNA|Srna|Срна|HINA|Hina|MIA|STA|BTA|PAP|"
    r"Anadolu|AA|Xinhua|PA|UPI|IANS|Bloomberg|Interfax|ATA|PTI|KNA|epd|KNS)"
)
_AGENCY_NAME = re.compile(_AGENCY)
_BRACKETED_END = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,160})[)\]]\s?\.?$")
_PLAIN_END = re.compile(
    rf"(?<=[.!?…”\"’])\s+(?:{_PHOTO}\s?(?:by\b|:|/|©)|©).{{1,80}}$", re.IGNORECASE
)
_CREDIT_LINE = re.compile(
    rf"(?:{_PHOTO}(?:\s(?:by|credit|source))?\s?[:/©]|(?:photo|image|picture)\sby\s|©)\s?(?P<who>.{{2,80}})"
    r"|(?:[^\W\d_]{2,20}(?:\s?/\s?|\svia\s))?(?:getty images|shutterstock|istock)(?:/.{1,40})?",
    re.IGNORECASE,
)
_SIGNED_OFF = re.compile(
    rf"[.!?…”\"»]\s*(?P<off>\((?:(?:{_AGENCY}(?:[,/ ]+)?){{1,4}}(?:, [^()]{{2,20}})?"
    r"|(?i:(?:additional )?(?:reporting|writing|editing|translated) by\b[^()]{2,160})"
    r")\))$"
)
_CAPTION_START = re.compile(
    r"(?:file\s?(?:photo|picture|image)?\s?[-–—:]|(?:photo|picture|image|caption|pictured)\s?:|"
    r"(?:archivbild|symbolbild|bildunterschrift|fotografija|na fotografiji|фотографија)\b"
    r"\s?[-–—:]?)\s?\S",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"(?P<place>[^()\[\].:;!?—]{{2,60}}?)\s?,?\s?(?:[^()—]{{0,25}})[(\[/](?P<agency>{_AGENCY})[)\]/]"
    r"\s?[-–—:]\s?"
)
_CITY_DATELINE = re.compile(
    r"[A-ZČĆŠŽĐÄÖÜÉ][A-ZČĆŠŽĐÄÖÜÉ .'-]{2,30}(?:, [^\W\d_][\w .]{2,25})?"
    r"(?:\s?\([^()]{2,30}\))?\s?[—–-]\s"
)

PROSE = 8
"""Words from which a line counts as prose."""
_SHORT = 400  # characters; longer lines are paragraphs


class Kind(StrEnum):
    """What a line is by itself, before its place in the text is considered."""

    TEXT = "text"
    BYLINE = "byline"
    CONTRIBUTOR = "contributor"
    SOURCE = "source"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"
    LIST = "list"
    END = "end"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer white space, what it is by itself and why.

    `size` counts words (half the characters in scripts without spaces); `credit_at` is where a
    credit at the line's end begins; `says` is the name, agency or outlet that the line states.
    """

    start: int
    end: int
    text: str
    kind: Kind
    reason: str
    size: int
    ends_sentence: bool
    credit_at: int | None = None
    says: str = ""
    dated: StatedDate | None = None
    unclear: UnclearDate | None = None
    dateline: bool = False
    bullet: bool = False


def read_lines(text: str) -> list[Line]:
    """Cut a text at its line breaks; blank lines are left out."""
    lines = []
    offset = 0
    for piece in _BREAKS.split(text):
        stripped = piece.strip()
        if stripped:
            start = offset + piece.index(stripped)
            lines.append(_read_line(stripped, start))
        offset += len(piece) + 1
    return lines


def dateline(words: str) -> str:
    """The dateline with which a first sentence begins ("VELEN, Orvania (NPA) — "); or nothing.

    It stays part of the sentence: it is only shown apart.
    """
    found = _DATELINE.match(words) or _CITY_DATELINE.match(words)
    return found.group() if found else ""


def _read_line(line: str, start: int) -> Line:
    kind, reason, says, credit = _kind(line)
    sentence = line[:credit] if credit else line
    size = max(len(sentence.split()), len(_UNSPACED.findall(sentence)) // 2)
    by_agency = _DATELINE.match(line)
    may_date = kind in (Kind.DATE, Kind.BYLINE)
    return Line(
        start=start,
        end=start + len(line),
        text=line,
        kind=kind,
        reason=reason,
        size=size,
        ends_sentence=sentence.rstrip(_CLOSERS + " ")[-1:] in tuple(_TERMINALS),
        credit_at=None if credit is None else start + credit,
        says=by_agency["agency"] if by_agency else says,
        dated=next(stated_dates(line), None) if may_date else None,
        unclear=unclear_date(line) if may_date else None,
        dateline=bool(dateline(line)),
        bullet=bool(_BULLET.match(line)),
    )


Reading = tuple[Kind, str, str, int | None]
"""A line's kind, the reason, what the line states, and where a credit at its end begins."""


def _kind(line: str) -> Reading:
    """What a line is by itself: the first reading that fits, else prose."""
    for read in _READINGS if len(line) <= _SHORT else (_read_end, _read_caption):
        reading = read(line)
        if reading:
            return reading
    return Kind.TEXT, "", "", None


def _read_statement(line: str) -> Reading | None:
    """A line that states a date, an author, a source, a photographer or a contributor."""
    byline = _byline(line)
    source = _SOURCE.fullmatch(line)
    if _is_date(line):
        return Kind.DATE, "only a date, with words such as “published”", "", None
    if byline:
        return Kind.BYLINE, "begins like a byline and goes on with names", byline, None
    if source:
        return Kind.SOURCE, "names the source", source["who"].strip(" ."), None
    if _is_credit(line):
        return Kind.CREDIT, "names a photographer or picture agency only", "", None
    if _CONTRIBUTOR.match(line):
        return Kind.CONTRIBUTOR, "names who contributed, wrote or edited", "", None
    return None


def _read_end(line: str) -> Reading | None:
    """A line that ends with a photo credit, or with the agency or the editors in brackets."""
    credit = _credit(line)
    if credit == 0:
        return Kind.CREDIT, "only a credit in brackets", "", None
    if credit is not None:
        return Kind.CAPTION, "ends with a photo credit", "", credit
    signed = _SIGNED_OFF.search(line, max(0, len(line) - 200))
    return (Kind.TEXT, "", "", signed.start("off")) if signed else None


def _read_caption(line: str) -> Reading | None:
    """A line that begins as captions do."""
    if _CAPTION_START.match(line):
        return Kind.CAPTION, "begins as picture captions do", "", None
    return None


def _read_furniture(line: str) -> Reading | None:
    """A line that gives itself away as part of the page."""
    found = furniture(line)
    if found is None:
        return None
    kind = Kind.LIST if found.opens_list else Kind.FURNITURE
    return Kind.END if found.ends_article else kind, found.reason, "", None


_READINGS = (_read_statement, _read_end, _read_caption, _read_furniture)


def _is_date(line: str) -> bool:
    """Tell whether a line holds a date and next to nothing else."""
    written = written_dates(line) if len(line) <= 160 else []  # noqa: PLR2004 - date lines are short
    if not written:
        return False
    rest = line
    for found in reversed(written):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = _DATE_WORDS.sub(" ", rest)
    return len(re.findall(r"[^\W\d_]+", rest)) <= 1


def _byline(line: str) -> str:
    """The names in a line such as "By Jane Doe and John Smith, Reuters", or ""."""
    match = _BYLINE.fullmatch(line)
    if not match or line[-1] in "!?":
        return ""
    who = re.split(r"\s[|•·–—]\s", match["who"])[0]
    written = written_dates(who)
    if written:
        who = who[: written[0].start]
    who = who.strip(" ,;-–—|.")
    return who if looks_like_names(who) else ""


def looks_like_names(text: str) -> bool:
    """Tell whether every word is a name's or joins names, as in "Ana de la Cruz and Bo Lind".

    A newsroom can stand for a name: "NPA staff".
    """
    words = re.findall(r"[^\s,/&;]+", text)
    names = [word for word in words if word.casefold() not in _CONNECTORS]
    return 0 < len(names) <= len(words) <= 14 and all(  # noqa: PLR2004 - four people with their towns
        (word[0].isupper() and not any(character.isdigit() for character in word)) or word in _DESKS
        for word in names
    )


def plain_names(text: str) -> str:
    """Names in capitals as they are usually written, agencies aside: "By JAN LIND, AP"."""
    words = re.findall(r"[^\W\d_]+", text)
    names = [w for w in words if w.casefold() not in _CONNECTORS and not _AGENCY_NAME.fullmatch(w)]
    if not names or not all(name.isupper() for name in names):
        return text
    return re.sub(r"[^\W\d_]+", lambda word: word[0].title() if word[0] in names else word[0], text)


def _is_credit(line: str) -> bool:
    """Tell whether a line names a photographer or a picture agency and nothing else."""
    match = _CREDIT_LINE.fullmatch(line)
    if match is None:
        return False
    return match["who"] is None or looks_like_names(match["who"].strip(" .©"))


def _credit(line: str) -> int | None:
    """Where a photo credit at the end of a line begins, or None."""
    match = _BRACKETED_END.search(line, max(0, len(line) - 180))
    if match and len(match["inside"].split()) <= 16:  # noqa: PLR2004 - a credit, not a remark
        agency = re.search(rf"\b{_AGENCY}\b", match["inside"])
        joined = re.search(r"[/,]|\bvia\b", match["inside"])
        named = not line.endswith(".") and _names_agency(match["inside"])
        if _PHOTO_WORD.search(match["inside"]) or (agency and joined) or named:
            return match.start()
    match = _PLAIN_END.search(line, max(0, len(line) - 120))
    return match.end() - len(match[0].lstrip()) if match else None


def _names_agency(inside: str) -> bool:
    """Tell whether brackets hold a whole name and an agency, as in "(Ivo Land/Nordbild)"."""
    name, parted, agency = inside.partition("/")
    return (
        bool(parted)
        and 2 <= len(name.split()) <= 4  # noqa: PLR2004 - given names and a family name
        and len(agency.split()) <= 3  # noqa: PLR2004 - agencies have short names
        and looks_like_names(name)
        and looks_like_names(agency)
    )
