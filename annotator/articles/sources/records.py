"""A row of named values to an article, by what its columns mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from annotator.articles.dates import read_stated
from annotator.articles.details import LONGEST
from annotator.articles.language import base_language
from annotator.articles.sources.whole import as_whole
from annotator.articles.understanding import Understood, understand_page, understand_text
from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Invalid

_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|article|body)\s*>|<br\s*/?>", re.IGNORECASE)
_LEAST_TAGS = 2
_SECONDS, _MILLISECONDS = 10, 13  # digits
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_GIVEN = "the title that the file gives"


def article_of(
    values: Mapping[str, str], columns: Mapping[str, str], language: str | None
) -> tuple[Understood, str]:
    """The article of a row and its external id; `columns` names the column of each meaning."""
    given = {meaning: _clean(values.get(name, ""), meaning) for meaning, name in columns.items()}
    text = given.pop("text")
    if not text.strip():
        raise Invalid(f"The row has no text in the column “{columns['text']}”. Fill it in.")
    facts, notes = _facts(given)
    language = language or facts.language or None
    title = given.get("title", "")
    if _is_markup(text):
        understood = understand_page(_page(title, text), language)
        understood = replace(understood, url=facts.url or understood.url)
    else:
        understood = _titled(title, text, language)
    return replace(
        understood,
        title=title or understood.title,
        outlet=given.get("outlet") or understood.outlet,
        byline=given.get("byline") or understood.byline,
        published_on=facts.published_on or understood.published_on,
        published_precision=facts.precision or understood.published_precision,
        published_as=given.get("date") or understood.published_as,
        url=facts.url or understood.url,
        text_licence=given.get("text_licence", ""),
        notes=(*notes, *_still_true(understood.notes, given)),
    ), given.get("external_id", "")


@dataclass(frozen=True, slots=True)
class _Facts:
    published_on: date | None
    precision: str
    url: str
    language: str


def _facts(given: Mapping[str, str]) -> tuple[_Facts, list[str]]:
    """Date, address and language of a row; what cannot be taken is told in a note."""
    notes = []
    on, precision, note = _date(given.get("date", ""))
    if note:
        notes.append(note)
    url = given.get("url", "")
    if url and not re.match(r"https?://\S+$", url):
        notes.append(f"The address “{url}” does not begin with http://, so it is left empty.")
        url = ""
    stated = given.get("language", "")
    language = base_language(stated)
    if stated and not language:
        notes.append(f"The language “{stated}” is no code such as en or sr, so it is guessed.")
    return _Facts(on, precision, url, language), notes


def _date(stated: str) -> tuple[date | None, str, str]:
    if stated.isdecimal() and len(stated) in (_SECONDS, _MILLISECONDS):
        seconds = int(stated[:_SECONDS])
        on = datetime.fromtimestamp(seconds, tz=UTC).date()
        return on, "day", f"The date “{stated}” was read as seconds since 1970, in UTC."
    return read_stated(stated)


def _clean(value: str, meaning: str) -> str:
    """A value as it can be stored: all but the text on one line and not too long."""
    if _HALF_CHARACTER.search(value):
        raise Invalid(
            f"The {meaning.replace('_', ' ')} holds halves of characters (lone surrogates) that"
            " cannot be stored. Write the row again from its source."
        )
    if meaning == "text":
        return value
    value = " ".join(value.replace("\0", "").split())
    if len(value) > LONGEST:
        raise Invalid(
            f"The {meaning.replace('_', ' ')} has {len(value)} characters, and at most {LONGEST}"
            " are kept. Shorten it, or check what the columns mean."
        )
    return value


def _is_markup(text: str) -> bool:
    return len(_MARKUP.findall(text[:100_000])) >= _LEAST_TAGS


def _page(title: str, text: str) -> str:
    """The text as a page of its own, if it is only the inner part of one."""
    if re.search(r"<(?:body|html)\b", text, re.IGNORECASE):
        return text
    heading = f"<h1>{_escaped(title)}</h1>" if title else ""
    return f"<!doctype html><html><body><article>{heading}{text}</article></body></html>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _titled(title: str, text: str, language: str | None) -> Understood:
    """A text below its title; a title that the text does not begin with is put above it."""
    if not title:
        return as_whole(understand_text(text, language))
    begins = next((line for line in text.splitlines() if line.strip()), "").strip() == title
    understood = as_whole(understand_text(text if begins else f"{title}\n\n{text}", language))
    first, *others = understood.paragraphs
    headline = Paragraph(first.start, first.end, Zone.HEADLINE, _GIVEN)
    told = () if begins else ("The title was put above the text as its headline.",)
    return replace(
        understood,
        paragraphs=(headline, *(_below(paragraph) for paragraph in others)),
        notes=(*understood.notes, *told),
    )


def _below(paragraph: Paragraph) -> Paragraph:
    """A paragraph below a headline that is known: none of them is a headline too."""
    if paragraph.zone is not Zone.HEADLINE:
        return paragraph
    return replace(paragraph, zone=Zone.BODY, reason="below the title that the file gives")


def _still_true(notes: tuple[str, ...], given: Mapping[str, str]) -> tuple[str, ...]:
    """The notes of a text without those on what the row itself states."""
    answered = {
        "title": "No line looks like a headline",
        "outlet": "The outlet “",
        "date": "The date “",
    }
    drop = tuple(start for meaning, start in answered.items() if given.get(meaning))
    return tuple(note for note in notes if not (drop and note.startswith(drop)))
