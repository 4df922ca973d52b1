"""Raw input in, an understood article out: what a person confirms before it is saved."""

import re
from dataclasses import dataclass, replace
from datetime import date

from annotator.articles.decoding import decode, looks_like_html, refuse_large
from annotator.articles.extraction import extract_html
from annotator.articles.language import detect_language
from annotator.articles.pasted import read_pasted
from annotator.articles.zones import ELIGIBLE, Paragraph
from annotator.errors import Invalid, TooLarge

PASTED = "lines 1"
"""Name and version of the rules for plain text, stored with each article as its extractor."""

MAX_LINES = 20_000
_TAG = re.compile(r"<(?:p|div|body|article|main)\b", re.IGNORECASE)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Understood:
    """An article as understood: text kept to the character, and what each paragraph is.

    `language` is a language code such as "sr", or "und" when nothing could be told.
    `published_precision` is "day", "month", "year", or "" when no date is stated; `published_as` is
    the date as its source writes it, with time and time zone where it states them.
    """

    title: str
    outlet: str
    byline: str
    published_on: date | None
    published_precision: str
    url: str
    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    extractor: str
    encoding: str = ""
    published_as: str = ""
    text_licence: str = ""


def understand(raw: bytes, filename: str, language: str | None) -> Understood:
    """Read an uploaded file: a saved web page, or else plain text."""
    decoded = decode(raw)
    named = filename.lower().endswith((".html", ".htm", ".xhtml"))
    if looks_like_html(decoded.text) or (named and _TAG.search(decoded.text)):
        understood = understand_page(decoded.text, language)
    else:
        understood = understand_text(decoded.text, language)
    notes = (*decoded.notes, *understood.notes)
    return replace(understood, encoding=decoded.encoding, notes=notes)


def understand_page(html: str, language: str | None) -> Understood:
    """Read the source of a web page."""
    html, notes = tidy(html)
    page = extract_html(html)
    return Understood(
        title=page.title,
        outlet=page.outlet,
        byline=page.byline,
        published_on=page.published_on,
        published_precision=page.published_precision,
        url=page.url,
        language=language or detect_language(page.text, page.language),
        text=page.text,
        paragraphs=page.paragraphs,
        dropped=page.dropped,
        notes=(*notes, *page.notes),
        extractor=page.extractor,
        published_as=page.published_as,
    )


def understand_text(text: str, language: str | None) -> Understood:
    """Read a pasted text: nothing of it is deleted, furniture is marked as such."""
    refuse_large(len(text.encode("utf-8", "surrogatepass")), is_html=False)
    if _HALF_CHARACTER.search(text):
        raise Invalid(
            "The text holds halves of characters (lone surrogates) that cannot be stored."
            " Copy it again from its source, or save it as a UTF-8 file first."
        )
    text, notes = tidy(text)
    if not text.strip():
        raise Invalid("The text is empty. Paste the article, or choose a file that holds it.")
    breaks = text.count("\n")
    if breaks > MAX_LINES:
        raise TooLarge(
            f"The text has {breaks} lines, and at most {MAX_LINES} are read."
            " Paste only the article's text."
        )
    pasted = read_pasted(text)
    article = "\n".join(text[p.start : p.end] for p in pasted.paragraphs if p.zone in ELIGIBLE)
    return Understood(
        title=pasted.title,
        outlet=pasted.outlet,
        byline=pasted.byline,
        published_on=pasted.published.on if pasted.published else None,
        published_precision=pasted.published.precision if pasted.published else "",
        url="",
        language=language or detect_language(article),
        text=text,
        paragraphs=pasted.paragraphs,
        dropped=(),
        notes=(*notes, *pasted.notes),
        extractor=PASTED,
    )


def tidy(text: str) -> tuple[str, list[str]]:
    """Line ends as LF and no NUL, the only changes made to a text; each is told in a note."""
    notes = []
    breaks = len(re.findall(r"\r\n?", text))
    if breaks:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append(f"{breaks} line ends were changed to the usual form (LF).")
    nul = text.count("\0")
    if nul:
        text = text.replace("\0", "")
        notes.append(f"{nul} NUL {'character was' if nul == 1 else 'characters were'} removed.")
    return text, notes
