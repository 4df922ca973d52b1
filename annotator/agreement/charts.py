"""Charts as numbers: where each mark stands, so that a template only has to draw it.

A chart is 400 units wide. Every mark has its text beside it and, where there are any, the address
of its sentences; the table below a chart and its CSV hold the same rows.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.agreement.coefficients.result import Coefficient

WIDTH = 400
LEFT, RIGHT = 12, 388
ROW = 44
"""The height of a row of a forest plot: its text, and the line below it."""
TOP = 26
TIME_TOP, TIME_BOTTOM = 16, 158
TIME_LEFT = 40
_LONGEST = 26

Link = Mapping[str, str | list[str]]
"""What the address of a mark's sentences says, beside what the page's own says."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One value with its interval on the common axis; `value` is None if it is not defined."""

    name: str
    short: str
    """The name as far as it fits."""
    letter: str
    """Of a label; else empty."""
    hue: int
    coefficient: Coefficient
    n: str
    link: Link | None
    y: int
    point: float
    low: float
    high: float

    @property
    def title(self) -> str:
        """What a screen reader says of the mark."""
        return f"{self.name}: {in_digits(self.coefficient)}; {self.n}"


@dataclass(frozen=True, slots=True)
class Forest:
    """Values with intervals under each other, on one axis."""

    key: str
    title: str
    measure: str
    n_title: str
    rows: tuple[ForestRow, ...]
    ticks: tuple[Tick, ...]
    height: int
    overall: float | None
    """Where the value of everything together stands."""
    zero: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What a chart is made of, before it has a place."""

    name: str
    coefficient: Coefficient
    n: str
    link: Link | None = None
    letter: str = ""
    hue: int = 0


@dataclass(frozen=True, slots=True)
class TimePoint:
    """The articles of one span of time."""

    mark: Mark
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Values with intervals from left to right in time."""

    key: str
    title: str
    measure: str
    points: tuple[TimePoint, ...]
    path: str
    ticks: tuple[Tick, ...]
    names: tuple[Tick, ...]


def forest(
    key: str, title: str, measure: str, n_title: str, marks: Sequence[Mark], overall: float | None
) -> Forest:
    """Place the marks of a forest plot.

    Args:
        key: names the chart in addresses and in its elements.
        title: what it shows.
        measure: what the values are.
        n_title: what the marks' n counts.
        marks: in the order of the rows.
        overall: the value of everything together, drawn through all rows.
    """
    start = _start(marks)

    def x(value: float) -> float:
        return round(LEFT + (value - start) / (1 - start) * (RIGHT - LEFT), 1)

    rows = tuple(
        ForestRow(
            mark.name,
            _shortened(mark.name),
            mark.letter,
            mark.hue,
            mark.coefficient,
            mark.n,
            mark.link,
            TOP + at * ROW,
            *(x(value) for value in _three(mark.coefficient, start)),
        )
        for at, mark in enumerate(marks)
    )
    return Forest(
        key,
        title,
        measure,
        n_title,
        rows,
        tuple(Tick(x(value), _axis(value)) for value in _ticks(start)),
        TOP + len(rows) * ROW + 6,
        None if overall is None else x(max(start, overall)),
        x(0),
    )


