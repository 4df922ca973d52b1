"""Twelve saved pages of common shapes; see pages/README.md."""

import json
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from annotator.articles.decoding import decode
from annotator.articles.html import extract
from annotator.articles.sources import Failed, Found, Options, read_source
from annotator.articles.understanding import Understood
from annotator.errors import Invalid

PAGES = Path(__file__).with_name("pages")
SENTENCE = (
    "The council of Corvell decided late on Tuesday to raise the dam above the town by nine metres."
)


def saved(name: str) -> tuple[bytes, dict[str, Any]]:
    """A page as it was saved, and what has to be understood of it."""
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return text.encode(expected.get("encoding", "utf-8")), expected


def read(name: str, raw: bytes) -> Understood | str:
    (item,) = read_source(name, raw, Options())
    if isinstance(item, Failed):
        return item.reason
    assert isinstance(item, Found)
    return item.understood


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_a_saved_page_is_understood_as_a_careful_reader_would(name: str) -> None:
    raw, expected = saved(name)
    found = read(f"{name}.html", raw)
    if "refused" in expected:
        assert isinstance(found, str)
        assert expected["refused"] in found
        assert "paste the text instead" in found
        return
    assert isinstance(found, Understood), found
    assert [[p.zone.value, found.text[p.start : p.end]] for p in found.paragraphs] == expected.pop(
        "paragraphs"
    )
    assert set(expected.pop("notes", [])) <= set(found.notes)
    assert set(expected.pop("dropped", [])) <= set(found.dropped)
    told = {key: getattr(found, key) for key in expected}
    assert told | {"published_on": str(found.published_on or "")} == expected


def many_breaks() -> bytes:
    lines = "<br>".join(SENTENCE if number % 20_000 == 0 else "" for number in range(200_000))
    return f"<html><body><article><h1>Dam</h1><p>{lines}</p></article></body></html>".encode()


def deeply_nested() -> bytes:
    nested = "<div>" * 50_000 + f"<p>{SENTENCE}</p>" + "</div>" * 50_000
    return f"<html><body><article><h1>Dam</h1>{nested}</article></body></html>".encode()


def six_megabytes() -> bytes:
    paragraphs = f"<p>{SENTENCE}</p>" * (6_000_000 // (len(SENTENCE) + 7))
    return f"<html><body><article><h1>Dam</h1>{paragraphs}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("page", "reason"),
    [(six_megabytes, "at most 5 MB are read"), (deeply_nested, "No article was found")],
)
def test_a_hopeless_page_is_refused_soon_with_the_offer_to_paste(
    page: Callable[[], bytes], reason: str
) -> None:
    begun = time.monotonic()
    found = read("page.html", page())
    assert isinstance(found, str)
    assert reason in found
    assert "aste" in found
    assert time.monotonic() - begun < 30


def test_a_page_of_200_000_line_breaks_is_read_or_refused_in_time() -> None:
    begun = time.monotonic()
    found = read("page.html", many_breaks())
    assert time.monotonic() - begun < 40
    if isinstance(found, str):
        assert "paste the text instead" in found
    else:
        assert found.text.count(SENTENCE) == 10


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_no_page_makes_its_reader_look_up_a_name_or_connect(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        attempts.append(arguments)
        raise OSError

    for function in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, function, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    with suppress(Invalid):
        extract(decode(saved(name)[0]).text)
    assert attempts == []
