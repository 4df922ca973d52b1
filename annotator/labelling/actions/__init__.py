"""What an annotator can do: mark, take back, submit."""

from annotator.labelling.actions.acts import Act
from annotator.labelling.actions.spans import Outcome, add_phrase, mark_sentence, remove_phrase
from annotator.labelling.actions.undoing import redo, undo
from annotator.labelling.actions.work import assign, reopen, submit, take_next

__all__ = [
    "Act",
    "Outcome",
    "add_phrase",
    "assign",
    "mark_sentence",
    "redo",
    "remove_phrase",
    "reopen",
    "submit",
    "take_next",
    "undo",
]
