"""Reads of what was submitted, and of the sentences behind a figure.

Agreement rests on immutable ratings: what a submission said of each sentence. Live spans play no
part. Unless something else is chosen it rests on each person's first submission of an article: what
was said independently, before anything was discussed.
"""

from annotator.agreement.queries.counting import Counted, count_patterns
from annotator.agreement.queries.hearing import Heard, Voice, heard
from annotator.agreement.queries.marking import Marked, marked
from annotator.agreement.queries.rating import also_rows, main_rows
from annotator.agreement.queries.standing import Standing, standing
from annotator.agreement.queries.submitting import (
    Choices,
    Submissions,
    choices,
    most_voices,
    submissions,
    submitted_outlets,
    titles,
)

__all__ = [
    "Choices",
    "Counted",
    "Heard",
    "Marked",
    "Standing",
    "Submissions",
    "Voice",
    "also_rows",
    "choices",
    "count_patterns",
    "heard",
    "main_rows",
    "marked",
    "most_voices",
    "standing",
    "submissions",
    "submitted_outlets",
    "titles",
]
