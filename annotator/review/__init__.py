"""Disagreements and how leads settle them."""
