"""Annotator's own JSON Lines: the one format that loses nothing.

The first line is the data set, each further line one article. Sentences, spans, submitted phrases
and decisions also carry the text they cover as `quote`, so that any reader can check its offsets.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError, to_json

from annotator.errors import Invalid
from annotator.export.records import ArticleRecord, DatasetHeader

DATASET = TypeAdapter(DatasetHeader)
ARTICLE = TypeAdapter(ArticleRecord)

_QUOTED = ("SentenceRecord", "SpanRecord", "PhraseRecord", "DecisionRecord")
# JSON allows these as they are, but many programs end a line at them.
_LINE_ENDS = {character: f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def write(header: DatasetHeader, articles: Iterable[ArticleRecord]) -> Iterator[str]:
    """The file line by line, each with its line end; one article is held at a time."""
    yield _line(dataset_document(header), "the data set's header")
    for article in articles:
        yield _line(article_document(article), f"article {article.id}")


def dataset_document(header: DatasetHeader) -> dict[str, Any]:
    """The first line as a JSON object."""
    return _plain(DATASET, header, "the data set's header")


def article_document(article: ArticleRecord) -> dict[str, Any]:
    """An article's line as a JSON object, quotes added."""
    document = _plain(ARTICLE, article, f"article {article.id}")
    for place in _quoted(document):
        place["quote"] = article.text[place["start"] : place["end"]]
    return document


def schema() -> dict[str, Any]:
    """JSON Schema of one line, as published in docs/annotator-jsonl-1.schema.json."""
    lines: TypeAdapter[DatasetHeader | ArticleRecord] = TypeAdapter(DatasetHeader | ArticleRecord)
    generated = lines.json_schema(mode="serialization")
    for name, definition in generated["$defs"].items():
        if name in _QUOTED:
            definition["properties"]["quote"] = {
                "description": "The article's text from start to end.",
                "title": "Quote",
                "type": "string",
            }
        definition["required"] = list(definition["properties"])
        definition["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of an annotator-jsonl file, version 1",
        "description": "The first line is a DatasetHeader, every further line an ArticleRecord.",
        **generated,
    }


def schema_text() -> str:
    """The JSON Schema as the file in docs/ holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _plain(adapter: TypeAdapter[Any], record: object, where: str) -> dict[str, Any]:
    """A record as dictionaries and lists; a value outside its type is refused, not written."""
    try:
        document: dict[str, Any] = adapter.dump_python(record, mode="json", warnings="error")
    except PydanticSerializationError as error:
        raise Invalid(f"The export stopped at {where}: {error}") from error
    return document


def _quoted(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts of an article's object that carry a quote."""
    yield from document["sentences"]
    yield from document["decisions"]
    for annotation in document["annotations"]:
        yield from annotation["spans"]
        for submission in annotation["submissions"]:
            yield from submission["phrases"]


def _line(document: dict[str, Any], where: str) -> str:
    try:
        line = to_json(document).decode()
    except PydanticSerializationError as error:
        raise Invalid(
            f"The export stopped at {where}, which holds half of a surrogate pair: that is not "
            "a character and UTF-8 cannot carry it."
        ) from error
    for character, escape in _LINE_ENDS.items():
        line = line.replace(character, escape)
    return line + "\n"
