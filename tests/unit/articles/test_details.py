import pytest

from annotator.articles.details import Details
from annotator.errors import Invalid


@pytest.mark.parametrize(
    ("date", "precision"),
    [("2026-03-01", "day"), ("2026-03", "month"), ("2026", "year"), ("", "")],
)
def test_a_date_is_as_precise_as_it_is_written(date: str, precision: str) -> None:
    assert Details("A title", published_on=date).checked().published_precision == precision


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "needs a title"),
        ("title", "x" * 501, "at most 500"),
        ("url", "javascript:alert(1)", "begins with http"),
        ("url", "https://example.test/a b", "no spaces"),
        ("language", "English!", "language is a code"),
        ("published_on", "1 March 2026", "The date is"),
        ("published_on", "2026-02-30", "The date is"),
        ("published_on", "2026-13", "The date is"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(
    field: str, value: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        Details(**{"title": "A title", field: value}).checked()
