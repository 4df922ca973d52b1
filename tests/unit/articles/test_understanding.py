from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.understanding import Understood, understand, understand_text
from annotator.articles.zones import Zone
from annotator.errors import Invalid, TooLarge

TEXT = """Bridge over the Lom reopens after ten years

By Ina Dorn
14 March 2024

LOM (Reuters) - The bridge over the Lom was reopened on Monday after ten years of repairs that \
cost twice as much as planned, the town council said.

“This is a good day,” the mayor said. “We waited long.”

Related articles
"""
PAGE = (
    "<!doctype html><html lang='en'><body><article><h1>Bridge reopens</h1><p>The bridge over the"
    " Lom was reopened on Monday after ten years of repairs that cost twice as much as planned,"
    " the town council said.</p><p>“This is a good day,” the mayor said.</p></article></body>"
)


def zones(understood: Understood) -> list[str]:
    return [paragraph.zone.value for paragraph in understood.paragraphs]


def test_a_pasted_text_is_understood_and_kept_to_the_character() -> None:
    understood = understand_text(TEXT, None)
    assert understood.text == TEXT
    assert understood.title == "Bridge over the Lom reopens after ten years"
    assert (understood.byline, understood.outlet) == ("Ina Dorn", "Reuters")
    assert (understood.published_on, understood.published_precision) == (date(2024, 3, 14), "day")
    assert understood.language == "en"
    assert zones(understood) == ["headline", "byline", "byline", "body", "body", "furniture"]
    assert understood.dropped == ()


def test_the_language_that_a_person_gives_stands() -> None:
    assert understand_text(TEXT, "sr").language == "sr"


def test_line_ends_and_nul_are_the_only_changes_and_are_reported() -> None:
    understood = understand_text("One\r\n\0two\rthree\0\n", "en")
    assert understood.text == "One\ntwo\nthree\n"
    assert "2 NUL characters were removed." in understood.notes
    assert any(note.startswith("2 line ends") for note in understood.notes)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_a_text_is_changed_in_nothing_but_line_ends_and_nul(text: str) -> None:
    try:
        understood = understand_text(text, "en")
    except Invalid:
        assert not text.replace("\0", "").strip()
    else:
        assert understood.text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def test_a_text_file_and_a_page_are_told_apart_by_their_content() -> None:
    assert understand(TEXT.encode(), "saved.html", None).text == TEXT
    page = understand(PAGE.encode(), "saved.txt", None)
    assert page.title == "Bridge reopens"
    assert zones(page) == ["headline", "body", "body"]


def test_a_short_page_in_windows_1251_is_understood() -> None:
    paragraphs = ["Мост открыт. Люди рады.", "Мэр доволен. Работы шли долго."]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    source = (
        "<html lang='ru'><head><meta charset='windows-1251'></head>"
        f"<body><article><h1>Мост</h1>{body}</article></body></html>"
    )
    understood = understand(source.encode("cp1251"), "most.html", None)
    assert understood.text == "\n\n".join(["Мост", *paragraphs])
    assert (understood.title, zones(understood)) == ("Мост", ["headline", "body", "body"])


def test_a_text_file_with_a_title_of_one_word_has_that_title() -> None:
    understood = understand(b"Title\n\nThe body of it is here. And more.", "short.txt", None)
    assert understood.title == "Title"
    assert zones(understood) == ["headline", "body"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_in_any_common_encoding_is_understood(encoding: str) -> None:
    assert understand(TEXT.encode(encoding), "article.txt", None).text == TEXT


def test_the_guess_of_an_encoding_is_among_the_notes() -> None:
    notes = understand(TEXT.encode("cp1252"), "article.txt", None).notes
    assert any("a guess" in note for note in notes)


@pytest.mark.parametrize("text", ["", " \n\t", "\0\0"])
def test_an_empty_paste_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="empty"):
        understand_text(text, None)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Invalid, match="halves of characters"):
        understand_text("Bridge \ud83c opens", None)


def test_too_large_a_paste_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match="at most 2 MB"):
        understand_text("A line of text. " * 200_000, None)
    with pytest.raises(TooLarge, match="30000 lines, and at most 20000"):
        understand_text("a\n" * 30_000, None)


def test_a_text_in_which_nothing_is_recognised_is_all_body() -> None:
    understood = understand_text("milk\nbread\n", None)
    assert {paragraph.zone for paragraph in understood.paragraphs} == {Zone.BODY}
    assert understood.language == "und"
