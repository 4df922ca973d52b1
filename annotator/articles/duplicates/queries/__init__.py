"""Reads of shared sentences: who has them, what they link, and which articles belong together."""

from annotator.articles.duplicates.queries.candidates import (
    Candidate,
    Holders,
    Sentences,
    candidates,
    holders,
    sentences,
)
from annotator.articles.duplicates.queries.linked import Link, groups, links, live, state

__all__ = [
    "Candidate",
    "Holders",
    "Link",
    "Sentences",
    "candidates",
    "groups",
    "holders",
    "links",
    "live",
    "sentences",
    "state",
]
