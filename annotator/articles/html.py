"""A web page to its article: the title, then the paragraphs a reader would read, with zones.

Runs in a process of its own (see page_reader.py), for pages can cost any time and memory. Nothing
here opens a network connection.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from annotator.articles.extracted import Extracted
from annotator.articles.lines import PROSE, Kind, plain_names, read_lines
from annotator.articles.metadata import PageFacts, read_page_facts
from annotator.articles.places import OWN_ZONES, paragraphs_of
from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Invalid

EXTRACTOR = f"trafilatura {trafilatura.__version__}, html 1"
NO_ARTICLE = (
    "No article was found in this page, only menus, links or fragments."
    " Open the page in a browser, copy the article's text and paste the text instead."
)
_LEAST_WORDS = 20
_MANY_ARTICLES = 5
_MOST_DROPPED = 1000
_SURE = 40  # characters from which a line inside a longer paragraph is no coincidence
_MARK = "⟦caption⟧ "
_UNREAD = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select"}
)
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q ruby s samp
small span strike strong sub sup time tt u var wbr img
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_REASONS = {
    "quote": "block quotation in the article's markup",
    "head": "subhead in the article's markup",
    "item": "item of a list in the article's markup",
    "row": "row of a table in the article's markup",
    "p": "paragraph of the article's markup",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text with the element that holds it, and whether an article element does too."""

    text: str
    tag: str
    in_article: bool = False


def extract(source: str) -> Extracted:
    """Take the article out of a page; a page without one is refused."""
    tree = trafilatura.load_html(source)
    if tree is None:
        raise Invalid(NO_ARTICLE)
    facts = _completed(read_page_facts(tree, source), tree)
    page = _page(tree)
    linked = {" ".join("".join(a.itertext()).split()) for a in tree.iter("a")}
    notes = []
    body = _body(tree)
    if _words(_plain(facts.body)) > max(2 * _words(body), _LEAST_WORDS):
        body = _plain(facts.body)
        notes.append("The text was taken from the page's data for search engines (JSON-LD).")
    cards = sum(1 for _ in tree.iter("article"))
    if _words(b for b in body if b.text not in linked) < _LEAST_WORDS or (
        not facts.is_article and cards >= _MANY_ARTICLES
    ):
        raise Invalid(NO_ARTICLE)
    if facts.is_partial:
        notes.append("The page says that it is not free to read, so its text may be incomplete.")
    text, paragraphs = _compose(facts.title, [*_above(page, body, facts), *body], linked)
    dropped, more = _left_behind(page, text)
    if more:
        notes.append(f"{more} further lines of the page were left out and are not listed.")
    return Extracted(
        title=facts.title,
        outlet=facts.outlet,
        byline=", ".join(facts.authors) or _byline(body),
        published_on=facts.published_on,
        published_precision=facts.published_precision,
        url=facts.url,
        language=facts.language,
        text=text,
        paragraphs=paragraphs,
        dropped=dropped,
        notes=tuple(notes),
        extractor=EXTRACTOR,
    )


def _completed(facts: PageFacts, tree: Any) -> PageFacts:
    """The page's own facts, and where it states nothing, what trafilatura finds in its text."""
    found = trafilatura.extract_metadata(
        deepcopy(tree),
        date_config={
            "original_date": True,
            "extensive_search": False,  # no date is better than one from the page's margin
            "max_date": datetime.now(tz=UTC).date().isoformat(),
        },
    )
    published, precision = facts.published_on, facts.published_precision
    if published is None and found.date:
        published, precision = date.fromisoformat(found.date), "day"
    address = facts.url or found.url or ""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return replace(
        facts,
        title=facts.title or " ".join((found.title or "").split()),
        authors=facts.authors or tuple(filter(None, (found.author or "").split("; "))),
        published_on=published,
        published_precision=precision,
        outlet=facts.outlet or found.sitename or host,
        url=address,
    )


def _runs(
    tree: Any, inline: frozenset[str], unread: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Counter[str]]]:
    """The runs of text that no block element interrupts, with the names of the open elements."""
    pieces: list[str | None] = []
    around: Counter[str] = Counter()
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if event in ("start", "end") else ""
        silent += (tag in unread) * (1 if event == "start" else -1)
        if tag and tag not in inline and tag not in unread and not silent:
            run = " ".join("".join(filter(None, pieces)).split())
            if run:
                yield run, around
            pieces.clear()
            around[tag] += 1 if event == "start" else -1
        if not silent:
            pieces.append(element.text if event == "start" else element.tail)


def _page(tree: Any) -> list[Block]:
    """All text of a page, in its order."""
    blocks = []
    for run, around in _runs(tree, _INLINE, _UNREAD):
        inside = (around["article"] or around["main"]) and not (
            around["aside"] or around["nav"] or around["footer"]
        )
        blocks.append(Block(run, "caption" if around["figcaption"] else "", bool(inside)))
    return blocks


