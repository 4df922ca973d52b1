"""What a person may do in a project."""

from enum import StrEnum


class Role(StrEnum):
    """A role in one project; a person can hold several."""

    LEAD = "lead"
    ANNOTATOR = "annotator"
    RESEARCHER = "researcher"
