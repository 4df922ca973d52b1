import pytest

from annotator.agreement import Ratings
from annotator.agreement.ratings import Row
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
