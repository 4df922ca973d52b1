import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.listing.filters import Filters, Sort, Standing, at_least, before, filters_of
from annotator.errors import Invalid


def test_an_address_says_only_what_was_asked_for_and_reads_back() -> None:
    asked = Filters(
        q="bridge toll", outlet="Post", since="2026-03", state=Standing.IN_WORK, alike=True, batch=7
    )
    assert asked.params == {
        "q": "bridge toll",
        "outlet": "Post",
        "since": "2026-03",
        "state": "in-work",
        "alike": "yes",
        "batch": "7",
    }
    assert filters_of(asked.params) == asked
    assert Filters().params == {}
    assert not Filters(sort=Sort.TITLE).is_any
    assert asked.without("q").params == {k: v for k, v in asked.params.items() if k != "q"}


@given(st.dictionaries(st.sampled_from(["q", "outlet", "language"]), st.text()))
def test_whatever_is_typed_can_be_passed_on(sent: dict[str, str]) -> None:
    found = filters_of(sent)
    assert filters_of(found.params) == found


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"since": "yesterday"}, "2026-03-01"),
        ({"until": "2026-02-31"}, "2026-03-01"),
        ({"until": "2026-13"}, "2026-03-01"),
        ({"state": "done"}, "“done”"),
        ({"sort": "x" * 400}, "“xxx"),
        ({"batch": "-1"}, "whole number"),
        ({"batch": "9" * 16}, "whole number"),
    ],
)
def test_what_makes_no_sense_is_told(sent: dict[str, str], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        filters_of(sent)


@pytest.mark.parametrize(
    ("until", "first"),
    [
        ("2026", "2027"),
        ("2026-03", "2026-04"),
        ("2026-12", "2027-01"),
        ("2026-03-31", "2026-04-01"),
        ("2026-12-31", "2027-01-01"),
    ],
)
def test_a_last_date_includes_all_of_its_year_month_or_day(until: str, first: str) -> None:
    assert before(until) == first


def test_a_less_precise_date_that_contains_the_first_one_counts() -> None:
    assert at_least("2026-03-01") == ("2026", "2026-03")
    assert at_least("2026-03") == ("2026",)
    assert at_least("2026") == ()
