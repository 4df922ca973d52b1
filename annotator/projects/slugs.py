"""A project's address, made from its name."""

import re
import unicodedata

LONGEST = 60
RESERVED = frozenset({"new"})


def slug_of(name: str) -> str:
    """Lower-case ASCII letters, digits and hyphens; “project” if nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return slug if slug and slug not in RESERVED else "project"


def free_slug(name: str, taken: frozenset[str]) -> str:
    """The address for a new project: its slug, with a number behind it while that is taken."""
    base = slug_of(name)
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
