"""Files of all kinds to understood articles, one at a time; a bad one never stops the others."""

from annotator.articles.sources.columns import Column
from annotator.articles.sources.items import Failed, Found, Options
from annotator.articles.sources.reading import columns_of, how_many, read_source

__all__ = ["Column", "Failed", "Found", "Options", "columns_of", "how_many", "read_source"]
