import threading
import time

from annotator.agreement.memory import Memory


def test_a_value_is_worked_out_once_for_a_key() -> None:
    memory = Memory()
    first = memory.recall("one", object, lambda _: 1)
    assert memory.recall("one", object, lambda _: 1) is first
    assert memory.recall("two", object, lambda _: 1) is not first


def test_the_value_used_longest_ago_makes_room_when_there_are_too_many_ratings() -> None:
    memory = Memory(most=4)
    one, two = (memory.recall(key, object, lambda _: 2) for key in ("one", "two"))
    assert memory.recall("one", object, lambda _: 2) is one
    memory.recall("three", object, lambda _: 2)
    assert memory.recall("one", object, lambda _: 2) is one
    assert memory.recall("two", object, lambda _: 2) is not two


def test_the_last_value_is_kept_however_large_it_is() -> None:
    memory = Memory(most=1)
    one = memory.recall("one", object, lambda _: 9)
    assert memory.recall("one", object, lambda _: 9) is one


def test_who_asks_for_what_somebody_is_working_out_waits_for_it() -> None:
    memory, made, found = Memory(), [], []

    def slowly() -> object:
        time.sleep(0.05)
        made.append(object())
        return made[-1]

    def ask() -> None:
        found.append(memory.recall("one", slowly, lambda _: 1))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == made * len(threads)


def test_what_fails_is_tried_again() -> None:
    memory = Memory()

    def fail() -> object:
        raise ZeroDivisionError

    for _ in range(2):
        try:
            memory.recall("one", fail, lambda _: 1)
        except ZeroDivisionError:
            continue
        raise AssertionError
    assert memory.recall("one", object, lambda _: 1)
