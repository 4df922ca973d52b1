import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement import Document, Documents

REFERENCE = Path(__file__).parents[1] / "reference"
Case = dict[str, Any]
Spans = dict[str, list[tuple[int, int, str]]]


def reference(name: str, part: str = "cases") -> list[Case]:
    """The cases of one reference file."""
    cases: list[Case] = json.loads((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))[part]
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes one of these reference cases once for each case."""
    cases = {
        "unitizing_case": reference("unitizing"),
        "older_case": reference("unitizing", "published_1995_2004"),
        "f1_case": reference("span_f1"),
        "gamma_case": reference("gamma"),
    }
    for fixture, found in cases.items():
        if fixture in metafunc.fixturenames:
            metafunc.parametrize(fixture, found, ids=[case["id"] for case in found])


@pytest.fixture
def one_document() -> Callable[[int, Spans], Documents]:
    """A document of this length, and each annotator's (start, end, label)."""

    def build(length: int, spans: Spans) -> Documents:
        rows = [(name, int(s), int(e), label) for name, own in spans.items() for s, e, label in own]
        return Documents.of([Document.of("d", length, spans, rows)])

    return build
