import pytest

from annotator.agreement import Ratings, report
from annotator.agreement.ratings import Pattern, Row
from annotator.errors import Invalid

ROWS: list[Row] = [
    (10, "ben", "claim", "b"),
    (2, "ada", "none", "a"),
    (10, "ada", "claim", "b"),
    (1, "ada", "denial", "b"),
]


def test_units_stand_in_the_order_of_their_articles_and_numbers_by_value() -> None:
    ratings = Ratings.from_rows(ROWS)
    assert ratings.articles == ("a", "b")
    assert ratings.units == (2, 1, 10)
    assert ratings.article_of.tolist() == [0, 1, 1]


def test_without_a_declared_set_the_labels_that_occur_are_it() -> None:
    assert Ratings.from_rows(ROWS).labels == ("claim", "denial", "none")


def test_a_declared_set_keeps_its_order_and_its_unused_labels() -> None:
    labels = ["none", "denial", "claim", "framing"]
    ratings = Ratings.from_rows(ROWS, labels=labels)
    assert ratings.labels == tuple(labels)
    assert ratings.counts.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 2, 0]]


def test_without_articles_each_unit_is_drawn_on_its_own() -> None:
    ratings = Ratings.from_rows([(unit, who, label, None) for unit, who, label, _ in ROWS])
    assert not ratings.has_articles
    assert ratings.articles == ratings.units == (1, 2, 10)


@pytest.mark.parametrize(
    ("more", "labels", "sentence"),
    [
        (
            (10, "ben", "none", "b"),
            None,
            "Annotator 'ben' labelled unit '10' twice; keep one label for each annotator and unit.",
        ),
        (
            (10, "cleo", "none", "a"),
            None,
            "Unit '10' is in article 'b' and in article 'a'; give each unit one article.",
        ),
        (
            (11, "cleo", "none", None),
            None,
            (
                "Some rows name an article and others do not; "
                "give the article in every row or in none."
            ),
        ),
        (
            (11, "cleo", "framing", "b"),
            ["claim", "denial", "none"],
            "Label 'framing' is not among the declared labels claim, denial, none.",
        ),
        (
            (11, "cleo", "claim", "b"),
            ["claim", "denial", "none", "none"],
            "The declared label set names a label twice; name each label once.",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_refused(
    more: Row, labels: list[str] | None, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        Ratings.from_rows([*ROWS, more], labels=labels)
    assert str(refused.value) == sentence


BY_ARTICLE: list[tuple[tuple[str | None, ...], int, str]] = [
    (("claim", "claim", "none"), 3, "b"),
    (("none", "claim", None), 2, "b"),
    (("none", "none", "none"), 4, "a"),
    (("claim", None, None), 1, "c"),
    (("none", "claim", None), 1, "a"),
]


def long_rows() -> Ratings:
    return Ratings.from_rows(
        [
            (f"{at}.{copy}", who, label, home)
            for at, (said, times, home) in enumerate(BY_ARTICLE)
            for copy in range(times)
            for who, label in zip(("ada", "ben", "cleo"), said, strict=True)
            if label is not None
        ]
    )


def test_patterns_by_article_give_the_digits_of_long_rows() -> None:
    expected = report(long_rows(), seed=3, resamples=100)
    found = report(
        Ratings.from_patterns(BY_ARTICLE, annotators=["ada", "ben", "cleo"]), seed=3, resamples=100
    )
    assert found.alpha == expected.alpha
    assert found.pairs == expected.pairs
    assert (found.articles, found.units, found.ratings) == (3, 11, 28)
    assert [(one.count, one.units) for one in found.labels] == [
        (one.count, one.units) for one in expected.labels
    ]


def test_counts_by_article_give_the_digits_of_long_rows_in_any_order() -> None:
    expected = report(long_rows(), seed=3, resamples=100)
    counts = [
        ((said.count("claim"), said.count("none")), times, home) for said, times, home in BY_ARTICLE
    ]
    for order in (counts, counts[::-1]):
        found = report(Ratings.from_counts(order, ["claim", "none"]), seed=3, resamples=100)
        assert found.alpha == expected.alpha
        assert found.gwet_ac1.value == pytest.approx(expected.gwet_ac1.value, abs=1e-12)
        assert (found.annotators, found.pairs) == ((), ())
        assert found.matrix.pairs == expected.matrix.pairs
        assert found.scott_pi.reason is not None
        assert "nobody knows who gave which label" in found.scott_pi.reason


def test_units_alike_are_drawn_one_by_one() -> None:
    counted = Ratings.from_counts([((2, 0), 300, None), ((1, 1), 100, None)], ["claim", "none"])
    found = report(counted, seed=1).percent
    assert (found.value, found.units) == (0.75, 400)
    assert found.interval is not None
    assert found.interval.drawn == 400
    # 0.75 ± 1.96 √(0.75 · 0.25 / 400)
    assert [found.interval.low, found.interval.high] == pytest.approx([0.7076, 0.7924], abs=0.006)


def test_the_order_of_the_patterns_changes_no_digit() -> None:
    patterns: list[Pattern] = [(said, times, None) for said, times, _ in BY_ARTICLE]
    counts = [
        ((said.count("claim"), said.count("none")), times, None) for said, times, _ in patterns
    ]
    one, other = (
        report(Ratings.from_patterns(listed, annotators=["ada", "ben", "cleo"]), seed=5)
        for listed in (patterns, patterns[::-1])
    )
    assert one == other
    one, other = (
        report(Ratings.from_counts(listed, ["claim", "none"]), seed=5)
        for listed in (counts, counts[::-1])
    )
    assert one == other


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        (
            (("claim",), 1, None),
            "A pattern does not fit; give one label or gap for each annotator.",
        ),
        (
            (("claim", "none"), 0, None),
            "A pattern counts 0 units; leave out patterns that do not occur.",
        ),
        ((("claim", "none"), 1, "a"), "Some rows name an article and others do not;"),
    ],
)
def test_patterns_that_do_not_fit_are_refused(pattern: Pattern, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        Ratings.from_patterns([(("claim", "claim"), 1, None), pattern], annotators=["ada", "ben"])
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("counts", [(1,), (1, -1), (1, 1, 1)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        Ratings.from_counts([(counts, 1, None)], ["claim", "none"])
    assert str(refused.value) == (
        "A pattern does not fit; give one count for each label, none negative."
    )


def test_rows_come_back_as_they_were_given() -> None:
    ratings = Ratings.from_rows(ROWS)
    assert sorted(ratings.rows(), key=str) == sorted(ROWS, key=str)
    with pytest.raises(Invalid):
        list(Ratings.from_patterns(BY_ARTICLE, annotators=["ada", "ben", "cleo"]).rows())
    with pytest.raises(Invalid):
        ratings.position("zoe")