def over_time(key: str, title: str, measure: str, marks: Sequence[Mark]) -> TimeChart:
    """Place the points of a chart over time; marks without a value are left to the table."""
    start = _start(marks)
    defined = [mark for mark in marks if mark.coefficient.value is not None]
    step = (RIGHT - 14 - TIME_LEFT - 14) / max(1, len(defined) - 1)

    def y(value: float) -> float:
        return round(TIME_BOTTOM - (value - start) / (1 - start) * (TIME_BOTTOM - TIME_TOP), 1)

    points = []
    for at, mark in enumerate(defined):
        value, low, high = _three(mark.coefficient, start)
        points.append(
            TimePoint(mark, round(TIME_LEFT + 14 + at * step, 1), y(value), y(low), y(high))
        )
    every = max(1, -(-len(points) // 6))
    return TimeChart(
        key,
        title,
        measure,
        tuple(points),
        " ".join(f"{'L' if at else 'M'}{point.x} {point.y}" for at, point in enumerate(points)),
        tuple(Tick(y(value), _axis(value)) for value in _ticks(start)),
        tuple(Tick(point.x, point.mark.name) for point in points[::every]),
    )


def number(value: float, decimals: int = 2) -> str:
    """Two decimals, or more, with a real minus sign; nothing is minus zero.

    >>> number(-0.004), number(-0.25), number(0.4876, 3)
    ('0.00', '−0.25', '0.488')
    """
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def in_digits(coefficient: Coefficient) -> str:
    """A value with its interval, or why there is none."""
    if coefficient.value is None:
        return coefficient.reason or ""
    text = number(coefficient.value)
    if coefficient.interval:
        low, high = number(coefficient.interval.low), number(coefficient.interval.high)
        text += f", 95 % interval {low} to {high}"
    return text


def forest_csv(chart: Forest) -> str:
    """The rows of a forest plot."""
    rows = ((row.name, row.coefficient, row.n) for row in chart.rows)
    return as_csv(_head("name", chart.n_title), (_csv_row(*row) for row in rows))


def time_csv(title: str, marks: Iterable[Mark]) -> str:
    """The rows of a chart over time."""
    rows = (_csv_row(mark.name, mark.coefficient, mark.n) for mark in marks)
    return as_csv(_head(title, "n"), rows)


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lines of values; a text that spreadsheets take for a formula gets a quote before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[_harmless(value) for value in row] for row in rows])
    return file.getvalue()


def _head(name: str, n_title: str) -> tuple[str, ...]:
    return name, "value", "low", "high", "level", "resamples", "seed", n_title, "reason"


def _csv_row(name: str, found: Coefficient, n: str) -> tuple[object, ...]:
    one = found.interval
    bounds = (one.low, one.high, one.level, one.resamples, one.seed) if one else ("",) * 5
    value = "" if found.value is None else found.value
    return name, value, *bounds, n, found.reason or found.interval_note or ""


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _three(coefficient: Coefficient, start: float) -> tuple[float, float, float]:
    """Value, low and high, none below the axis; all at its start if undefined."""
    if coefficient.value is None:
        return start, start, start
    found = coefficient.interval
    value = coefficient.value
    bounds = (found.low, found.high) if found else (value, value)
    return max(start, value), max(start, bounds[0]), max(start, bounds[1])


def _start(marks: Sequence[Mark]) -> float:
    """Where the axis begins: 0, or lower in steps of a quarter, down to -1."""
    lowest = 0.0
    for mark in marks:
        found = mark.coefficient
        if found.value is not None:
            lowest = min(lowest, found.value, found.interval.low if found.interval else 0.0)
    return next(start for start in (0.0, -0.25, -0.5, -1.0) if lowest >= start or start == -1)


def _ticks(start: float) -> tuple[float, ...]:
    steps = [-1.0, -0.5, 0.0, 0.5, 1.0] if start <= -0.5 else [-0.25, 0.0, 0.25, 0.5, 0.75, 1.0]  # noqa: PLR2004 - the axis' own steps
    return tuple(step for step in steps if step >= start)


def _axis(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def spread(values: Sequence[float]) -> list[tuple[float, float]]:
    """Where the parts of a bar begin and how wide they are; they sum to 100.

    >>> spread([0.25, 0.75])
    [(0.0, 25.0), (25.0, 75.0)]
    """
    total = sum(values) or 1
    edges = [0.0]
    for value in values:
        edges.append(edges[-1] + value / total * 100)
    return [(round(a, 2), round(b - a, 2)) for a, b in pairwise(edges)]
