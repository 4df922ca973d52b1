import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.search.folding import fold, words
from annotator.articles.search.typed import LONGEST, MOST_TERMS, Term, terms


@pytest.mark.parametrize(
    "same",
    [
        ("Вучић", "Vučić", "vucic", "VUČIĆ"),
        ("Ђорђе Љубљана Џеп", "Đorđe Ljubljana Džep", "djordje ljubljana dzep"),
        ("Скопје Ќе", "skopje ke"),
        ("Київ", "kiiv"),
        ("İSTANBUL", "ıstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("ΕΛΛΆΣ", "ελλας"),
        ("مُحَمَّد", "محمد"),
        ("naïve ﬁn", "naive fin"),
        ("Łódź", "lodz"),
        ("한국어", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"),
    ],
)
def test_the_same_word_written_differently_is_one_word(same: tuple[str, ...]) -> None:
    assert len({fold(one) for one in same}) == 1


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    assert words("北京2026年 大桥") == ["北京", "京", "2026", "年", "大桥", "桥"]


@given(st.text())
def test_folded_words_are_plain_and_fold_to_themselves(text: str) -> None:
    for word in words(text):
        assert word
        assert word.isalnum()
    without_pairs = [word for word in words(text) if word.isascii()]
    assert words(" ".join(without_pairs)) == without_pairs


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bridge", [Term(("bridge",))]),
        ("to be", [Term(("to",), is_exact=True), Term(("be",), is_exact=True)]),
        ('"The bridge"', [Term(("the", "bridge"), is_exact=True)]),
        ("„the bridge“ toll", [Term(("the", "bridge"), is_exact=True), Term(("toll",))]),
        ("don't", [Term(("don", "t"), is_exact=True)]),
        ("l'Europe", [Term(("l", "europe"))]),
        ("bridge BRIDGE", [Term(("bridge",))]),
        ("大", [Term(("大",))]),
        ("大桥", [Term(("大桥",), is_exact=True)]),
        ("bridge* OR -toll", [Term(("bridge",)), Term(("or",), is_exact=True), Term(("toll",))]),
        ("", []),
        ("\0 \" ' * ( — …", []),
    ],
)
def test_what_is_typed_becomes_terms_without_operators(typed: str, expected: list[Term]) -> None:
    assert list(terms(typed)) == expected


@given(st.text(max_size=3 * LONGEST))
def test_any_query_gives_a_few_terms_of_words(typed: str) -> None:
    found = terms(typed)
    assert len(found) <= MOST_TERMS
    assert all(term.words and all(word.isalnum() for word in term.words) for term in found)
