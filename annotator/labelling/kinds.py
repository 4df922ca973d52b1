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
    """Whether a rating was given, or follows from something else.

    Implied: from submitting a sentence without a label. Carried: from ratings of the sentences that
    stood there before a repair, which all said the same. Part: from the rating of a longer sentence
    of which this is a part, so that nobody has answered for the part alone.
    """

    EXPLICIT = 1
    IMPLIED = 2
    CARRIED = 3
    CARRIED_IMPLIED = 4
    PART = 5


ANSWERS = (Origin.EXPLICIT, Origin.IMPLIED, Origin.CARRIED, Origin.CARRIED_IMPLIED)
"""The origins of ratings that somebody stands for."""


class Look(StrEnum):
    """Why a person should look at a sentence again that a repair changed under their label."""

    SPLIT = "split"
    QUESTION = "question"


class State(StrEnum):
    """Where one person's copy of an article stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
