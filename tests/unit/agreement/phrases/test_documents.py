import json
from typing import Any

import pytest

from annotator.agreement import Document, Documents, Span, read_documents
from annotator.errors import Invalid

GOOD = {"id": "d1", "length": 20, "annotators": ["ana", "ben"], "spans": [["ana", 2, 5, "claim"]]}


def line(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def test_a_line_becomes_a_document() -> None:
    (found,) = read_documents([line()]).documents
    assert found == Document.of("d1", 20, ["ben", "ana"], [("ana", 2, 5, "claim")])
    assert found.spans == (Span("ana", 2, 5, "claim"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (line(spans=[["ana", 18, 21, "claim"]]), "lies outside the document, which runs from 0 to"),
        (line(spans=[["ana", -1, 3, "claim"]]), "lies outside the document"),
        (line(spans=[["ana", 9, 5, "claim"]]), "has the length -4; a span ends after it starts"),
        (line(spans=[["ana", 5, 5, "claim"]]), "has the length 0"),
        (line(spans=[["zoe", 2, 5, "claim"]]), "by 'zoe', who is not among the annotators"),
        (line(spans=[["ana", 2, 5, ""]]), "has no label"),
        (line(spans=[["ana", 2, 5, "claim"]] * 2), "'ana' marked the span 2 to 5 as 'claim' twice"),
        (line(spans=[["ana", 2, 5]]), "a span is [annotator, start, end, label]"),
        (line(spans=[["ana", 2, 5.5, "claim"]]), "an end is a whole number of characters, not 5.5"),
        (line(spans=[["ana", True, 5, "claim"]]), "a start is a whole number"),
        (line(spans=[[1, 2, 5, "claim"]]), "annotator and label of a span are texts"),
        (line(spans="none"), "spans is a list"),
        (line(length=-1), "the length -1 is not between 0 and"),
        (line(length="20"), "the length is a whole number"),
        (line(annotators=["ana", "ana"]), "annotator 'ana' is listed twice"),
        (line(annotators=[""], spans=[]), "an annotator has no name"),
        (line(annotators=[3]), "annotators are texts, not 3"),
        (line(colour="red"), "unknown key 'colour'"),
        (line(id=""), "the id is a text or a whole number"),
        (line(id="d0"), "document 'd0' already stands on line 1"),
        ('{"id": "d1", "length": 3, "spans": []}', "the key 'annotators' is missing"),
        ("[1, 2]", "this is not an object"),
        ("{", "this is not JSON"),
    ],
)
def test_a_bad_line_is_named(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_documents([line(id="d0"), "", text])
    assert str(refused.value).startswith("Line 3: ")
    assert message in str(refused.value)


def test_a_label_that_is_not_declared_is_refused_on_its_line() -> None:
    with pytest.raises(Invalid, match=r"^Line 1: label 'claim' is not among the declared labels"):
        read_documents([line()], labels=["denial"])


def test_without_a_file_the_document_is_named() -> None:
    with pytest.raises(Invalid, match=r"^Document 'd9': the span 2 to 5 by 'ana'"):
        Document.of("d9", 3, ["ana"], [("ana", 2, 5, "claim")])


def test_a_document_given_twice_is_refused() -> None:
    one = Document.of("d1", 3, ["ana"], [])
    with pytest.raises(Invalid, match="Document 'd1' is given twice"):
        Documents.of([one, one])


def test_declared_labels_keep_their_order_and_occur_once() -> None:
    one = Document.of("d1", 3, ["ana"], [("ana", 0, 1, "b")])
    assert Documents.of([one], labels=["c", "b", "a"]).labels == ("c", "b", "a")
    with pytest.raises(Invalid, match="names a label twice"):
        Documents.of([one], labels=["b", "b"])
    with pytest.raises(Invalid, match="'b' is not among the declared labels a"):
        Documents.of([one], labels=["a"])


def test_a_byte_order_mark_and_numbers_as_ids_are_taken() -> None:
    found = read_documents(["\ufeff" + line(id=7), line(id=10)]).documents
    assert [document.id for document in found] == ["10", "7"]
