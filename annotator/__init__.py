"""Label propaganda and media bias in news articles."""

__version__ = "0.1.0"
