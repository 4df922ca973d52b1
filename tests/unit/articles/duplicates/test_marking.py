from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.duplicates.marking import LONGEST, Piece, marks


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


def both(earlier: str, later: str) -> tuple[str, str]:
    dropped, added = marks(earlier, later)
    return shown(dropped), shown(added)


def test_another_source_is_marked_on_either_side() -> None:
    assert both(
        "Nobody was hurt, the operator said on Tuesday.",
        "Nobody was hurt, the state agency said on Tuesday.",
    ) == (
        "Nobody was hurt, the [operator] said on Tuesday.",
        "Nobody was hurt, the [state agency] said on Tuesday.",
    )


def test_a_word_that_was_only_added_marks_nothing_on_the_other_side() -> None:
    assert both("He denied it.", "He again denied it.") == (
        "He denied it.",
        "He [again] denied it.",
    )


def test_other_quotation_marks_dashes_and_spaces_are_no_change() -> None:
    assert both("“Yes” – he  said", '"Yes" — he said') == (
        "“Yes” – he  said",
        '"Yes" — he said',
    )


def test_chinese_is_marked_by_the_character() -> None:
    assert both("渡轮等了九小时", "渡轮等了五小时") == ("渡轮等了[九]小时", "渡轮等了[五]小时")


def test_an_endless_sentence_is_marked_as_a_whole() -> None:
    long = "word " * LONGEST
    assert both(long, "short") == (f"[{long}]", "[short]")


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_are_the_sentences(earlier: str, later: str) -> None:
    dropped, added = marks(earlier, later)
    assert "".join(piece.text for piece in dropped) == earlier
    assert "".join(piece.text for piece in added) == later
    assert all(a.is_marked != b.is_marked for a, b in pairwise(added))


@given(st.text(max_size=80))
def test_nothing_is_marked_between_equal_sentences(text: str) -> None:
    assert not any(piece.is_marked for side in marks(text, text) for piece in side)
