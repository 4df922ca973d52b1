import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.articles.splitting import Sentence, split_sentences

pytestmark = pytest.mark.slow

LANGUAGES = ["en", "de", "fr", "es", "pl", "sr", "ru", "el", "tr", "ar", "he", "zh", "ja", "xx"]
PIECES = [
    *["Dr. ", "U.S. ", "p.m. ", "No. ", "z. B. ", "г. ", "br. ", "3. ", "1999. ", "XIV. ", "A. "],
    *["The lake", "Kole", "asked", "said", "iPhone", "м", "湖", "と", "بحيرة", "č", "\u0301", "ß"],
    *[
        ".",
        "!",
        "?",
        "…",
        "...",
        " . . .",
        "。",
        "？",
        "؟",
        ";",
        ",",
        ":",
        "-",
        "—",
        "[...]",
        "(?)",
    ],
    *['"', "“", "”", "„", "«", "»", "‘", "’", "「", "」", "(", ")", "[", "]", "(AP Photo)", "[3]"],
    *[" ", "  ", "\u00a0", "\u202f", "\t", "\n", "\r", "\r\n", "\u2028", "\u0085", "\x0b", "\x1c"],
    *[
        "\x00",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\u200b",
        "\u00ad",
        "😀",
        "👩‍🌾",
        "\U00020000",
        "\ud800",
    ],
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
languages = st.sampled_from(LANGUAGES)


@settings(max_examples=1500, deadline=None)
@given(texts, languages)
def test_spans_and_gaps_together_are_the_text(text: str, language: str) -> None:
    rebuilt, last = "", 0
    for sentence in split_sentences(text, language):
        assert last <= sentence.start < sentence.end
        gap = text[last : sentence.start]
        assert not gap.strip()
        rebuilt += gap + text[sentence.start : sentence.end]
        last = sentence.end
    assert not text[last:].strip()
    assert rebuilt + text[last:] == text


@settings(deadline=None)
@given(texts, languages)
def test_no_sentence_has_white_space_at_its_ends_or_a_line_break_in_it(
    text: str, language: str
) -> None:
    for sentence in split_sentences(text, language):
        part = text[sentence.start : sentence.end]
        assert part == part.strip()
        assert not set(part) & set("\n\r\u0085\u2028\u2029")
        assert sentence.reason


@settings(deadline=None)
@given(texts, texts, languages)
def test_a_paragraph_is_split_the_same_wherever_it_stands(
    before: str, text: str, language: str
) -> None:
    def spans(sentences: list[Sentence], least: int) -> list[tuple[int, int, str]]:
        return [(s.start - least, s.end - least, s.reason) for s in sentences if s.start >= least]

    moved = split_sentences(f"{before}\n{text}", language)
    assert spans(moved, len(before) + 1) == spans(split_sentences(text, language), 0)


def test_eight_threads_get_what_one_gets() -> None:
    articles = [
        ("Dr. Kole met Gen. Brun at 5 p.m. Monday. “We lost it. All of it,” he said. " * 40, "en"),
        ("Dr. Mira Lukić je 3. maja 2010. otišla. „Gde je? Ne znam“, kaže Ivo. " * 40, "sr"),
        ("湖干了。“鱼死了。”她说。没有人来。" * 40, "zh"),
        ("В 1999 г. Иван уехал. Это учителя, врачи и т. д. Все пели. " * 40, "ru"),
    ] * 50
    alone = [split_sentences(text, language) for text, language in articles]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda article: split_sentences(*article), articles)) == alone


HOSTILE = {
    "dots": ".",
    "quotes": '"',
    "curly quotes": "“",
    "closed dots": "”. ",
    "abbreviations": "U.S. ",
    "numbers": "1. ",
    "initials": "A. ",
    "open quotes": "“a ",
    "one token": "a",
    "newlines": "\n",
    "spaces": " ",
    "emoji and dot": "😀. ",
    "brackets": "(",
    "credits": ". (AP",
    "speakers": "?” Doyle Doyle Doyle Doyle ",
    "dashes": ".” - ",
    "footnotes": ".[1]",
    "glued": "aaa.Bbb",
    "quoted particles": "。」と",
    "spaced dots": ". ",
    "invisible": "\u200f. ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", ["en", "sr", "ja"])
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str, language: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            split_sentences(text, language)
            best = min(best, time.process_time() - begun)
        return best

    small = max(seconds(8_000), 0.000_5)
    assert seconds(80_000) < 14 * small + 0.01
