import doctest
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotator.export.readers import jsonl as reader
from annotator.export.records import ArticleRecord, DatasetHeader
from annotator.export.writers import csv_long
from annotator.export.writers import jsonl as writer

DOCS = Path(__file__).parents[3] / "docs"
REWRITE = (
    "run: python -c 'from annotator.export.writers.jsonl import schema_text; "
    'print(schema_text(), end="")\' > docs/annotator-jsonl-1.schema.json'
)


def block(language: str) -> str:
    page = (DOCS / "export.md").read_text(encoding="utf-8")
    return page.split(f"```{language}\n")[1].split("```")[0]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((DOCS / "annotator-jsonl-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_published_schema_is_what_the_records_give() -> None:
    published = (DOCS / "annotator-jsonl-1.schema.json").read_text(encoding="utf-8")
    assert published == writer.schema_text(), REWRITE


def test_the_documented_jsonl_is_what_the_program_reads_and_writes() -> None:
    example = block("jsonl")
    header, articles = reader.read(example.splitlines())
    assert "".join(writer.write(header, articles)) == example


def test_the_documented_csv_is_the_same_data_set() -> None:
    header, articles = reader.read(block("jsonl").splitlines())
    written = "".join(csv_long.write(header, articles))
    assert written == block("csv").replace("\n", "\r\n")


def test_every_line_of_the_example_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    for line in block("jsonl").splitlines():
        assert list(validator.iter_errors(json.loads(line))) == []


def test_the_header_of_an_empty_data_set_keeps_to_the_schema(
    validator: Draft202012Validator,
    header: DatasetHeader,
    make_article: Callable[..., ArticleRecord],
) -> None:
    for line in writer.write(header, [make_article("One.")]):
        assert list(validator.iter_errors(json.loads(line))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda article: article.pop("text"),
        lambda article: article.update(mood="grim"),
        lambda article: article["sentences"][0].pop("quote"),
        lambda article: article["sentences"][0].update(start=-1),
        lambda article: article["sentences"][0].update(zone="margin"),
        lambda article: article["annotations"][0]["spans"][0].update(rank="second"),
        lambda article: article["decisions"][0].update(label=7),
    ],
)
def test_the_schema_refuses_what_the_format_does_not_allow(
    validator: Draft202012Validator, spoil: Callable[[dict[str, Any]], object]
) -> None:
    article = json.loads(block("jsonl").splitlines()[1])
    spoil(article)
    assert not validator.is_valid(article)


def test_the_documented_readers_run_on_the_documented_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "export.jsonl").write_bytes(block("jsonl").encode())
    (tmp_path / "export.csv").write_bytes(block("csv").replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(DOCS / "export.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 5
    assert result.failed == 0
