from datetime import date

import pytest

from annotator.articles.dates import AMBIGUOUS, IMPOSSIBLE, stated_dates, unclear_date


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("Published 14 March 2024, 09:15", date(2024, 3, 14), "day"),
        ("March 14, 2024", date(2024, 3, 14), "day"),
        ("Feb. 15, 2022", date(2022, 2, 15), "day"),
        ("2024-03-14T09:15:00Z", date(2024, 3, 14), "day"),
        ("12. März 2024", date(2024, 3, 12), "day"),
        ("1er août 2023", date(2023, 8, 1), "day"),
        ("3 de mayo de 2021", date(2021, 5, 3), "day"),
        ("12. mart 2024. 18:40", date(2024, 3, 12), "day"),
        ("12. марта 2024.", date(2024, 3, 12), "day"),
        ("12.03.2024.", date(2024, 3, 12), "day"),
        ("25/12/2023", date(2023, 12, 25), "day"),
        ("12-25-2023", date(2023, 12, 25), "day"),
        ("2024/03/14", date(2024, 3, 14), "day"),
        ("2024年3月14日", date(2024, 3, 14), "day"),
        ("March 2024", date(2024, 3, 1), "month"),
    ],
)
def test_a_stated_date_is_read(text: str, on: date, precision: str) -> None:
    (stated,) = stated_dates(text)
    assert (stated.on, stated.precision) == (on, precision)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "03-04-2024",
        "31 February 2024",
        "February 30, 2024",
        "0. May 2024",
        "31. 2. 2024",
        "in 2024",
        "Version 10.2.3",
        "12 people 2024",
        "12. listopada 2024",
    ],
)
def test_what_is_no_date_or_could_be_two_is_not_guessed_at(text: str) -> None:
    assert list(stated_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Published 05/03/2024 at noon", AMBIGUOUS),
        ("05-03-2024", AMBIGUOUS),
        ("2024-02-30T10:00:00Z", IMPOSSIBLE),
        ("31. 2. 2024", IMPOSSIBLE),
        ("31 February 2024", IMPOSSIBLE),
        ("13/14/2024", IMPOSSIBLE),
        ("00/00/2024", IMPOSSIBLE),
    ],
)
def test_a_date_that_is_not_taken_has_a_reason(text: str, reason: str) -> None:
    unclear = unclear_date(text)
    assert unclear is not None
    assert unclear.reason == reason
    assert text[unclear.start : unclear.end] == unclear.text


@pytest.mark.parametrize("text", ["14 March 2024", "05/05/2024", "25/12/2023", "12 people 2024"])
def test_a_plain_date_or_none_raises_no_doubt(text: str) -> None:
    assert unclear_date(text) is None
