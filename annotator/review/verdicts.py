"""How a lead can settle a sentence."""

from enum import StrEnum


class Verdict(StrEnum):
    """The kinds of decision."""

    SETTLED = "settled"
    BOTH = "both_defensible"
    EXCLUDED = "excluded"
