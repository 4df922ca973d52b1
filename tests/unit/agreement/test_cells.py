from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import Ratings
from annotator.agreement.cells import Cell, units_behind

PEOPLE, LABELS = ("ada", "ben", "cleo"), ("claim", "denial", "none")

Table = list[list[str | None]]
tables = st.lists(st.lists(st.sampled_from([*LABELS, None]), min_size=3, max_size=3), max_size=8)


def ratings_of(table: Table) -> Ratings:
    rows = [
        (at, who, label, at % 2)
        for at, unit in enumerate(table)
        for who, label in zip(PEOPLE, unit, strict=True)
        if label is not None
    ]
    return Ratings.from_rows(rows, labels=LABELS, annotators=PEOPLE)


@given(tables, st.sampled_from(LABELS), st.sampled_from(LABELS))
def test_the_units_behind_a_cell_are_those_found_by_looking_at_each(
    table: Table, row: str, column: str
) -> None:
    ratings = ratings_of(table)
    for pair in permutations(PEOPLE, 2):
        first, second = (PEOPLE.index(name) for name in pair)
        seen = {at for at, unit in enumerate(table) if (unit[first], unit[second]) == (row, column)}
        assert set(units_behind(ratings, Cell(row, column, pair))) == seen
    anybody = {
        at
        for at, unit in enumerate(table)
        if any((one, other) == (row, column) for one, other in permutations(unit, 2))
    }
    assert set(units_behind(ratings, Cell(row, column))) == anybody
    assert set(units_behind(ratings, Cell(row))) == {
        at for at, unit in enumerate(table) if row in unit
    }


@pytest.mark.parametrize("cell", [Cell("claim"), Cell("claim", "claim"), Cell("claim", "none")])
def test_the_units_behind_a_cell_stand_in_the_order_of_their_articles(cell: Cell) -> None:
    found = units_behind(ratings_of([["claim", "claim", "none"]] * 6), cell)
    assert found == (0, 2, 4, 1, 3, 5)
