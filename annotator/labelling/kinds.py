"""The small codes that the big tables store instead of words."""

from enum import IntEnum, StrEnum


class Kind(IntEnum):
    """What a span covers."""

    SENTENCE = 1
    PHRASE = 2


class Rank(IntEnum):
    """How a label stands to its sentence: the one main label, or one of the also labels."""

    MAIN = 1
    ALSO = 2


class Origin(IntEnum):
    """Whether a rating was given, or follows from submitting a sentence without a label."""

    EXPLICIT = 1
    IMPLIED = 2


class State(StrEnum):
    """Where one person's copy of an article stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
