"""Sentences that stand in several articles, word for word or nearly, and the articles they link."""
