"""Attempts to sign in, and the browsers that are known to be a person's."""
