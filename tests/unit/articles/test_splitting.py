import re
from pathlib import Path

import pytest

from annotator.articles.splitting import VERSION, Sentence, split_sentences

CASES = Path(__file__).with_name("splitting_cases")


def _cases() -> list[tuple[str, str]]:
    return [
        (path.stem, line)
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "case"), _cases())
def test_a_text_is_split_where_a_careful_reader_would(language: str, case: str) -> None:
    marked = case.replace(r"\n", "\n")
    text = marked.replace(" | ", " ").replace("|", "")
    expected = [part for part in re.split(r" ?\| ?|\n", marked) if part]
    assert [text[s.start : s.end] for s in split_sentences(text, language)] == expected


def test_a_line_break_of_any_kind_ends_a_sentence() -> None:
    text = (
        "Storm hits Dorrin\rBy Ada Kole\u2028The lake rose\u2029It fell\u0085Fish died\r\nAll died"
    )
    assert _parts(text) == [
        "Storm hits Dorrin",
        "By Ada Kole",
        "The lake rose",
        "It fell",
        "Fish died",
        "All died",
    ]


def test_a_text_without_a_visible_character_has_no_sentences() -> None:
    assert split_sentences("", "en") == []
    assert split_sentences(" \n\u00a0\n\t ", "en") == []


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("The lake is dry. Why? Nobody knows!", ["full stop", "question mark", "exclamation mark"]),
        ("He waited... Then he left", ["ellipsis", "end of paragraph"]),
        ("“It is dry.” She left.", ["full stop and closing quote", "full stop"]),
        ("It is in the U.S. The lake is dry.", ["abbreviation U.S. before “The”", "full stop"]),
        ("It began at 5 p.m. Crews came.", ["abbreviation p.m. at the end", "full stop"]),
        ("It was plan B. It failed.", ["“It” after the letter B.", "full stop"]),
        ("It is dry. (AP Photo/Ada Kole) It rained.", ["full stop", "photo credit", "full stop"]),
        ("It is dry.The fish died.", ["full stop without a space after it", "full stop"]),
    ],
)
def test_every_sentence_says_why_it_ends(text: str, reasons: list[str]) -> None:
    assert [sentence.reason for sentence in split_sentences(text, "en")] == reasons


def test_a_unit_after_a_number_is_named_as_the_reason() -> None:
    first = split_sentences("Село основали в степи в 1843 г. Теперь пусто.", "ru")[0]
    assert first.reason == "г. after a number"


def test_a_sentence_knows_its_span_and_cannot_be_changed() -> None:
    sentence = split_sentences("  The lake is dry. ", "en")[0]
    assert sentence == Sentence(2, 18, "full stop", quote_open=False)
    with pytest.raises(AttributeError):
        sentence.end = 3  # type: ignore[misc]  # that it is refused is what is tested


@pytest.mark.parametrize("code", ["sr-Latn", "SR_RS", "sr", "cnr", "sh", "bs-BA"])
def test_a_language_code_may_carry_a_script_or_a_country(code: str) -> None:
    text = "Održan je 3. Kongres. Nije trajao dugo."
    assert len(split_sentences(text, code)) == 2


def test_a_language_without_lists_is_split_by_what_holds_in_most() -> None:
    assert _parts("Dr. Kole kom. Hva nå? Ingen vet.", "nb") == [
        "Dr. Kole kom.",
        "Hva nå?",
        "Ingen vet.",
    ]


def test_the_version_is_a_text() -> None:
    assert VERSION
    assert isinstance(VERSION, str)


def _parts(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, language)]


LISTED = {
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sl", "hr", "sr", "bs", "cnr"),
    *("mk", "bg", "sq", "el", "ro", "hu", "tr", "ru", "uk", "ar", "he", "zh", "ja"),
}


@pytest.mark.parametrize("language", sorted(LISTED))
def test_every_language_that_is_promised_has_cases_of_each_kind(language: str) -> None:
    mine = [case for code, case in _cases() if code == language]
    assert len(mine) >= 9, "abbreviations, ordinals, initials, quotations, datelines"
    assert any(mark in case for case in mine for mark in '“„«»「"‘')
    assert any("." in case.split("|")[0].rstrip(" .") for case in mine)
