"""Writes of shared sentences: marks to find them by, the links that they make, and decisions."""

from annotator.articles.duplicates.actions.deciding import decide
from annotator.articles.duplicates.actions.indexing import (
    forget,
    forget_marks,
    index_article,
    link,
)

__all__ = ["decide", "forget", "forget_marks", "index_article", "link"]
