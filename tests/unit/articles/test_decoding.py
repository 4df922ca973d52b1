import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.decoding import MAX_HTML_BYTES, MAX_TEXT_BYTES, decode
from annotator.errors import Invalid, TooLarge

SERBIAN = (
    'Meštani su u četvrtak izašli na most. "Čekamo već deset godina", rekla je učiteljica Živka.'
    " Opština kaže da će šetalište biti otvoreno u junu.\n"
)
GERMAN = (
    "Die Bürgermeisterin erklärte am Donnerstag, dass die Brücke über den Fluss schöner werde."
    " Größe und Länge blieben gleich.\n"
)
RUSSIAN = "Министр заявил в четверг, что мост отремонтируют осенью. Жители ждут уже десять лет.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (GERMAN, "latin-1"),
        (GERMAN, "cp1252"),
        (SERBIAN, "cp1250"),
        (SERBIAN, "iso8859-2"),
        (SERBIAN, "utf-16-le"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16-be"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_guessed_encoding_is_named_as_a_guess() -> None:
    decoded = decode(SERBIAN.encode("cp1250"))
    assert decoded.encoding == "cp1250"
    assert "cp1250, a guess" in decoded.notes[0]


def test_plain_utf_8_needs_no_note() -> None:
    assert decode(SERBIAN.encode()).notes == ()


def test_a_page_is_read_as_it_declares() -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body>{SERBIAN}</body></html>'
    decoded = decode(page.encode("iso8859-2"))
    assert decoded.text == page
    assert "as it declares" in decoded.notes[0]


@pytest.mark.parametrize("declared", ["rot13", "punycode", "no-such-thing"])
def test_a_declared_name_that_is_no_encoding_of_text_is_passed_over(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{GERMAN}</body></html>'
    assert decode(page.encode("cp1252")).text == page


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_text_in_utf_8_comes_back_to_the_character(text: str) -> None:
    if text.encode().strip():
        raw = codecs.BOM_UTF8 + text.encode()
        assert decode(raw).text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_text_in_utf_16_with_its_mark_comes_back_to_the_character(text: str) -> None:
    assert decode(text.encode("utf-16")).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(raw: bytes) -> None:
    try:
        answer = decode(raw).text
    except Invalid as refusal:
        answer = str(refusal)
    assert answer


@pytest.mark.parametrize("raw", [b"", b"\n \r\n", b"\0\0\0\0"])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid, match="empty"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF document"),
        (b"PK\x03\x04\x14\0", "ZIP archive or an Office document"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG picture"),
        (b"From: <Saved by a browser>\r\nContent-Type: multipart/related;", "web archive"),
        (bytes(range(256)) * 20, "encoding could not be told|not text"),
        (b"\0\1\2\3" * 200, "not text"),
    ],
)
def test_what_is_not_text_is_named_and_refused_with_what_to_do(raw: bytes, kind: str) -> None:
    with pytest.raises(Invalid, match=kind) as refusal:
        decode(raw)
    assert "paste" in str(refusal.value)


def test_a_text_of_twenty_megabytes_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(TooLarge, match=r"20\.0 MB, and at most 2 MB .* Paste only"):
        decode(b"A line of text.\n" * 1_250_000)


def test_a_page_may_be_larger_than_a_text() -> None:
    page = b"<!doctype html><html><body>" + b"x " * (MAX_TEXT_BYTES // 2) + b"</body></html>"
    assert decode(page).encoding == "utf-8"
    with pytest.raises(TooLarge, match="page has"):
        decode(page + b" " * MAX_HTML_BYTES)


def test_zero_bytes_in_a_text_are_left_for_the_reader_to_report() -> None:
    assert decode(b"One\0 two\0.").text == "One\0 two\0."
