"""Mathet's gamma: the best alignment of what annotators marked, against that of random annotators.

`continuum` holds the units and how far two are apart, `candidates` and `alignment` find the best
alignment exactly, `samplers` make random annotators, `categories` looks at the labels of aligned
units alone, `measure` puts it together.
"""
