"""How far annotators agree on phrases: where they mark, where their marks end, with which labels.

`documents` holds the one input type; every measure is a function of it. What a document adds to a
measure is a row of sums (`marks`, `sums`, `pairs`), so that documents are pooled by adding, and a
resample of documents is a matrix product.
"""
