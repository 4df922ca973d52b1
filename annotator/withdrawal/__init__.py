"""Taking an article's text or a person out for good: counted first, confirmed twice."""
