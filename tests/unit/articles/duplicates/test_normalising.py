import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.duplicates.normalising import UNSPACED, key, text_hash, words

SAME = [
    ("“We lost the barn,” he said.", '"We lost the barn", he said.'),
    ("«Мы потеряли амбар», — сказал он.", "“Мы потеряли амбар”, - сказал он"),
    ("Don’t wait.", "DON'T  WAIT!"),
    ("The U.S. said no.", "The U.S. said no"),
    ("A\u00a0ferry waits…", "A ferry waits..."),
    ("So\u00adcial news", "Social news"),
    ("ﬁnal ＡＢＣ", "final abc"),
    ("Straße", "STRASSE"),
    ("北京说，没有。", "北京说 没有"),
]
DIFFERENT = [
    ("He won.", "He won?"),
    ("It cost $5.", "It cost €5."),
    ("Prices rose 5%.", "Prices rose 5."),
    ("It rose 3.5 points.", "It rose 35 points."),
    ("He did not go.", "He did go."),
    ("कि", "का"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_sentences_that_differ_in_marks_case_and_spacing_are_the_same(
    first: str, second: str
) -> None:
    assert text_hash(first) == text_hash(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_sentences_that_say_something_else_differ(first: str, second: str) -> None:
    assert text_hash(first) != text_hash(second)


def test_the_hash_never_changes() -> None:
    # Stored in databases: another value here would part old articles from new ones.
    assert text_hash("The ferry waited nine hours.") == -8_829_053_822_351_673_122


def test_scripts_without_spaces_are_taken_by_the_character() -> None:
    assert words("北京ABC说") == ["北", "京", "abc", "说"]
    assert words("ดี มาก") == ["ดี", "ม", "า", "ก"]


def test_a_sentence_of_marks_alone_has_a_key_of_its_own() -> None:
    assert key("***") == "***"
    assert key("* * *") != key("—")


@given(st.text(max_size=200))
def test_any_text_has_a_hash_that_a_database_can_hold(text: str) -> None:
    assert -(2**63) <= text_hash(text) < 2**63
    assert words(" ".join(words(text))) == words(text)


@given(st.text(max_size=200))
def test_upper_case_and_wider_spaces_change_nothing(text: str) -> None:
    assert words(re.sub(" ", "\u2003", text)) == words(text)


def test_half_a_character_does_not_stop_an_import() -> None:
    assert isinstance(text_hash("broken \ud83d"), int)


def test_the_class_of_scripts_without_spaces_is_one() -> None:
    assert re.fullmatch(f"[{UNSPACED}]+", "北かกမ")
    assert not re.search(f"[{UNSPACED}]", "abc é 가 ع")
