"""What can be undone and redone, read off the journal."""

from collections.abc import Iterable
from dataclasses import dataclass

BARRIERS = frozenset({"submit", "reopen"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the journal, as far as undo needs it."""

    id: int
    verb: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Stacks:
    """Event numbers that can be undone and redone, the next one last."""

    undoable: tuple[int, ...]
    redoable: tuple[int, ...]


def stacks(entries: Iterable[Entry]) -> Stacks:
    """Replay events in order: an undo moves an act to the redo stack, a new act empties that.

    An undo names the act that it takes back, a redo names it again. Undo stops at a barrier: what
    was submitted is not taken back by a key.
    """
    done: list[int] = []
    undone: list[int] = []
    for entry in entries:
        if entry.verb in BARRIERS:
            done, undone = [], []
        elif entry.undoes is None:
            done.append(entry.id)
            undone = []
        elif entry.verb == "undo":
            done.remove(entry.undoes)
            undone.append(entry.undoes)
        else:
            undone.remove(entry.undoes)
            done.append(entry.undoes)
    return Stacks(tuple(done), tuple(undone))
