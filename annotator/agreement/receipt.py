"""A receipt: one file with the coded matrix, the parameters and the figures that came of them.

Whoever has the file can work the figures out again, offline, and see the same digits. It is JSON:

    receipt       the version of this form, 1
    version       of Annotator; `numpy`: that of numpy, which draws the random numbers
    kind          "labels", or "sets" where a label is a set written with semicolons
    about         whatever else was decided: project, filter, codebook version
    parameters    seed, resamples, declared labels
    matrix        units (with their articles, if known) × annotators; a cell is a position in
                  `codes`, or null for a gap
    sha256        of the matrix, so that a paper can name the very data
    figures       every value and interval, to ten decimals
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annotator import __version__
from annotator.agreement.ratings import Id, Ratings, Row
from annotator.agreement.report import AgreementReport, report
from annotator.agreement.set_report import set_report
from annotator.agreement.table import as_json, measure_as_json, sets_as_json
from annotator.errors import Invalid

FORM = 1
DECIMALS = 10
SAME = 1e-9
MOST_RESAMPLES = 100_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Matrix(_Strict):
    """The coded matrix."""

    annotators: list[str]
    codes: list[str]
    units: list[Id]
    articles: list[Id] | None
    rows: list[list[int | None]]


class Parameters(_Strict):
    """What the figures depend on beside the matrix."""

    seed: Annotated[int, Field(ge=0)]
    resamples: Annotated[int, Field(ge=1, le=MOST_RESAMPLES)]
    labels: list[str] | None


class Receipt(_Strict):
    """What the file holds."""

    receipt: int
    version: str
    numpy: str
    kind: Literal["labels", "sets"]
    about: dict[str, str]
    parameters: Parameters
    matrix: Matrix
    sha256: str
    figures: dict[str, Any]


@dataclass(frozen=True)
class Verification:
    """What working a receipt out again came to."""

    figures: int
    """How many numbers and reasons were compared."""
    differing: tuple[str, ...]
    """Where the new ones differ, as `measures.krippendorff_alpha.value`."""
    is_matrix_whole: bool
    """Whether the matrix has the checksum that the receipt names."""
    version: str
    numpy: str

    @property
    def holds(self) -> bool:
        """Whether everything is the same."""
        return self.is_matrix_whole and not self.differing


def write_receipt(
    ratings: Ratings,
    seed: int,
    resamples: int,
    *,
    sets: bool = False,
    labels: tuple[str, ...] | None = None,
    about: Mapping[str, str] | None = None,
) -> str:
    """The receipt of the figures of these ratings, as the text of a file.

    >>> labels = ["claim", "none", "none", "claim", "claim"] * 12
    >>> rows = [(at, who, label, at // 4) for at, label in enumerate(labels) for who in "ab"]
    >>> text = write_receipt(Ratings.from_rows(rows), seed=1, resamples=100)
    >>> verify_receipt(text).holds
    True
    >>> verify_receipt(text.replace('"value": 1.0', '"value": 0.9')).differing[0]
    'measures.krippendorff_alpha.value'

    Args:
        ratings: long rows; units counted by patterns have none.
        seed: what the resamples are drawn with.
        resamples: how many of them.
        sets: whether the labels are sets.
        labels: the labels that could be in a set, if they were declared.
        about: whatever else a reader should know, in words.

    Raises:
        Invalid: the ratings are counts of patterns.
    """
    matrix = _matrix(ratings)
    declared = labels if sets else ratings.labels
    parameters = Parameters(
        seed=seed, resamples=resamples, labels=None if declared is None else list(declared)
    )
    made = Receipt(
        receipt=FORM,
        version=__version__,
        numpy=np.__version__,
        kind="sets" if sets else "labels",
        about=dict(about or {}),
        parameters=parameters,
        matrix=matrix,
        sha256=_checksum(matrix),
        figures=_figures(ratings, parameters, sets=sets),
    )
    return json.dumps(made.model_dump(), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def verify_receipt(text: str) -> Verification:
    """Work the figures of a receipt out again and compare.

    Raises:
        Invalid: the text is no receipt.
    """
    found = read_receipt(text)
    again = _figures(receipt_ratings(found), found.parameters, sets=found.kind == "sets")
    before, after = dict(_leaves(found.figures)), dict(_leaves(again))
    differing = [
        path
        for path in dict.fromkeys([*before, *after])
        if path not in before or path not in after or not _same(before[path], after[path])
    ]
    return Verification(
        figures=len(after),
        differing=tuple(differing),
        is_matrix_whole=_checksum(found.matrix) == found.sha256,
        version=found.version,
        numpy=found.numpy,
    )


def read_receipt(text: str) -> Receipt:
    """The receipt that a file holds.

    Raises:
        Invalid: it is none, and where it goes wrong.
    """
    try:
        found = Receipt.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise Invalid(f"This is no receipt: {where}: {first['msg']}.") from error
    if found.receipt != FORM:
        raise Invalid(
            f"This receipt has form {found.receipt}; this version of Annotator reads form {FORM}."
        )
    return found


def receipt_ratings(receipt: Receipt) -> Ratings:
    """The ratings that a receipt holds.

    Raises:
        Invalid: the matrix does not fit together.
    """
    matrix = receipt.matrix
    labels = receipt.parameters.labels if receipt.kind == "labels" else None
    return Ratings.from_rows(_rows(matrix), labels=labels, annotators=matrix.annotators)


def _matrix(ratings: Ratings) -> Matrix:
    at = {unit: position for position, unit in enumerate(ratings.units)}
    column = {name: position for position, name in enumerate(ratings.annotators)}
    codes = {label: position for position, label in enumerate(ratings.labels)}
    rows: list[list[int | None]] = [[None] * len(column) for _ in at]
    for unit, annotator, label, _ in ratings.rows():
        rows[at[unit]][column[annotator]] = codes[label]
    homes = [ratings.articles[home] for home in ratings.article_of]
    return Matrix(
        annotators=list(ratings.annotators),
        codes=list(ratings.labels),
        units=list(ratings.units),
        articles=homes if ratings.has_articles else None,
        rows=rows,
    )


def _rows(matrix: Matrix) -> Iterator[Row]:
    """The matrix as long rows."""
    homes: Sequence[Id | None] = matrix.articles or [None] * len(matrix.units)
    if not len(homes) == len(matrix.units) == len(matrix.rows):
        raise Invalid("This receipt's matrix has not as many rows as it has units and articles.")
    for unit, home, cells in zip(matrix.units, homes, matrix.rows, strict=True):
        if len(cells) != len(matrix.annotators):
            raise Invalid(f"This receipt's row of unit '{unit}' has not one cell an annotator.")
        for annotator, code in zip(matrix.annotators, cells, strict=True):
            if code is None:
                continue
            if not 0 <= code < len(matrix.codes):
                raise Invalid(f"This receipt's row of unit '{unit}' has the unknown code {code}.")
            yield unit, annotator, matrix.codes[code], home


def _figures(ratings: Ratings, parameters: Parameters, *, sets: bool) -> dict[str, Any]:
    """Every figure, rounded so that two machines write the same digits."""
    seed, resamples = parameters.seed, parameters.resamples
    if sets:
        labels = None if parameters.labels is None else tuple(parameters.labels)
        found = sets_as_json(set_report(ratings, seed, resamples, labels))
    else:
        found = _more(report(ratings, seed, resamples))
    return {name: _rounded(part) for name, part in found.items()}


def _more(found: AgreementReport) -> dict[str, Any]:
    """The figures of the command line, and those it leaves out."""
    return {
        **as_json(found),
        "positive_agreement": {one.label: measure_as_json(one.positive) for one in found.labels},
        "alpha_below": {str(one.threshold): one.probability for one in found.alpha_below},
        "more_articles": found.more_articles,
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return value


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every number and text of nested values with the path that leads to it."""
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            yield from _leaves(part, f"{path}.{name}" if path else str(name))
    else:
        yield path, value


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= SAME
    return bool(one == other)


def _checksum(matrix: Matrix) -> str:
    text = json.dumps(matrix.model_dump(), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
