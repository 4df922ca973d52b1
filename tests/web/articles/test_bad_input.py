"""Input that is no article: a clear sentence each time, and nothing half saved."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Bring = Callable[..., TestResponse]
Stored = Callable[[], dict[str, int]]

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
MENU_PAGE = b"""<!doctype html><html><head><title>Shop</title></head><body>
<nav><a href="/">Home</a> <a href="/cart">Cart</a></nav><p>Sale!</p></body></html>"""

WORDS = "Die Fähre nach Grünau fährt später. „Wir prüfen das“, sagte die Sprecherin."
ARTICLE = f"Fähre fällt aus\n\n{WORDS}\n\nDas Büro schloss früh. Niemand äußerte sich.\n"


@pytest.mark.parametrize(
    ("raw", "name", "status", "sentence"),
    [
        (b"", "empty.txt", 400, "The file is empty."),
        (b" \r\n\t\n", "blank.txt", 400, "The file is empty."),
        (PNG, "picture.txt", 400, "The file is a PNG picture, not text or HTML."),
        (bytes(range(256)) * 40, "noise.bin", 400, "encoding could not be told"),
        (b"\x00\x01\x02\x03\x00\x00" * 999, "zeros.bin", 400, "The file is not text"),
        (b"An endless story. " * 1_120_000, "long.txt", 413, "at most 2 MB are read"),
        (b"<html><body>" + b"<p>Words.</p>" * 450_000, "long.html", 413, "at most 5 MB are read"),
        (MENU_PAGE, "shop.html", 400, "article"),
    ],
    ids=["empty", "blank", "picture", "noise", "zeros", "long text", "long page", "no article"],
)
def test_a_file_that_is_no_article_is_refused_with_a_sentence(
    bring: Bring, stored: Stored, raw: bytes, name: str, status: int, sentence: str
) -> None:
    answer = bring(raw, name)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "<textarea" in answer.text
    assert set(stored().values()) == {0}


def test_a_request_above_every_limit_is_refused_before_it_is_read(
    bring: Bring, stored: Stored
) -> None:
    answer = bring(b"x" * 65_000_000, "huge.txt")
    assert answer.status_code == 413
    assert "larger than the server takes" in answer.text
    assert set(stored().values()) == {0}


@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_nothing_pasted_and_no_file_is_told(bring: Bring, stored: Stored, text: str) -> None:
    answer = bring(text=text)
    assert answer.status_code == 400
    assert "The text is empty." in answer.text
    assert set(stored().values()) == {0}


def test_a_long_pasted_text_is_refused_and_not_sent_back(bring: Bring, stored: Stored) -> None:
    answer = bring(text="A sentence that goes on. " * 850_000)
    assert answer.status_code == 413
    assert "at most 2 MB are read" in answer.text
    assert len(answer.text) < 100_000
    assert set(stored().values()) == {0}


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (ARTICLE.encode("utf-16"), "UTF-16-LE"),
        (ARTICLE.encode("utf-16-be"), "UTF-16-BE"),
        (ARTICLE.replace("„", '"').replace("“", '"').encode("latin-1"), "a guess"),
        (ARTICLE.encode(), ""),
        (b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode(), "line ends were changed"),
    ],
)
def test_text_in_another_encoding_is_read_and_the_encoding_named(
    bring: Bring, stored: Stored, lead: FlaskClient, raw: bytes, note: str
) -> None:
    answer = bring(raw)
    assert answer.status_code == 303
    page = lead.get(answer.location).text
    assert "Die Fähre nach Grünau fährt später." in page
    assert "Niemand äußerte sich." in page
    assert note in page
    assert stored()["article"] == 1


def test_a_text_that_the_project_has_already_is_not_taken_twice(
    bring: Bring, stored: Stored, lead: FlaskClient
) -> None:
    preview = bring(text=ARTICLE).location
    form = {"title": "Fähre", "language": "de", "intent": "live"}
    assert lead.post(preview, data=form).status_code == 303
    before = stored()
    answer = bring(text=ARTICLE)
    assert answer.status_code == 409
    assert "already in the project as “Fähre”" in answer.text
    assert "Die Fähre nach Grünau" in answer.text
    assert stored() == before
