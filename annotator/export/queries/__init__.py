"""Reads that fill the export's records from one snapshot of the database."""

from annotator.export.queries.overview import Counts, counts, header
from annotator.export.queries.stream import articles, rated_article

__all__ = ["Counts", "articles", "counts", "header", "rated_article"]
