import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement import Ratings

REFERENCE = Path(__file__).parent / "reference"
Build = Callable[..., Ratings]


@pytest.fixture
def table() -> Build:
    """Ratings from the label columns of the annotators 'a', 'b', ...; None is a gap."""

    def build(
        *units: list[str | None],
        labels: list[str] | None = None,
        articles: list[str] | None = None,
    ) -> Ratings:
        rows = [
            (f"s{at:03}", "abcdefgh"[column], label, articles[at] if articles else None)
            for at, unit in enumerate(units)
            for column, label in enumerate(unit)
            if label is not None
        ]
        people = "abcdefgh"[: max((len(unit) for unit in units), default=0)]
        return Ratings.from_rows(rows, labels=labels, annotators=people)

    return build


def reference(name: str) -> list[dict[str, Any]]:
    """The cases of one reference file."""
    cases: list[dict[str, Any]] = json.loads((REFERENCE / f"{name}.json").read_text())["cases"]
    return cases


def reference_ratings(case: dict[str, Any]) -> Ratings:
    """A reference case's units, each repeated as often as it says; annotators are columns."""
    spread = [values for repeat, values in case["units"] for _ in range(repeat)]
    rows = [
        (unit, str(column), str(value), None)
        for unit, values in enumerate(spread)
        for column, value in enumerate(values)
        if value is not None
    ]
    columns = max((len(values) for values in spread), default=0)
    return Ratings.from_rows(
        rows, labels=case.get("declared_labels"), annotators=map(str, range(columns))
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes one of these reference cases once for each case."""
    names = {
        "exact_case": ("nominal_published", "nominal_hard"),
        "published_case": ("nominal_published",),
        "bootstrap_case": ("bootstrap",),
        "pattern_case": ("real_patterns",),
        "set_case": ("sets",),
    }
    for fixture, files in names.items():
        if fixture in metafunc.fixturenames:
            cases = [case for file in files for case in reference(file)]
            metafunc.parametrize(fixture, cases, ids=[case["id"] for case in cases])


@pytest.fixture
def rated() -> Callable[[dict[str, Any]], Ratings]:
    return reference_ratings


@pytest.fixture
def published() -> dict[str, dict[str, Any]]:
    return {case["id"]: case for case in reference("nominal_published")}
