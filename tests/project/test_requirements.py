import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAMES = ("app", "test", "build")

# `name==version ; marker \` and then one line per hash.
PIN = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+))? \\"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")

Pins = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_an_exact_version_or_a_hash_of_it(name: str, root: Path) -> None:
    previous = ""
    for line in text(root, name).splitlines():
        assert PIN.fullmatch(line) or HASH.fullmatch(line), line
        assert previous.endswith("\\") == line.startswith("    --hash"), line
        previous = line
    assert HASH.fullmatch(previous)
    assert not previous.endswith("\\")


def test_what_the_app_asks_for_is_pinned(root: Path, project: dict[str, Any]) -> None:
    assert unpinned(project["project"]["dependencies"], pins(root, "app")) == []


def test_what_the_tests_ask_for_is_pinned(root: Path, project: dict[str, Any]) -> None:
    assert unpinned(project["dependency-groups"]["test"], pins(root, "test")) == []


def test_what_the_build_asks_for_is_pinned(root: Path, project: dict[str, Any]) -> None:
    assert unpinned(project["build-system"]["requires"], pins(root, "build")) == []


def test_the_tests_run_with_the_very_packages_of_the_app(root: Path) -> None:
    app, tested = pins(root, "app"), pins(root, "test")
    assert {name: tested.get(name) for name in app} == app


def test_the_package_that_brings_htmx_stands_at_one_version(project: dict[str, Any]) -> None:
    (requirement,) = (
        Requirement(line)
        for line in project["build-system"]["requires"]
        if line.startswith("django-htmx")
    )
    assert [specifier.operator for specifier in requirement.specifier] == ["=="]


def test_every_dependency_is_explained(root: Path, project: dict[str, Any]) -> None:
    page = (root / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["test"],
        *project["build-system"]["requires"],
    ]
    names = {canonicalize_name(Requirement(line).name) for line in asked}
    assert sorted(name for name in names if f"**{name}**" not in page) == []


def text(root: Path, name: str) -> str:
    return (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(root: Path, name: str) -> Pins:
    """Return the versions pinned for each package, with the marker that chooses among them."""
    found: Pins = {}
    for match in PIN.finditer(text(root, name)):
        marker = (match["marker"] or "").strip()
        found.setdefault(canonicalize_name(match["name"]), []).append((match["version"], marker))
    return found


def unpinned(asked: list[str], pinned: Pins) -> list[str]:
    """Return the requirements that no pin satisfies, or that a pin contradicts."""
    requirements = [Requirement(line) for line in asked]
    return [
        str(requirement)
        for requirement in requirements
        if not (versions := pinned.get(canonicalize_name(requirement.name)))
        or not all(version in requirement.specifier for version, _ in versions)
        or not all(Marker(marker) for _, marker in versions if marker)
    ]
