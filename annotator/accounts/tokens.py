"""Secrets that open something: shown once, stored only as a hash."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a secret. It is random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
