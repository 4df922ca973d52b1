"""What a lead made of two articles that share sentences."""

from enum import StrEnum


class LinkState(StrEnum):
    """Found and not looked at yet, or joined as versions of one text, or kept apart."""

    FOUND = "found"
    LINKED = "linked"
    APART = "apart"
