"""The zone of a line by its own looks and by its place in the text, each rule with its reason."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.articles.furniture import glued_menu_words
from annotator.articles.lines import PROSE, Kind, Line, looks_like_names
from annotator.articles.zones import Paragraph, Zone

OWN_ZONES = {  # of lines that show by themselves what they are
    Kind.BYLINE: Zone.BYLINE,
    Kind.CONTRIBUTOR: Zone.BYLINE,
    Kind.SOURCE: Zone.BYLINE,
    Kind.DATE: Zone.BYLINE,
    Kind.CAPTION: Zone.CAPTION,
    Kind.CREDIT: Zone.CREDIT,
    Kind.FURNITURE: Zone.FURNITURE,
    Kind.LIST: Zone.FURNITURE,
    Kind.END: Zone.FURNITURE,
}
META = frozenset({Kind.BYLINE, Kind.DATE})
"""Lines that say who and when, between a headline with its deck and the text."""

_DECK_MOST = 60  # words
_NAME_WORDS = range(2, 5)
_NEAR = 3  # lines between a headline and what belongs to it
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
_PUBLISHED = re.compile(r"publi|posted|objavlj|објавл|veröffentl|опубл|pubbl", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Where the article stands: the lines from `first` to before `stop` are its body.

    `parted` is the first line behind the body that is neither its byline nor its credit; `listed`
    are the lines under a heading of links to other pages.
    """

    lines: Sequence[Line]
    first: int
    stop: int
    parted: int
    listed: frozenset[int]
    headline: int | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A line and what stands around it."""

    line: Line
    following: Sequence[Line]
    headline: Line | None
    below_headline: int  # how many lines; 0 or less when the headline is not above
    is_listed: bool

    def credit_follows(self) -> bool:
        return any(line.kind is Kind.CREDIT for line in self.following[:1])

    def repeats_headline(self) -> bool:
        return self.headline is not None and self.line.text == self.headline.text

    def echoes_headline(self) -> bool:
        stems = stems_of(self.line.text)
        return self.headline is not None and bool(stems) and stems <= stems_of(self.headline.text)

    def is_name(self) -> bool:
        return (
            self.line.size in _NAME_WORDS
            and not self.line.ends_sentence
            and looks_like_names(self.line.text)
        )

    def is_deck_above_byline(self) -> bool:
        return (
            0 < self.below_headline <= _NEAR
            and self.line.size <= _DECK_MOST
            and any(line.kind in META for line in self.following)
        )


Rule = tuple[Callable[[_Place], bool], Zone, str]

_ABOVE_HEADLINE: tuple[Rule, ...] = (
    (_Place.repeats_headline, Zone.FURNITURE, "the headline once more, as the page's title"),
    (
        lambda at: glued_menu_words(at.line.text),
        Zone.FURNITURE,
        "short line of menu words that run together",
    ),
    (lambda _: True, Zone.FURNITURE, "stands above the headline"),
)
_BELOW_HEADLINE: tuple[Rule, ...] = (
    (lambda at: at.line.size >= PROSE, Zone.DECK, "long line between the headline and the text"),
    (_Place.credit_follows, Zone.CAPTION, "stands right above a picture credit"),
    (_Place.echoes_headline, Zone.CAPTION, "short line with words of the headline only"),
    (_Place.is_name, Zone.BYLINE, "only a name, between the headline and the text"),
    (lambda _: True, Zone.FURNITURE, "short line without a full stop, above the text"),
)
_IN_BODY: tuple[Rule, ...] = (
    (lambda at: at.is_listed, Zone.FURNITURE, "stands under a heading of links to other pages"),
    (_Place.is_deck_above_byline, Zone.DECK, "stands between the headline and the byline"),
    (lambda at: at.line.dateline, Zone.BODY, "begins with a dateline"),
    (
        lambda at: at.line.ends_sentence and at.line.size >= PROSE,
        Zone.BODY,
        "long line that ends like a sentence",
    ),
    (lambda at: at.line.ends_sentence, Zone.BODY, "full sentence among paragraphs"),
    (lambda at: at.line.bullet, Zone.BODY, "item of a list in the text"),
    (_Place.credit_follows, Zone.CAPTION, "stands right above a picture credit"),
    (
        lambda at: at.line.size >= PROSE and any(line.dateline for line in at.following[:1]),
        Zone.DECK,
        "long line without a full stop, right above the dateline",
    ),
    (lambda at: at.line.size >= PROSE, Zone.BODY, "long line among paragraphs"),
    (
        lambda _: True,
        Zone.BODY,
        "short line without a full stop between paragraphs: a subhead",
    ),
)


def stems_of(text: str) -> set[str]:
    """The longer words of a text, cut to five letters so that inflected forms meet.

    Scripts without spaces give their pairs of characters.
    """
    stems = {word.casefold()[:5] for word in _CONTENT_WORD.findall(text)}
    for run in _UNSPACED_RUN.findall(text):
        stems.update(map("".join, pairwise(run)))
    return stems


def zone_of(layout: Layout, index: int) -> tuple[Zone, str]:
    """The zone of a line, and why."""
    line = layout.lines[index]
    if index == layout.headline:
        return Zone.HEADLINE, "the line above the text that shares most words with it"
    if index >= layout.stop:
        return _behind(layout, index)
    headline = layout.headline
    below = 0 if headline is None else index - headline
    above = below < 0 or (headline is None and index < layout.first)
    picture = line.kind in (Kind.CAPTION, Kind.CREDIT) and -_NEAR <= below < 0
    if above and line.kind is not Kind.TEXT and not picture and not _PUBLISHED.search(line.text):
        return Zone.FURNITURE, f"{line.reason}, above the headline"
    if line.kind is not Kind.TEXT:
        return OWN_ZONES[line.kind], line.reason
    place = _Place(
        line,
        layout.lines[index + 1 : index + 4],
        None if headline is None else layout.lines[headline],
        below,
        index in layout.listed,
    )
    rules = _BELOW_HEADLINE if index < layout.first else _IN_BODY
    return _judge(_ABOVE_HEADLINE if above else rules, place)


def _judge(rules: tuple[Rule, ...], place: _Place) -> tuple[Zone, str]:
    """What the first rule says that holds; each table ends with one that always does."""
    return next((zone, reason) for holds, zone, reason in rules if holds(place))


def _behind(layout: Layout, index: int) -> tuple[Zone, str]:
    """The zone of a line behind the body: the article's last lines, then the page."""
    line = layout.lines[index]
    if layout.first == layout.stop and line.kind is Kind.TEXT:
        return Zone.BODY, "no run of full sentences was found, so it may be the text"
    if index < layout.parted or OWN_ZONES.get(line.kind) is Zone.FURNITURE:
        return OWN_ZONES[line.kind], line.reason
    return Zone.FURNITURE, "stands after the article's last paragraph"


def paragraphs_of(line: Line, text: str, zone: Zone, reason: str) -> list[Paragraph]:
    """A line as one paragraph, or as two when a credit stands at its end."""
    at = line.credit_at
    if at is None or at == line.start or zone not in (Zone.CAPTION, Zone.BODY):
        return [Paragraph(line.start, line.end, zone, reason)]
    end = line.start + len(text[line.start : at].rstrip())
    why = "photo credit" if zone is Zone.CAPTION else "agency or editors named"
    return [
        Paragraph(line.start, end, zone, reason),
        Paragraph(at, line.end, Zone.CREDIT, f"{why} at the end"),
    ]
