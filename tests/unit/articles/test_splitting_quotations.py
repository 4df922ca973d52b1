import pytest

from annotator.articles.splitting import split_sentences


def _open(text: str, language: str = "en") -> list[bool]:
    return [sentence.quote_open for sentence in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We lost the barn. It was cold,” she said. Nobody came."),
        ("en", '"We lost the barn. It was cold," she said. Nobody came.'),
        ("en", "‘We lost the barn. It wasn’t cold,’ she said. Nobody came."),
        ("sr", "„Izgubili smo sve. Kuća je izgorela“, rekla je Mira. Niko nije došao."),
        ("sr", "„Изгубили смо све. Кућа је изгорела”, рекла је Мира. Нико није дошао."),
        ("hr", "»Izgubili smo sve. Kuća je izgorjela«, rekla je Ana. Nitko nije došao."),
        ("de", "»Wir haben alles verloren. Es war kalt«, sagte sie. Niemand kam."),
        ("fr", "« Nous avons tout perdu. Il faisait froid », dit-elle. Nul ne vint."),
        ("ru", "«Мы потеряли всё. Было холодно», — сказала она. Никто не пришёл."),
        ("sv", "”Vi har förlorat allt. Det var kallt”, sade hon. Ingen kom."),
        ("ja", "「すべてを失った。寒かった」と彼女は言った。皆黙った。"),
    ],
)
def test_a_sentence_within_a_quotation_is_marked(language: str, text: str) -> None:
    assert _open(text, language) == [False, True, False]


def test_a_quotation_within_a_quotation_does_not_close_the_outer_one() -> None:
    text = "„Rekao je «stani» i otišao. Niko nije stao“, kaže Mira. Kiša pada."
    assert _open(text, "sr") == [False, True, False]


def test_a_quotation_runs_on_over_paragraphs_that_repeat_its_mark() -> None:
    text = "“We lost the barn.\n\n“It was cold. Nobody came.”\n\nThe lake is dry."
    assert _open(text) == [False, True, True, False]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert _open("“We lost the barn. It was cold.\nThe lake is dry. Fish died.") == [
        False,
        True,
        False,
        False,
    ]


def test_apostrophes_inches_and_hebrew_abbreviations_open_nothing() -> None:
    assert not any(_open("The workers’ barn isn’t 6' 2\" tall. It’s small. ’Tis old."))
    assert not any(_open('צה"ל הודיע על כך. ארה"ב שתקה. הכול נגמר.', "he"))


def test_a_word_in_quotation_marks_leaves_nothing_open() -> None:
    assert not any(_open("The “malign” lake is “dry.” Fish died. So did “all” the reeds."))
