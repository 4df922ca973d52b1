"""One change to many articles: previewed, counted, then made in small writes."""
