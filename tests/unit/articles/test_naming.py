import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.naming import naming


def found(outlet: str, *sentences: str) -> list[str]:
    return [one.sentence for one in naming(outlet, [("body", text) for text in sentences])]


@pytest.mark.parametrize(
    ("outlet", "sentence"),
    [
        ("Northern Courier", "As the Northern Courier learned, it rained."),
        ("Northern Courier", "NORTHERN COURIER/Per Hale"),
        ("Northern Courier", "northern\u00a0courier"),
        ("Straße", "Die STRASSE schrieb."),
        ("Talvik", "Talvik’s own count differs."),
        ("Ｔａｌｖｉｋ", "Talvik says so."),
        ("Новости", "Как пишут «НОВОСТИ», дождь."),
        ("北方日报", "据北方日报报道，下雨了。"),
        ("C++ Today", "In C++ Today it says so."),
        ("Northern Press Agency (NPA)", "Photo: NPA"),
    ],
)
def test_the_name_as_words_of_its_own_is_found(outlet: str, sentence: str) -> None:
    assert found(outlet, "It rained.", sentence) == [sentence]


@pytest.mark.parametrize(
    ("outlet", "sentence"),
    [
        ("Northern Courier", "A northern town sent a courier."),
        ("Post", "It was posted and postponed."),
        ("Northern Press Agency", "NPA is not explained here."),
        ("Northern Press Agency (NPA)", "The npa of the lake froze."),
        ("", "Anything at all."),
        (" ", "Anything at all."),
        (".*", "Anything at all."),
    ],
)
def test_other_words_are_not(outlet: str, sentence: str) -> None:
    assert found(outlet, sentence) == []


def test_initials_count_once_the_text_gives_them() -> None:
    first, second = "TALVIK (NPA) It rained.", "“It did”, a man told NPA."
    assert found("Northern Press Agency", first, "Nothing.", second) == [first, second]


def test_the_zone_comes_along() -> None:
    (one,) = naming("Talvik", [("caption", "Photo by Talvik."), ("body", "Rain.")])
    assert (one.zone, one.sentence) == ("caption", "Photo by Talvik.")


@given(st.text(max_size=30), st.lists(st.text(max_size=60), max_size=5))
def test_whatever_the_texts_are_only_given_sentences_come_back(
    outlet: str, sentences: list[str]
) -> None:
    assert set(found(outlet, *sentences)) <= set(sentences)


@given(st.text("abcдж北 .()[]*", min_size=1, max_size=12).filter(str.strip))
def test_a_sentence_that_is_nothing_but_the_name_names_it(outlet: str) -> None:
    words = outlet.replace("(", "").replace(")", "")
    if words.strip():
        assert found(words, words) == [words]
