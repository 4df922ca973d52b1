import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import Invalid
from annotator.labelling.marks import LONGEST_NOTE, Mark, check

LABELS = frozenset({1, 2, 3, 4, 5})
NONE = 5

marks = st.builds(
    Mark,
    main=st.none() | st.integers(0, 6),
    also=st.lists(st.integers(0, 6), unique=True, max_size=3).map(tuple),
    sure=st.integers(0, 4),
    note=st.text(max_size=20),
)


@given(marks)
def test_a_mark_reads_back_as_it_was_written(mark: Mark) -> None:
    assert Mark.from_json(mark.as_json()) == mark


@pytest.mark.parametrize(
    "mark",
    [
        Mark(),
        Mark(1),
        Mark(NONE),
        Mark(1, (2, 4)),
        Mark(3, sure=1, note="who says so?"),
    ],
)
def test_what_the_scheme_allows_passes(mark: Mark) -> None:
    check(mark, LABELS, NONE)


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (Mark(9), "no such label"),
        (Mark(1, (9,)), "no such label"),
        (Mark(None, (2,)), "needs a main label"),
        (Mark(NONE, (2,)), "needs a main label"),
        (Mark(1, (1,)), "differs from the main label"),
        (Mark(1, (NONE,)), "never none"),
        (Mark(1, sure=0), "Sureness"),
        (Mark(None, sure=1), "Label the sentence first"),
        (Mark(None, note="why?"), "Label the sentence first"),
        (Mark(1, note="x" * (LONGEST_NOTE + 1)), "at most"),
    ],
)
def test_what_it_does_not_allow_is_refused_with_a_sentence(mark: Mark, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check(mark, LABELS, NONE)
