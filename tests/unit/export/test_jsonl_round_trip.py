import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import Invalid
from annotator.export import records
from annotator.export.readers import jsonl as reader
from annotator.export.writers import jsonl as writer

MOMENTS = st.sampled_from(["2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000001+00:00"])
PIECES = st.sampled_from(
    [
        "🏭",
        "👩‍👩‍👧",
        "e\u0301",
        "Zoe\u0308",
        "قال الوزير",
        "\u202eabc\u202c",
        "\u2028",
        "\x85",
        "\n",
        '"',
        "\\",
        "\ufeff",
    ]
)
# Every character that UTF-8 can carry; articles never hold NUL.
CHARACTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TEXTS = st.lists(CHARACTERS | PIECES, min_size=1).map("".join).filter(bool)
COUNTS = st.integers(1, 9)

Spanned = Callable[..., st.SearchStrategy[Any]]


def many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


@st.composite
def placed(draw: st.DrawFn, length: int, build: type, fields: dict[str, Any]) -> Any:
    """A record anywhere in the text: spans may nest, cross and touch."""
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    return build(start=start, end=end, **draw(st.fixed_dictionaries(fields)))


@st.composite
def headers(draw: st.DrawFn) -> records.DatasetHeader:
    keys = draw(st.lists(CHARACTERS, unique=True, min_size=1, max_size=4))
    return records.DatasetHeader(
        project=draw(CHARACTERS),
        slug=draw(CHARACTERS),
        exported_at=draw(MOMENTS),
        software_version=draw(CHARACTERS),
        languages=draw(many(CHARACTERS)),
        codebook_version=draw(COUNTS),
        labels=tuple(
            draw(
                st.builds(
                    records.LabelRecord,
                    number=st.just(number),
                    key=st.just(key),
                    name=CHARACTERS,
                    description=CHARACTERS,
                )
            )
            for number, key in enumerate(keys, start=1)
        ),
    )


def annotations(at: Spanned, label: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    span = at(
        records.SpanRecord,
        kind=st.sampled_from(["sentence", "phrase"]),
        rank=st.sampled_from(["main", "also"]),
        label=label,
        sure=st.none() | st.integers(1, 3),
        note=CHARACTERS,
        codebook_version=COUNTS,
        revision=st.integers(0, 2**63 - 1),
        created_at=MOMENTS,
        updated_at=MOMENTS,
    )
    rating = at(
        records.RatingRecord,
        layer=st.sampled_from(["main", "also"]),
        label=label,
        origin=st.sampled_from(["explicit", "implied", "carried", "carried implied", "part"]),
        sure=st.none() | st.integers(1, 3),
        note=CHARACTERS,
    )
    submission = st.builds(
        records.SubmissionRecord,
        number=COUNTS,
        submitted_at=MOMENTS,
        codebook_version=COUNTS,
        ratings=many(rating),
        replaced=many(rating),
        phrases=many(at(records.PhraseRecord, label=label)),
    )
    return st.builds(
        records.AnnotationRecord,
        annotator=CHARACTERS,
        state=st.sampled_from(["open", "submitted", "skipped", "withdrawn"]),
        spans=many(span),
        submissions=many(submission),
    )


def decisions(at: Spanned, label: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return at(
        records.DecisionRecord,
        layer=st.sampled_from(["main", "also"]),
        verdict=st.sampled_from(["settled", "both_defensible", "excluded"]),
        label=st.none() | label,
        reason=CHARACTERS,
        clause=CHARACTERS,
        decided_at=MOMENTS,
        stale=st.booleans(),
        basis=many(
            st.builds(records.BasisRecord, annotator=CHARACTERS, submission=COUNTS, label=label)
        ),
    )


@st.composite
def articles(draw: st.DrawFn, header: records.DatasetHeader) -> records.ArticleRecord:
    text = draw(TEXTS)
    label = st.sampled_from([label.key for label in header.labels])
    zone = st.sampled_from(["headline", "body", "furniture"])

    def at(build: type, **fields: Any) -> st.SearchStrategy[Any]:
        return placed(len(text), build, fields)

    sentence = {
        "zone": zone,
        "reason": CHARACTERS,
        "quote_open": st.booleans(),
        "eligible": st.booleans(),
    }
    article: records.ArticleRecord = draw(
        st.builds(
            records.ArticleRecord,
            id=st.uuids().map(str),
            external_id=CHARACTERS,
            title=CHARACTERS,
            url=CHARACTERS,
            text=st.just(text),
            text_sha256=st.just(hashlib.sha256(text.encode()).hexdigest()),
            paragraphs=many(at(records.ParagraphRecord, zone=zone, reason=CHARACTERS)),
            sentences=many(at(records.SentenceRecord, **sentence)),
            annotations=many(annotations(at, label)),
            decisions=many(decisions(at, label)),
        )
    )
    return article


@st.composite
def datasets(draw: st.DrawFn) -> tuple[records.DatasetHeader, list[records.ArticleRecord]]:
    header = draw(headers())
    return header, draw(st.lists(articles(header), max_size=2))


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_what_is_written_is_read_back_exactly_whatever_splits_the_lines(
    dataset: tuple[records.DatasetHeader, list[records.ArticleRecord]],
) -> None:
    header, written = dataset
    content = "".join(writer.write(header, written)).encode().decode()
    for lines in (content.split("\n"), content.splitlines(), content.splitlines(keepends=True)):
        read_header, read = reader.read(lines)
        assert read_header == header
        assert list(read) == written


def test_each_line_says_what_it_is_in_an_order_that_never_changes(
    header: records.DatasetHeader, make_article: Callable[..., records.ArticleRecord]
) -> None:
    lines = list(writer.write(header, [make_article("Yes 🏭."), make_article("No.")]))
    assert [json.loads(line)["type"] for line in lines] == ["dataset", "article", "article"]
    assert all(line.endswith("}\n") and line.count("\n") == 1 for line in lines)
    assert lines[0].startswith(
        '{"type":"dataset","format":"annotator-jsonl","format_version":1,'
        '"offsets":"Unicode code points, end exclusive","project":'
    )
    assert lines == list(writer.write(header, [make_article("Yes 🏭."), make_article("No.")]))


def test_every_sentence_carries_its_text_as_readable_utf8(
    header: records.DatasetHeader, make_article: Callable[..., records.ArticleRecord]
) -> None:
    line = list(writer.write(header, [make_article("🏭 ok.", "قال الوزير.")]))[1]
    assert '"start":6,"end":17' in line
    assert '"quote":"قال الوزير."' in line


def test_half_a_surrogate_pair_is_refused_by_name_before_its_line_is_written(
    header: records.DatasetHeader, make_article: Callable[..., records.ArticleRecord]
) -> None:
    lines = writer.write(header, [make_article("Fine."), replace(make_article("x"), text="\ud83c")])
    assert len([next(lines), next(lines)]) == 2
    with pytest.raises(Invalid, match=r"article 0195c1a0-.*surrogate"):
        next(lines)


def test_a_value_outside_the_format_is_refused_and_not_written(
    header: records.DatasetHeader, make_article: Callable[..., records.ArticleRecord]
) -> None:
    lines = writer.write(header, [make_article("Fine.", published_on=2026)])
    next(lines)
    with pytest.raises(Invalid, match=r"(?s)article 0195c1a0-.*published_on"):
        next(lines)
