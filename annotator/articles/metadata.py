"""What a web page states about its article: JSON-LD first, then OpenGraph and other meta tags."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from annotator.articles.dates import UNKNOWN, read_stated

_ARTICLE_TYPE = re.compile(r"(?:^|[/#])(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "citation_publication_date",
    "pubdate",
    "parsely-pub-date",
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S{4,2000}?) -->")
_LONGEST = 1000


@dataclass(frozen=True)
class PageFacts:
    """What a page says of itself; an empty value where it says nothing.

    `published_as` is the date as the page writes it, mostly with time and time zone;
    `date_note` says why a date that the page states is not taken.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    published_precision: str = ""
    published_as: str = ""
    date_note: str = ""
    outlet: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    body: str = ""
    is_article: bool = False
    is_partial: bool = False


def read_page_facts(tree: Any, source: str) -> PageFacts:
    """Read the facts from a parsed page (an lxml tree) and, for its address, its source."""
    meta = _meta_tags(tree)
    linked = _linked_article(tree)
    outlet = _name(linked.get("publisher")) or _first(meta, _OUTLETS)
    dates = (_text(linked.get("datePublished")), _first(meta, _DATES))
    read = [(stated, *read_stated(stated)) for stated in dates]
    stated, published, precision, _ = next((one for one in read if one[1]), ("", None, "", ""))
    doubts = (note for *_, note in read if note and UNKNOWN not in note)
    return PageFacts(
        title=_title(tree, linked, meta, outlet),
        authors=_authors(linked, meta),
        published_on=published,
        published_precision=precision,
        published_as=stated,
        date_note="" if published else next(doubts, ""),
        outlet=outlet,
        url=_address(tree, linked, meta, source),
        language=_text(linked.get("inLanguage"))
        or next(iter(tree.xpath("/html/@lang | /html/@xml:lang")), "")
        or _first(meta, ("og:locale", "content-language")),
        description=_text(linked.get("description"))
        or _first(meta, ("og:description", "description")),
        body=linked["articleBody"] if isinstance(linked.get("articleBody"), str) else "",
        is_article=bool(linked) or _first(meta, ("og:type",)) == "article",
        is_partial=str(linked.get("isAccessibleForFree", "")).lower() == "false",
    )


def _meta_tags(tree: Any) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        content = _text(element.get("content"))
        if name and content:
            tags.setdefault(name.strip().lower(), []).append(content)
    return tags


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _linked_article(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object of the page that describes an article, or an empty one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in kinds):
                return item
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects that a page makes its subject: the top ones, of a graph, or its main entity."""
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(
                item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item
            )


def _text(value: Any) -> str:
    """A value as one line of plain text, or "" when it is not text."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return ""
    plain = re.sub(r"<[^<>]{1,200}>", " ", html.unescape(value))
    return " ".join(plain.split())[:_LONGEST]


def _name(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(linked: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str, ...]:
    """Names of the authors in their order; addresses of profiles are no names."""
    stated = linked.get("author") or linked.get("creator") or []
    names = [_name(item) for item in (stated if isinstance(stated, list) else [stated])]
    if not any(names):
        names = next((meta[name] for name in _AUTHORS if name in meta), [])
    plain = (
        re.sub(r"^(?:by|von|par|por|piše)\s+", "", name, flags=re.IGNORECASE) for name in names
    )
    return tuple(dict.fromkeys(name for name in plain if name and "://" not in name))


def _title(tree: Any, linked: dict[str, Any], meta: dict[str, list[str]], outlet: str) -> str:
    """The headline; JSON-LD may cut it short, and other titles may end with the outlet's name."""
    headings = [" ".join(" ".join(h.itertext()).split()) for h in tree.iter("h1")]
    title = _text(linked.get("headline"))
    if not title:
        title = _first(meta, _TITLES) or next((h for h in headings if h), "")
        title = title or _text(tree.findtext(".//title"))
        if outlet:
            title = re.sub(rf"\s+[|–—·:-]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE)
    shortened = title.rstrip(" .…").casefold()
    whole = (h for h in headings if shortened and h.casefold().startswith(shortened))
    return next(whole, title)[:_LONGEST]


def _address(tree: Any, linked: dict[str, Any], meta: dict[str, list[str]], source: str) -> str:
    """The page's own address: canonical link, OpenGraph, JSON-LD, or where it was saved from."""
    links = (
        e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"
    )
    main = linked.get("mainEntityOfPage")
    saved = _SAVED_FROM.search(source[:4096])
    candidates = (
        *links,
        _first(meta, ("og:url",)),
        linked.get("url"),
        main.get("@id") if isinstance(main, dict) else main,
        saved[1] if saved else "",
    )
    return next(
        (c.strip() for c in candidates if isinstance(c, str) and re.match(r"\s*https?://", c)), ""
    )
