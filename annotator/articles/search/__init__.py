"""Finding articles by words: how words are folded, what a typed query means, and the index."""
