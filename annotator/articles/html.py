"""A web page to its article: the title, then the paragraphs a reader would read, with zones.

Runs in a process of its own (see page_reader.py), for pages can cost any time and memory. Nothing
here opens a network connection.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from annotator.articles.blocks import Block, completed
from annotator.articles.dates import left_empty, stated_dates
from annotator.articles.extracted import Extracted
from annotator.articles.lines import PROSE, Kind, plain_names, read_lines
from annotator.articles.metadata import PageFacts, read_page_facts
from annotator.articles.places import OWN_ZONES, paragraphs_of
from annotator.articles.shown import INLINE, UNREAD, cut_hidden, join_lines, runs
from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Invalid

EXTRACTOR = f"trafilatura {trafilatura.__version__}, html 3"
NO_ARTICLE = (
    "No article was found in this page, only menus, links or fragments."
    " Open the page in a browser, copy the article's text and paste the text instead."
)
_LEAST_WORDS = 20
_MANY_ARTICLES = 5
_LEAST_SENTENCE = 3  # words
_MOST_DROPPED = 1000
_DATE_LINE = 160  # characters; longer lines are about other days
_SURE = 40  # characters from which a line inside a longer paragraph is no coincidence
_MANY_BREAKS = re.compile(r"(?:<br(?:\s[^<>]{0,100})?/?>\s*){3,}", re.IGNORECASE)
"""More than two in a row say no more than two, and tens of thousands take minutes to read."""
_MARK = "⟦caption⟧ "
_REASONS = {
    "quote": "block quotation in the article's markup",
    "head": "subhead in the article's markup",
    "item": "item of a list in the article's markup",
    "row": "row of a table in the article's markup",
    "p": "paragraph of the article's markup",
}
_HEADS = ("h2", "h3", "h4", "h5", "h6")
_TAGS = {
    "figcaption": "caption",
    "blockquote": "quote",
    **dict.fromkeys(_HEADS, "head"),
    "li": "item",
    "tr": "row",
}
_AROUND_TEXT = ("h1", "nav", "aside", "footer", "form", "button")


def extract(source: str) -> Extracted:
    """Take the article out of a page; a page without one is refused."""
    source = _MANY_BREAKS.sub("<br><br>", source)
    tree = trafilatura.load_html(source)
    if tree is None:
        raise Invalid(NO_ARTICLE)
    hidden = [Block(line, "") for line in cut_hidden(tree)]
    join_lines(tree)
    page = _page(tree)
    facts = _completed(read_page_facts(tree, source), tree, page, source)
    linked = {" ".join("".join(a.itertext()).split()) for a in tree.iter("a")}
    body, notes = _found(tree, facts, linked)
    lead = facts.description.rstrip(" .…")
    body = completed(body, page, lead, linked)
    if facts.date_note:
        notes.append(facts.date_note)
    if facts.is_partial:
        notes.append("The page says that it is not free to read, so its text may be incomplete.")
    text, paragraphs = _compose(facts.title, [*_above(page, body, facts), *body], linked)
    dropped, more = _left_behind([*hidden, *page], text)
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
        published_as=facts.published_as,
    )


def _found(tree: Any, facts: PageFacts, linked: set[str]) -> tuple[list[Block], list[str]]:
    """The article's paragraphs, with a note if they stand only in the page's data."""
    if not facts.is_article and sum(1 for _ in tree.iter("article")) >= _MANY_ARTICLES:
        raise Invalid(NO_ARTICLE)
    notes = []
    body, stated = _body(tree), _plain(facts.body)
    if _words(stated) > max(2 * _words(body), _LEAST_WORDS):
        body = stated
        notes.append("The text was taken from the page's data for search engines (JSON-LD).")
    if _words(block for block in body if block.text not in linked) < _LEAST_WORDS:
        body = _marked(tree, linked, is_article=facts.is_article)
    if not body:
        raise Invalid(NO_ARTICLE)
    return body, notes


def _completed(facts: PageFacts, tree: Any, page: list[Block], source: str) -> PageFacts:
    """The page's own facts, and where it states nothing, what trafilatura finds in its text."""
    found = trafilatura.extract_metadata(
        deepcopy(tree),
        date_config={
            "original_date": True,
            "extensive_search": False,  # no date is better than one from the page's margin
            "max_date": datetime.now(tz=UTC).date().isoformat(),
        },
    )
    published, precision, note = facts.published_on, facts.published_precision, facts.date_note
    if published is None and not note:
        published, precision, note = _written_date(found.date, tree, page, source)
    address = facts.url or found.url or ""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return replace(
        facts,
        title=facts.title or " ".join((found.title or "").split()),
        authors=facts.authors or tuple(filter(None, (found.author or "").split("; "))),
        published_on=published,
        published_precision=precision,
        date_note=note,
        outlet=facts.outlet or found.sitename or host,
        url=address,
    )


