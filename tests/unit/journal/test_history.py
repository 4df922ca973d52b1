from hypothesis import given
from hypothesis import strategies as st

from annotator.journal.history import Entry, stacks


def acts(*what: str) -> list[Entry]:
    """Number the acts from 1; "undo 2" takes event 2 back, "redo 2" does it again."""
    found = []
    for number, act in enumerate(what, 1):
        verb, _, target = act.partition(" ")
        found.append(Entry(number, verb, int(target) if target else None))
    return found


def test_the_newest_act_is_undone_first() -> None:
    assert stacks(acts("mark", "mark")).undoable == (1, 2)


def test_what_was_undone_can_be_done_again() -> None:
    found = stacks(acts("mark", "mark", "undo 2"))
    assert (found.undoable, found.redoable) == ((1,), (2,))


def test_what_was_done_again_can_be_undone_again() -> None:
    found = stacks(acts("mark", "undo 1", "redo 1"))
    assert (found.undoable, found.redoable) == ((1,), ())


def test_a_new_act_ends_what_could_be_done_again() -> None:
    found = stacks(acts("mark", "undo 1", "mark"))
    assert (found.undoable, found.redoable) == ((3,), ())


def test_undo_stops_at_a_submission() -> None:
    assert stacks(acts("mark", "submit")) == stacks([])
    assert stacks(acts("mark", "submit", "reopen", "mark")).undoable == (4,)


@given(st.lists(st.sampled_from(["mark", "undo", "redo"]), max_size=40))
def test_undo_and_redo_walk_one_line_of_acts(keys: list[str]) -> None:
    """Pressing keys as a person would, the journal tells the same as a plain list and a cursor."""
    events: list[Entry] = []
    line: list[int] = []
    cursor = 0
    for key in keys:
        number = len(events) + 1
        found = stacks(events)
        if key == "mark":
            events.append(Entry(number, "mark", None))
            line = [*line[:cursor], number]
            cursor += 1
        elif key == "undo" and found.undoable:
            events.append(Entry(number, "undo", found.undoable[-1]))
            cursor -= 1
        elif key == "redo" and found.redoable:
            events.append(Entry(number, "redo", found.redoable[-1]))
            cursor += 1
    found = stacks(events)
    assert found.undoable == tuple(line[:cursor])
    assert found.redoable == tuple(reversed(line[cursor:]))
