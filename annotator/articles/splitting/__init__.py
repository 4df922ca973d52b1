"""Splits an article into sentences, each with the reason why it ends where it ends."""

from annotator.articles.splitting.sentence import Sentence
from annotator.articles.splitting.splitter import VERSION, split_sentences

__all__ = ["VERSION", "Sentence", "split_sentences"]
