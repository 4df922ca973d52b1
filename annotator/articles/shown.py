"""What a reader sees of a page: its hidden parts cut out, its lines joined to sentences."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from annotator.articles.lines import Kind, read_lines

UNREAD = frozenset({"script", "style", "noscript", "head", "svg", "iframe", "object", "select"})
"""Elements whose text is not the page's."""

_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q ruby s samp
small span strike strong sub sup time tt u var wbr img
"""
INLINE = frozenset(_INLINE_NAMES.split())
"""Elements that stand within a line."""

_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_JOINED = "joined"
_STATEMENTS = ("script", "meta", "link")


def runs(
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


def cut_hidden(tree: Any) -> list[str]:
    """Cut the parts out of a tree that a reader does not see, and return their lines.

    What they state about the page (scripts and meta tags) stays. Inner parts are cut before outer
    ones, so that no text is read twice.
    """
    parts: list[list[str]] = []
    for element in reversed(list(tree.iter(etree.Element))):
        if not _is_hidden(element):
            continue
        for statement in list(element.iter(*_STATEMENTS)):
            statement.tail = None
            element.addprevious(statement)
        if element.tag not in INLINE:
            element.tail = f"\n{element.tail or ''}"
        element.drop_tree()
        element.tail = None
        alone = etree.Element("div")
        alone.append(element)
        parts.append([run for run, _ in runs(alone, INLINE, UNREAD)])
    return list(chain.from_iterable(reversed(parts)))


def _is_hidden(element: Any) -> bool:
    """Tell whether an element is hidden by its markup; style sheets are not read.

    An open dialogue hides the whole page from screen readers, so `aria-hidden` around the headline
    or the article says nothing.
    """
    if element.tag in ("html", "body", "head", *_STATEMENTS):
        return False
    if element.tag == "template" or (element.tag == "dialog" and element.get("open") is None):
        return True
    if element.get("hidden") is not None or _UNSEEN.search(element.get("style") or ""):
        return True
    return (
        (element.get("aria-hidden") or "").strip().lower() == "true"
        and element.tag not in INLINE
        and next(element.iter("h1", "article", "main"), None) is None
    )


def join_lines(tree: Any) -> None:
    """Make a space of each line break inside a sentence; two in a row part paragraphs."""
    lines: list[list[str]] = [[]]
    breaks: list[Any] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if event in ("start", "end") else ""
        if tag and tag not in INLINE and (tag != "br" or event == "start"):
            breaks.append(element if tag == "br" else None)
            lines.append([])
        lines[-1].append((element.text if event == "start" else element.tail) or "")
    texts = [" ".join("".join(pieces).split()) for pieces in lines]
    parents = set()
    for before, element, after in zip(texts, breaks, texts[1:], strict=False):
        if element is not None and _runs_on(before, after, bold=_is_bold(element, before)):
            element.tag, element.text = _JOINED, " "
            parents.add(element.getparent())
    etree.strip_tags(tree, _JOINED)  # all at once, for one by one takes long
    for parent in parents:  # the pieces become one text, which is quick to read
        parent.text = parent.text
        for child in parent:
            child.tail = child.tail


def _is_bold(element: Any, before: str) -> bool:
    """Tell whether the whole line before a line break is bold, as subheads are."""
    bold = element.getprevious()
    return (
        bold is not None
        and bold.tag in ("b", "strong")
        and " ".join("".join(bold.itertext()).split()) == before
    )


def _runs_on(before: str, after: str, *, bold: bool) -> bool:
    """Tell whether a sentence goes on from one line to the next."""
    if not before or not after:
        return False
    line, following = read_lines(before)[0], read_lines(after)[0]
    if line.kind is not Kind.TEXT or following.kind is not Kind.TEXT or following.bullet:
        return False
    return after[0].islower() or not (line.ends_sentence or bold)
