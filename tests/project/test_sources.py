import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

# This file names what it looks for.
SELF = Path("tests/project/test_sources.py")

FOREIGN = {
    "a package registry": re.compile(
        r"pypi\.org|pythonhosted\.org|npmjs\.(?:com|org)|yarnpkg\.com|unpkg\.com|jsdelivr\.net"
        r"|cdnjs\.cloudflare\.com|crates\.io|anaconda\.org|(?<!emit-)(?:index-url|find-links)\s*[=\"']"
    ),
    "a path on somebody's machine": re.compile(
        r"(?<![\w./>-])/(?:root|home|Users|tmp|work|opt|mnt)/\w|[\"' ][A-Z]:\\\\?Users\b"
    ),
}

# What a strict Content-Security-Policy refuses, and what could carry a person's text into markup.
IN_TEMPLATES = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "text that is not escaped": re.compile(
        r"\|\s*safe\b|autoescape\s+false|\bMarkup\(", re.IGNORECASE
    ),
    "content from another host": re.compile(
        r"<(?:script|link|img|iframe|source|video|audio|use|image)\b[^>]*"
        r"\s(?:src|srcset|href|xlink:href)\s*=\s*[\"']?\s*(?:https?:)?//",
        re.IGNORECASE,
    ),
}

EVENTS_BY_ATTRIBUTE = re.compile(r"\bsetAttribute\(\s*[\"']on|\beval\(|new Function\(")


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names(what: str, root: Path, files: Sequence[Path]) -> None:
    found = [
        f"{file}:{number}: {line.strip()[:120]}"
        for file in files
        if file != SELF
        for number, line in lines(root / file)
        if FOREIGN[what].search(line)
    ]
    assert not found


@pytest.mark.parametrize("what", IN_TEMPLATES)
def test_no_template_holds(what: str, root: Path, files: Sequence[Path]) -> None:
    found = [
        f"{file}: {match.group()}"
        for file in files
        if file.parts[0] == "templates"
        for match in IN_TEMPLATES[what].finditer((root / file).read_text(encoding="utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("an inline style", '<p style="color: red">'),
        ("a script without src", "<script>alert(1)</script>"),
        ("a script without src", '<script type="module">'),
        ("a handler in an attribute", '<a onclick="go()">'),
        ("a handler in an attribute", '<a hx-on:click="go()">'),
        ("a javascript: address", '<a href="javascript:go()">'),
        ("text that is not escaped", "{{ title | safe }}"),
        ("content from another host", '<img alt="" src="//example.org/a.png">'),
        ("content from another host", '<link rel="stylesheet" href="https://example.org/a.css">'),
    ],
)
def test_the_rules_for_templates_see(what: str, markup: str) -> None:
    assert IN_TEMPLATES[what].search(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="{{ url }}"></script>',
        '<a class="style" href="https://example.org/">',
        '<button name="only" data-on="1">',
    ],
)
def test_the_rules_for_templates_allow(markup: str) -> None:
    assert not [what for what, pattern in IN_TEMPLATES.items() if pattern.search(markup)]


def test_at_most_one_module_makes_markup_of_strings(root: Path, files: Sequence[Path]) -> None:
    makers = [
        str(file)
        for file in files
        if file.parts[0] == "annotator"
        and file.suffix == ".py"
        and re.search(r"\bMarkup\(", (root / file).read_text(encoding="utf-8"))
    ]
    assert len(makers) <= 1, makers


def test_no_script_of_ours_runs_strings(root: Path, files: Sequence[Path]) -> None:
    found = [
        f"{file}:{number}"
        for file in files
        if file.suffix == ".js"
        for number, line in lines(root / file)
        if EVENTS_BY_ATTRIBUTE.search(line)
    ]
    assert not found


def test_what_is_copied_from_packages_is_never_committed(files: Sequence[Path]) -> None:
    assert not [file for file in files if "vendor" in file.parts or "node_modules" in file.parts]
    assert not [file for file in files if file.name in {"uv.lock", "pylock.toml", "poetry.lock"}]


def lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    yield from enumerate(text.splitlines(), start=1)
