"""What a repair does to the sentences of an article."""

from enum import StrEnum


class RepairKind(StrEnum):
    """Each retires one or two neighbouring sentences and makes one or two in their place."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE_EDGE = "move edge"
