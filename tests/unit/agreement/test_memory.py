from annotator.agreement import Ratings, report
from annotator.agreement.memory import Memory, Study


def study() -> Study:
    ratings = Ratings.from_rows([("s1", "ada", "claim", "a1"), ("s1", "ben", "claim", "a1")])
    return Study(ratings, report(ratings, seed=1))


def test_a_study_is_worked_out_once_for_a_key() -> None:
    memory = Memory()
    first = memory.study("one", study)
    assert memory.study("one", study) is first
    assert memory.study("two", study) is not first


def test_the_study_used_longest_ago_makes_room_when_there_are_too_many_ratings() -> None:
    memory = Memory(most=4)
    one, two = memory.study("one", study), memory.study("two", study)
    assert memory.study("one", study) is one
    memory.study("three", study)
    assert memory.study("one", study) is one
    assert memory.study("two", study) is not two


def test_the_last_study_is_kept_however_large_it_is() -> None:
    memory = Memory(most=1)
    one = memory.study("one", study)
    assert memory.study("one", study) is one
