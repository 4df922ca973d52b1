"""What part of an article a paragraph is, and which parts are labelled."""

from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """The part of an article that a paragraph belongs to."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"


ELIGIBLE: frozenset[Zone] = frozenset({Zone.HEADLINE, Zone.DECK, Zone.BODY, Zone.CAPTION})
"""The zones whose sentences annotators label."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of an article's text, in code points, with its zone and a person's reason for it."""

    start: int
    end: int
    zone: Zone
    reason: str
