import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.export.records import (
    ArticleRecord,
    DatasetHeader,
    DecisionRecord,
    PhraseRecord,
)
from annotator.export.writers import csv_long

Make = Callable[..., Any]
MOMENT = "2026-03-01T10:00:00Z"


def rows_of(
    header: DatasetHeader, *articles: ArticleRecord, gold: bool = True
) -> list[dict[str, str]]:
    content = "".join(csv_long.write(header, articles, gold=gold))
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


def decision(start: int, end: int, **fields: Any) -> DecisionRecord:
    given: dict[str, Any] = {
        "layer": "main",
        "verdict": "settled",
        "label": "framing",
        "reason": "loaded word",
        "clause": "",
        "decided_at": MOMENT,
        "stale": False,
        "basis": (),
    }
    return DecisionRecord(start=start, end=end, **{**given, **fields})


def test_a_file_without_articles_is_the_header_row(header: DatasetHeader) -> None:
    (row,) = csv_long.write(header, [])
    assert row == (
        "project,article_id,title,outlet,published_on,language,zone,sentence_start,sentence_end,"
        "sentence,annotator,label,origin,also,sure,phrases,"
        "gold_label,gold_verdict,gold_reason,gold_stale\r\n"
    )


def test_each_annotator_has_one_row_for_each_sentence_in_the_order_of_the_text(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    ratings = (make_rating(4, 7, "none"), make_rating(0, 3, "claim"))
    article = make_article(
        "One", "two", annotations=(make_annotation("A2", ratings), make_annotation("A1", ratings))
    )
    found = [
        (row["sentence"], row["annotator"], row["label"], row["origin"])
        for row in rows_of(header, article)
    ]
    assert found == [
        ("One", "A2", "claim", "explicit"),
        ("One", "A1", "claim", "explicit"),
        ("two", "A2", "none", "implied"),
        ("two", "A1", "none", "implied"),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_submission_speaks_whatever_its_position(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make, order: int
) -> None:
    annotation = make_annotation(
        "A1", (make_rating(0, 3, "claim"),), (make_rating(0, 3, "framing"),)
    )
    turned = replace(annotation, submissions=annotation.submissions[::order])
    article = make_article("One", annotations=(turned,))
    assert [row["label"] for row in rows_of(header, article)] == ["framing"]


def test_labels_never_submitted_and_withdrawn_ones_give_no_row(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    withdrawn = make_annotation("A2", (make_rating(0, 3, "claim"),), state="withdrawn")
    article = make_article("One", annotations=(make_annotation("A1", state="open"), withdrawn))
    assert rows_of(header, article) == []


def test_also_labels_and_phrases_stand_in_one_cell_each(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    annotation = make_annotation(
        "A1",
        (
            make_rating(0, 5, "claim"),
            make_rating(0, 5, "framing", "also"),
            make_rating(0, 5, "none", "also"),
            make_rating(6, 9, "none"),
        ),
    )
    phrases = tuple(
        PhraseRecord(start=start, end=end, label="framing") for start, end in [(3, 7), (0, 6)]
    )
    submission = replace(annotation.submissions[0], phrases=phrases)
    article = make_article(
        "One 🏭", "two", annotations=(replace(annotation, submissions=(submission,)),)
    )
    first, second = rows_of(header, article)
    assert (first["also"], first["phrases"]) == ("framing;none", "framing[0:6];framing[3:7]")
    assert (second["also"], second["phrases"]) == ("", "framing[3:7]")


def test_sureness_is_what_was_submitted(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    unsure = replace(make_rating(0, 3, "claim"), sure=1)
    implied = replace(make_rating(4, 7, "none"), origin="implied")
    annotation = make_annotation("A1", (unsure, implied))
    rows = rows_of(header, make_article("One", "two", annotations=(annotation,)))
    assert [row["sure"] for row in rows] == ["1", ""]


def test_gold_stands_in_every_row_of_its_sentence_and_alone_where_nobody_submitted(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    both = tuple(make_annotation(name, (make_rating(0, 3, "claim"),)) for name in ("A1", "A2"))
    decisions = (
        decision(0, 3, stale=True),
        decision(4, 7, verdict="excluded", label=None),
        decision(8, 11, layer="also"),
    )
    article = make_article("One", "two", "six", annotations=both, decisions=decisions)
    found = [
        (
            row["sentence"],
            row["annotator"],
            row["gold_label"],
            row["gold_verdict"],
            row["gold_stale"],
        )
        for row in rows_of(header, article)
    ]
    assert found == [
        ("One", "A1", "framing", "settled", "yes"),
        ("One", "A2", "framing", "settled", "yes"),
        ("two", "", "", "excluded", "no"),
    ]


def test_without_gold_neither_its_columns_nor_its_rows_are_written(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    article = make_article(
        "One",
        "two",
        annotations=(make_annotation("A1", (make_rating(0, 3, "claim"),)),),
        decisions=(decision(0, 3), decision(4, 7)),
    )
    (row,) = rows_of(header, article, gold=False)
    assert list(row) == list(csv_long.COLUMNS)


def test_a_rated_sentence_that_was_split_differently_since_keeps_its_row(
    header: DatasetHeader, make_article: Make, make_annotation: Make, make_rating: Make
) -> None:
    article = make_article(
        "One two", annotations=(make_annotation("A1", (make_rating(0, 3, "claim"),)),)
    )
    (row,) = rows_of(header, article)
    assert (row["sentence"], row["zone"], row["label"]) == ("One", "", "claim")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\tno sign",
        "\rno sign",
        "\nno sign",
        "  =1",
        "\xa0=1",
        "\u200b=1",
        "\u202e=1",
        "\ufeff=1",
        "\u2028=1",
        "\x01=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        "﹦1",
        "﹣1",
        "−1",
        "'quoted'",
        "'=1",
    ],
)
def test_a_cell_that_could_start_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert csv_long.neutralised(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell",
    ["", " ", "1 = 1", "– so it goes", "‘so’", "Yes.", "🏭 = mill", "e\u0301", "\u0301=1", "½"],
)
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert csv_long.neutralised(cell) == cell


@given(st.text())
def test_taking_one_apostrophe_off_gives_every_cell_back(cell: str) -> None:
    neutral = csv_long.neutralised(cell)
    assert neutral.removeprefix("'") == cell
    assert not neutral.lstrip().startswith(("=", "+", "-", "@"))


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    header, article = _one_sentence(text)
    (row,) = rows_of(header, article)
    assert row["sentence"].removeprefix("'") == text
    assert row["title"].removeprefix("'") == text


def _one_sentence(text: str) -> tuple[DatasetHeader, ArticleRecord]:
    header = DatasetHeader(
        project="",
        slug="mills",
        exported_at=MOMENT,
        software_version="",
        languages=(),
        codebook_version=1,
        labels=(),
    )
    blank: Any = dict.fromkeys(ArticleRecord.__slots__, "")
    fields = {
        "type": "article",
        "title": text,
        "text": text,
        "sentences": (),
        "annotations": (),
        "decisions": (decision(0, len(text)),),
    }
    return header, ArticleRecord(**{**blank, **fields})


def test_rows_end_in_crlf_and_cells_with_commas_quotes_and_breaks_are_quoted(
    header: DatasetHeader, make_article: Make
) -> None:
    article = make_article('a,"b"\nc', decisions=(decision(0, 7),))
    _, row = csv_long.write(header, [article])
    assert row.endswith(",settled,loaded word,no\r\n")
    assert ',"a,""b""\nc",' in row