def _body(tree: Any) -> list[Block]:
    """The article's paragraphs; captions travel through trafilatura as marked paragraphs."""
    tree = deepcopy(tree)
    for figure in list(tree.iter("figure")):
        caption = figure.find(".//figcaption")
        if caption is None or figure.find(".//table") is not None:
            continue
        words = " ".join("".join(caption.itertext()).split())
        figure.clear(keep_tail=True)
        figure.tag = "p"
        figure.text = _MARK + words if words else ""
    document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    if document is None or isinstance(document, dict):
        return []
    for cell in document.body.iter("cell"):
        if cell.getprevious() is not None:
            cell.text = f" | {cell.text or ''}"
    blocks = []
    for run, around in _runs(document.body, _INLINE | {"hi", "ref", "graphic", "cell"}):
        tag = next((tag for tag in _REASONS if around[tag]), "p")
        if run.startswith(_MARK.strip()):
            run, tag = run.removeprefix(_MARK.strip()).strip(), "caption"  # noqa: PLW2901 - the mark is not text
        if run:
            blocks.append(Block(run, tag))
    return blocks


def _plain(body: str) -> list[Block]:
    """The paragraphs of an article body that a page states in its JSON-LD."""
    lines = unescape(re.sub(r"<[^<>]{1,500}>", "\n", body)).splitlines()
    return [Block(" ".join(line.split()), "p") for line in lines if line.strip()]


def _words(blocks: Iterable[Block]) -> int:
    """How many words stand in full sentences."""
    lines = (line for block in blocks for line in read_lines(block.text))
    return sum(
        line.size
        for line in lines
        if line.kind in (Kind.TEXT, Kind.CAPTION) and line.ends_sentence and line.size >= PROSE
    )


def _byline(body: list[Block]) -> str:
    """The names in the byline lines of the body, for pages that state no author."""
    lines = (line for block in body for line in read_lines(block.text))
    return ", ".join(plain_names(line.says) for line in lines if line.kind is Kind.BYLINE)


def _above(page: list[Block], body: list[Block], facts: PageFacts) -> list[Block]:
    """The captions and the deck that stand in the article's element but above its paragraphs."""
    texts = {block.text for block in body}
    first = next((index for index, block in enumerate(page) if block.text in texts), 0)
    lead = facts.description.rstrip(" .…")
    above = []
    for block in page[:first]:
        if block.in_article and block.tag == "caption":
            above.append(block)
        elif (
            block.in_article and lead and block.text.startswith(lead) and block.text != facts.title
        ):
            above.append(Block(block.text, "deck"))
    return above


def _compose(
    title: str, blocks: list[Block], linked: set[str]
) -> tuple[str, tuple[Paragraph, ...]]:
    """The stored text, a blank line between paragraphs, and the zone of each."""
    pieces = [title] if title else []
    judged = [(Zone.HEADLINE, "the headline that the page states")] if title else []
    ended = False
    for block in blocks:
        if block.text == title:
            continue
        zone, reason, ended = _judge(block, linked, ended=ended)
        pieces.append(block.text)
        judged.append((zone, reason))
    text = "\n\n".join(pieces)
    lines = read_lines(text)
    return text, tuple(
        part
        for line, (zone, reason) in zip(lines, judged, strict=True)
        for part in paragraphs_of(line, text, zone, reason)
    )


def _judge(block: Block, linked: set[str], *, ended: bool) -> tuple[Zone, str, bool]:
    """The zone of a block with the reason, and whether a list of other pages has begun."""
    line = read_lines(block.text)[0]
    prose = line.ends_sentence and line.size >= PROSE
    found = Zone.BODY, _REASONS.get(block.tag, ""), False
    if block.tag == "caption":
        zone = Zone.CREDIT if line.kind is Kind.CREDIT else Zone.CAPTION
        found = zone, "picture caption in the page's markup", ended
    elif block.tag == "deck":
        found = Zone.DECK, "the page's description, above the text", ended
    elif line.kind in (Kind.LIST, Kind.END):
        found = Zone.FURNITURE, line.reason, True
    elif block.text in linked and not prose:
        found = Zone.FURNITURE, "only a link to another page", ended
    elif ended and not prose:
        found = Zone.FURNITURE, "stands under the heading of a list of other pages", True
    elif line.kind is not Kind.TEXT and (block.tag != "head" or block.text.endswith(":")):
        found = OWN_ZONES[line.kind], line.reason, ended
    return found


def _left_behind(page: list[Block], text: str) -> tuple[tuple[str, ...], int]:
    """The lines of the page that the text does not hold, and how many more there are."""
    kept = {piece for line in text.split("\n\n") for piece in (line, *line.split(" | "))}
    lines = [line for line in dict.fromkeys(block.text for block in page) if line not in kept]
    listed = [line for line in lines[:_MOST_DROPPED] if len(line) < _SURE or line not in text]
    return tuple(listed), max(0, len(lines) - _MOST_DROPPED)
