import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from annotator.errors import Invalid
from annotator.export.readers import jsonl as reader
from annotator.export.records import (
    ArticleRecord,
    BasisRecord,
    DatasetHeader,
    DecisionRecord,
    PhraseRecord,
)
from annotator.export.writers import jsonl as writer

Documents = list[dict[str, Any]]


@pytest.fixture
def documents(
    header: DatasetHeader,
    make_article: Callable[..., Any],
    make_annotation: Callable[..., Any],
    make_rating: Callable[..., Any],
) -> Documents:
    """A sound file as JSON objects: the header and one article, "The mill 🏭 shut. Shame."."""
    annotation = make_annotation("A1", (make_rating(0, 16, "claim"),))
    submission = replace(
        annotation.submissions[0], phrases=(PhraseRecord(start=4, end=10, label="framing"),)
    )
    decision = DecisionRecord(
        start=17,
        end=23,
        layer="main",
        verdict="settled",
        label="framing",
        reason="",
        clause="",
        decided_at="2026-03-01T10:00:00Z",
        stale=False,
        basis=(BasisRecord(annotator="A1", submission=1, label="none"),),
    )
    article = make_article(
        "The mill 🏭 shut.",
        "Shame.",
        annotations=(replace(annotation, submissions=(submission,)),),
        decisions=(decision,),
    )
    return [json.loads(line) for line in writer.write(header, [article])]


def read_all(documents: Documents) -> list[ArticleRecord]:
    return list(reader.read([json.dumps(one) for one in documents])[1])


def test_the_sound_file_is_read(documents: Documents) -> None:
    assert read_all(documents)[0].text == "The mill 🏭 shut. Shame."


SUBMISSION = ("annotations", 0, "submissions", 0)
ARTICLE_FAULTS: list[tuple[tuple[str | int, ...], object, str]] = [
    (
        ("sentences", 1, "quote"),
        "Shame!",
        r"sentences\[1\]\.quote: the file has 'Shame!'.*'Shame\.'",
    ),
    (("decisions", 0, "quote"), "", r"decisions\[0\]\.quote"),
    ((*SUBMISSION, "phrases", 0, "quote"), "mill", r"phrases\[0\]\.quote"),
    (("sentences", 1, "end"), 24, r"sentences\[1\]: 17 to 24 .* 23 characters"),
    (("sentences", 1, "start"), 23, r"sentences\[1\]: 23 to 23"),
    (("sentences", 0, "start"), -1, r"sentences\[0\]\.start: .*greater than or equal to 0"),
    (("sentences", 0, "start"), 0.0, r"sentences\[0\]\.start: .*integer"),
    (("sentences", 0, "start"), "0", r"sentences\[0\]\.start: .*integer"),
    (("sentences", 0, "zone"), "margin", r"sentences\[0\]\.zone: .*'headline'"),
    (("sentences", 0, "eligible"), 1, r"sentences\[0\]\.eligible: .*boolean"),
    ((*SUBMISSION, "ratings", 0, "end"), 99, r"ratings\[0\]: 0 to 99"),
    ((*SUBMISSION, "ratings", 0, "label"), "rant", r"ratings\[0\]: the header has no label 'rant'"),
    ((*SUBMISSION, "phrases", 0, "label"), "rant", r"phrases\[0\]: the header has no label"),
    ((*SUBMISSION, "submitted_at"), "yesterday", r"submitted_at: .*pattern"),
    (("decisions", 0, "label"), "rant", r"decisions\[0\]: the header has no label 'rant'"),
    (("decisions", 0, "basis", 0, "label"), "rant", r"basis\[0\]: the header has no label 'rant'"),
    (("text",), "The mill 🏭 shut. Shame. Boo.", r"text_sha256: it is not the SHA-256 of the text"),
    (("text",), None, r"text: .*string"),
    (("mood",), "grim", r"mood is not part of this format"),
    (("sentences", 0, "mood"), "grim", r"sentences\[0\]: mood is not part of this format"),
    (("type",), "dataset", r"is not an article"),
]


@pytest.mark.parametrize(("path", "value", "message"), ARTICLE_FAULTS)
def test_a_fault_in_an_article_is_refused_with_its_line_and_place(
    documents: Documents, path: tuple[str | int, ...], value: object, message: str
) -> None:
    place: Any = documents[1]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(Invalid, match=r"^Line 2\b.*" + message):
        read_all(documents)


@pytest.mark.parametrize("key", ["quote", "start", "reason"])
def test_a_missing_key_is_refused(documents: Documents, key: str) -> None:
    del documents[1]["sentences"][0][key]
    with pytest.raises(Invalid, match=rf"^Line 2, sentences\[0\].*{key}"):
        read_all(documents)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("type", "article", "not the header of an annotator-jsonl file"),
        ("format", "jsonl", "not the header of an annotator-jsonl file"),
        ("format_version", 2, "has format_version 2; this program reads version 1"),
        ("offsets", "UTF-16 code units", "offsets: "),
        ("exported_at", "1 March", "exported_at: "),
        ("mood", "grim", "mood is not part of this format"),
    ],
)
def test_a_fault_in_the_header_is_refused(
    documents: Documents, key: str, value: object, message: str
) -> None:
    documents[0][key] = value
    with pytest.raises(Invalid, match=r"^Line 1\b.*" + message):
        read_all(documents)


def test_a_header_that_does_not_say_how_offsets_count_is_refused(documents: Documents) -> None:
    del documents[0]["offsets"]
    with pytest.raises(Invalid, match=r"^Line 1, offsets is missing"):
        read_all(documents)


def test_two_labels_with_one_key_are_refused(documents: Documents) -> None:
    documents[0]["labels"][1]["key"] = "claim"
    with pytest.raises(Invalid, match=r"^Line 1: two labels have the same key"):
        read_all(documents)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "Line 1 is not JSON"),
        ("project,article_id", "Line 1 is not JSON"),
        ('{"type": "dataset"', "Line 1 is not JSON"),
        ("[" * 100_000, "Line 1 is not JSON: recursion limit"),
        (r'{"type": "\ud83c"}', "Line 1 is not JSON"),
        ("[]", "Line 1 is not a JSON object"),
        ("7", "Line 1 is not a JSON object"),
    ],
)
def test_what_is_not_json_lines_is_refused(line: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        reader.read([line])


def test_a_file_without_lines_is_refused() -> None:
    with pytest.raises(Invalid, match="Line 1 is not JSON"):
        reader.read([])


def test_a_byte_order_mark_and_empty_lines_do_no_harm_and_keep_the_line_numbers(
    documents: Documents,
) -> None:
    first, second = (json.dumps(one) for one in documents)
    header, articles = reader.read(["\ufeff" + first, "", second, "{}"])
    assert header.slug == "mill-closures"
    assert next(articles).title == "Mill closes"
    with pytest.raises(Invalid, match=r"^Line 4 is not an article"):
        next(articles)


def test_articles_are_read_only_when_they_are_asked_for(documents: Documents) -> None:
    taken: list[int] = []

    def lines() -> Iterator[str]:
        for number, one in enumerate([documents[0], documents[1], documents[1]]):
            taken.append(number)
            yield json.dumps(one)

    _, articles = reader.read(lines())
    assert taken == [0]
    next(articles)
    assert taken == [0, 1]
