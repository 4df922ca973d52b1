"""Agreement from and to plain files: long CSV rows in, a report as JSON values out."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.coefficients.sets import SEPARATOR, members, set_label
from annotator.agreement.ratings import Ratings, Row
from annotator.agreement.report import AgreementReport, LabelAgreement, PairAgreement
from annotator.agreement.set_report import SetReport
from annotator.errors import Invalid

REQUIRED = ("unit", "annotator", "label")
OPTIONAL = ("article",)


def read_ratings(
    lines: Iterable[str], labels: Sequence[str] | None = None, *, sets: bool = False
) -> Ratings:
    """Read `unit,annotator,label[,article]`, one rating a line; a missing line is a gap.

    The first line names the columns, in any order. Spaces around a cell do not count.

    >>> lines = ["unit,annotator,label", "s1,ada,loaded;doubt", "s1,ben,"]
    >>> read_ratings(lines, sets=True).labels
    ('', 'doubt;loaded')

    Args:
        lines: the lines of a CSV file.
        labels: the declared label set; without it, the labels that occur.
        sets: whether a label may be several with semicolons between them, or none: the empty set.

    Raises:
        Invalid: a line cannot be used; the message names it.
    """
    rows = _rows(lines, labels, sets=sets)
    return Ratings.from_rows(rows, labels=None if sets else labels)


def as_json(report: AgreementReport) -> dict[str, Any]:
    """The report as the values that `annotator agreement --format json` prints."""
    measures = {
        "krippendorff_alpha": report.alpha,
        "percent_agreement": report.percent,
        "fleiss_kappa": report.fleiss_kappa,
        "scott_pi": report.scott_pi,
        "gwet_ac1": report.gwet_ac1,
        "brennan_prediger": report.brennan_prediger,
    }
    return {
        "measures": {name: measure_as_json(measure) for name, measure in measures.items()},
        "pairs": [_pair(pair) for pair in report.pairs],
        "labels": {label.label: _label(label) for label in report.labels},
    }


def sets_as_json(report: SetReport) -> dict[str, Any]:
    """The report as the values that `annotator agreement --sets --format json` prints."""
    return {
        "measures": {
            "alpha_jaccard": measure_as_json(report.jaccard),
            "alpha_masi": measure_as_json(report.masi),
        },
        "pairs": [
            {
                "annotators": list(pair.annotators),
                "alpha_jaccard": measure_as_json(pair.jaccard),
                "alpha_masi": measure_as_json(pair.masi),
                "units": pair.units,
            }
            for pair in report.pairs
        ],
        "labels": {
            one.label: {"alpha": measure_as_json(one.alpha), "count": one.count}
            for one in report.labels
        },
    }


def measure_as_json(coefficient: Coefficient) -> dict[str, Any]:
    """One measure as plain values."""
    interval = coefficient.interval
    return {
        "value": coefficient.value,
        "reason": coefficient.reason,
        "units": coefficient.units,
        "paired_units": coefficient.paired_units,
        "interval": [interval.low, interval.high] if interval else None,
    }


def _pair(pair: PairAgreement) -> dict[str, Any]:
    return {
        "annotators": list(pair.annotators),
        "cohen_kappa": measure_as_json(pair.kappa),
        "percent_agreement": measure_as_json(pair.percent),
        "units": pair.units,
    }


def _label(label: LabelAgreement) -> dict[str, Any]:
    return {"alpha": measure_as_json(label.alpha), "count": label.count}


def _rows(lines: Iterable[str], labels: Sequence[str] | None, *, sets: bool) -> Iterator[Row]:
    """Each line as a row, checked against the lines before it."""
    numbered = _cells(lines)
    _, header = next(numbered, (1, []))
    columns = _columns(header)
    seen: dict[tuple[str, str], int] = {}
    home: dict[str, str | None] = {}
    for number, cells in numbered:
        unit, annotator, label, article = _row(number, columns, cells, sets=sets)
        if sets:
            label = _set(number, label)
        if labels is not None:
            _refuse_undeclared(number, members(label) if sets else {label}, labels)
        before = seen.setdefault((unit, annotator), number)
        if before != number:
            raise Invalid(
                f"Line {number}: annotator '{annotator}' already labelled unit '{unit}' "
                f"on line {before}; keep one of the two."
            )
        if home.setdefault(unit, article) != article:
            raise Invalid(
                f"Line {number}: unit '{unit}' is in article '{article}' here and in article "
                f"'{home[unit]}' before; give each unit one article."
            )
        yield unit, annotator, label, article


def _cells(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The line number and the cells of each line that is not blank."""
    reader = csv.reader(lines, strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, [cell.strip(" \t\ufeff") for cell in cells]
    except csv.Error as error:
        raise Invalid(f"Line {reader.line_num}: this is not CSV ({error}).") from error


def _columns(header: Sequence[str]) -> list[str]:
    """The column names, if they are the ones this format knows."""
    for name in header:
        if name not in REQUIRED + OPTIONAL:
            raise Invalid(
                f"Line 1: unknown column '{name}'; the columns are unit, annotator, label "
                "and, if you like, article."
            )
        if header.count(name) > 1:
            raise Invalid(f"Line 1: column '{name}' stands there twice; name each column once.")
    for name in REQUIRED:
        if name not in header:
            raise Invalid(
                f"Line 1: column '{name}' is missing; unit, annotator and label are needed."
            )
    return list(header)


def _set(number: int, cell: str) -> str:
    """The labels of a cell as one text for their set."""
    names = [name.strip() for name in cell.split(SEPARATOR)] if cell else []
    if not all(names):
        raise Invalid(
            f"Line {number}: there is an empty label in '{cell}'; put single semicolons between "
            "the labels, and none after the last."
        )
    return set_label(names)


def _refuse_undeclared(number: int, used: Iterable[str], labels: Sequence[str]) -> None:
    unknown = sorted(set(used).difference(labels))
    if unknown:
        raise Invalid(
            f"Line {number}: label '{unknown[0]}' is not among the declared labels "
            f"{', '.join(labels)}."
        )


def _row(
    number: int, columns: Sequence[str], cells: Sequence[str], *, sets: bool
) -> tuple[str, str, str, str | None]:
    """One line by its column names, with nothing empty; among sets, the label may be."""
    if len(cells) != len(columns):
        raise Invalid(
            f"Line {number}: {len(cells)} cells where the first line names {len(columns)} columns."
        )
    named = dict(zip(columns, cells, strict=True))
    for name, cell in named.items():
        if not cell and not (sets and name == "label"):
            raise Invalid(
                f"Line {number}: the {name} is empty; fill it in, or leave the line out if the "
                "annotator did not label the unit."
            )
    return named["unit"], named["annotator"], named["label"], named.get("article")