def _written_date(
    found: str | None, tree: Any, page: list[Block], source: str
) -> tuple[date | None, str, str]:
    """The date found in a page if just that date is written there, its precision, and a note.

    trafilatura completes and guesses: it makes a first of the month of an impossible day.
    """
    lines = [block.text for block in page if len(block.text) <= _DATE_LINE]
    lines += [(time.get("datetime") or "").strip()[:10] for time in tree.iter("time")]
    if found:
        on = date.fromisoformat(found)
        written = rf"(?<!\d){on:%Y}(?P<s>[-/.]?){on:%m}(?P=s){on:%d}(?!\d)"
        if re.search(written, source):
            return on, "day", ""
        for stated in (stated for line in lines for stated in stated_dates(line)):
            if stated.on == on:
                return on, stated.precision, ""
    doubts = (line.unclear for text in lines for line in read_lines(text) if line.unclear)
    doubt = next(doubts, None)
    return None, "", left_empty(doubt.text, doubt.reason) if doubt else ""


def _page(tree: Any) -> list[Block]:
    """All text of a page, in its order."""
    blocks = []
    for run, around in runs(tree, INLINE, UNREAD):
        inside = (around["article"] or around["main"]) and not (
            around["aside"] or around["nav"] or around["footer"]
        )
        is_head = any(around[name] for name in _HEADS)
        tag = "caption" if around["figcaption"] else "head" if is_head else ""
        blocks.append(Block(run, tag, bool(inside)))
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
        if cell.getprevious() is not None and not len(cell):
            cell.text = f" | {cell.text or ''}"
    blocks = []
    for run, around in runs(document.body, INLINE | {"hi", "ref", "graphic", "cell"}):
        tag = next((tag for tag in _REASONS if around[tag]), "p")
        if run.startswith(_MARK.strip()):
            run, tag = run.removeprefix(_MARK.strip()).strip(), "caption"  # noqa: PLW2901 - the mark is not text
        if run:
            blocks.append(Block(run, tag))
    return blocks


def _marked(tree: Any, linked: set[str], *, is_article: bool) -> list[Block]:
    """The article that the page itself marks, however short; nothing without a full sentence."""
    scope = _marked_scope(tree, is_article=is_article)
    if scope is None:
        return []
    blocks = []
    for run, around in runs(scope, INLINE, UNREAD):
        if not any(around[tag] for tag in _AROUND_TEXT) and around["article"] <= 1:
            tag = next((_TAGS[name] for name in _TAGS if around[name]), "p")
            blocks.append(Block(run, tag))
    of_links = sum(len("".join(a.itertext()).split()) for a in scope.iter("a"))
    has_sentence = any(
        line.kind is Kind.TEXT and line.ends_sentence and line.size >= _LEAST_SENTENCE
        for block in blocks
        if block.text not in linked and not block.text.endswith(":")
        for line in read_lines(block.text)
    )
    is_list = 2 * of_links >= sum(len(block.text.split()) for block in blocks)
    return blocks if has_sentence and not is_list else []


def _marked_scope(tree: Any, *, is_article: bool) -> Any:
    """The element around the article that the page marks: an article element with its h1.

    The h1 may stand above the only article, unless that is a card with a link for its title. A
    page that says that it is an article need not have the element.
    """
    heads = [head for head in tree.iter("h1") if "".join(head.itertext()).strip()]
    articles = list(tree.iter("article"))
    around = (next(head.iterancestors("article"), None) for head in heads)
    marked = list(dict.fromkeys(article for article in around if article is not None))
    if len(marked) == 1 or (marked and is_article):
        return marked[0]
    if heads and len(articles) == 1:
        is_card = any(h.find(".//a") is not None for h in articles[0].iter("h2", "h3"))
        return None if is_card and not is_article else articles[0]
    if heads and is_article and not articles:
        return next(heads[0].iterancestors("main"), tree.find("body"))
    return None


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
