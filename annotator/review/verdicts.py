"""How a lead can settle a sentence."""

from enum import StrEnum


class Verdict(StrEnum):
    """The kinds of decision."""

    SETTLED = "settled"
    BOTH = "both_defensible"
    EXCLUDED = "excluded"


class Listing(StrEnum):
    """The lists of the review: open ones, settled ones, and those of them that went stale."""

    OPEN = "open"
    SETTLED = "settled"
    STALE = "stale"
