import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import Invalid
from annotator.repair.edges import Piece, merge, move_edge, split

TEXT = "The mayor left. “I stay,” said the 👩‍🏭 at the cafe\u0301. Rain fell."


def piece(words: str, *, quote_open: bool = False) -> Piece:
    start = TEXT.index(words)
    return Piece(start, start + len(words), "full stop", quote_open)


def words(*pieces: Piece) -> list[str]:
    return [TEXT[one.start : one.end] for one in pieces]


def test_merging_takes_in_what_stood_between() -> None:
    found = merge(piece("The mayor left."), piece("Rain fell."))
    assert words(*found) == [TEXT]


def test_splitting_leaves_the_white_space_to_neither_part() -> None:
    whole = piece(TEXT)
    for at in (TEXT.index(" “"), TEXT.index("“")):
        assert words(*split(TEXT, whole, at)) == ["The mayor left.", TEXT[16:]]


def test_an_edge_moves_words_from_one_sentence_to_the_other() -> None:
    left, right = piece("The mayor left."), piece(TEXT[16:])
    found = move_edge(TEXT, left, right, TEXT.index(" Rain"))
    assert words(*found) == [TEXT[:-11], "Rain fell."]


@pytest.mark.parametrize("at", [-1, 0, 3, 9999, len(TEXT)])
def test_each_side_of_a_split_needs_words(at: int) -> None:
    with pytest.raises(Invalid):
        split(TEXT, piece("The"), at)


def test_no_sentence_begins_within_a_letter() -> None:
    joined = TEXT.index("🏭")
    accent = TEXT.index("e\u0301") + 1 if "e\u0301" in TEXT else None
    for at in filter(None, (joined, joined - 1, accent)):
        with pytest.raises(Invalid, match="letter"):
            split(TEXT, piece(TEXT), at)


def test_an_edge_that_does_not_move_is_refused() -> None:
    left, right = piece("The mayor left."), piece(TEXT[16:])
    with pytest.raises(Invalid, match="already"):
        move_edge(TEXT, left, right, 15)


def test_a_part_knows_that_a_quotation_is_still_open_where_it_begins() -> None:
    whole = piece("“I stay,” said the 👩‍🏭 at the cafe\u0301.")
    inside, outside = TEXT.index("stay"), TEXT.index("said")
    assert split(TEXT, whole, inside)[1].quote_open
    assert not split(TEXT, whole, outside)[1].quote_open


texts = st.text(st.sampled_from("ab .“”\u0301\u200d👩é\n"), min_size=2, max_size=40).filter(
    lambda text: text == text.strip() and text
)


@given(texts, st.lists(st.integers(0, 40), max_size=8), st.randoms())
def test_after_any_repairs_sentences_cover_the_same_words_in_order(
    text: str, places: list[int], chance: object
) -> None:
    sentences = [Piece(0, len(text), "", quote_open=False)]
    for place in places:
        at = place % len(text)
        which = chance.randrange(len(sentences))  # type: ignore[attr-defined]  # a Random
        kind = chance.choice(["split", "merge", "move"])  # type: ignore[attr-defined]  # a Random
        pair = sentences[which : which + 2]
        try:
            if kind == "split":
                sentences[which : which + 1] = split(text, sentences[which], at)
            elif len(pair) == 2 and kind == "merge":
                sentences[which : which + 2] = merge(*pair)
            elif len(pair) == 2:
                sentences[which : which + 2] = move_edge(text, pair[0], pair[1], at)
        except Invalid:
            continue
    covered = {n for one in sentences for n in range(one.start, one.end)}
    assert all(text[n].isspace() for n in range(len(text)) if n not in covered)
    assert sum(one.end - one.start for one in sentences) == len(covered)
    assert sentences == sorted(sentences, key=lambda one: one.start)
    assert all(text[one.start : one.end].strip() for one in sentences)
