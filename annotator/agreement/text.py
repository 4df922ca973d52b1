"""A report as lines of plain text, for a terminal."""

from collections.abc import Iterator

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.report import AgreementReport

WIDE = 44


def as_text(report: AgreementReport) -> str:
    """Every measure with its interval and n, one a line; undefined ones say why."""
    return "\n".join(_lines(report))


def _lines(report: AgreementReport) -> Iterator[str]:
    people = len(report.annotators)
    within = f", {report.articles} articles" if report.has_articles else ""
    yield f"{people} annotators{within}, {report.units} units, {report.ratings} labels"
    yield f"{report.paired_units} units have two labels or more"
    yield ""
    yield f"{'':{WIDE}}  value  95 % interval      n"
    for measure in (report.alpha, report.percent, *report.further):
        yield _line(measure.name, measure)
    if report.pairs:
        yield "\nCohen's kappa of each pair"
    for pair in report.pairs:
        yield _line(" and ".join(pair.annotators), pair.kappa)
    yield "\nAlpha of each label against the rest, and how often it was given"
    for label in report.labels:
        yield _line(f"{label.label} ({label.count})", label.alpha)
    yield ""
    drawn = "articles" if report.has_articles else "units"
    yield f"Intervals: {report.resamples} resamples of {drawn}, seed {report.seed}."
    yield from _notes(report)


def _line(name: str, measure: Coefficient) -> str:
    if measure.value is None:
        return f"{name:{WIDE}}  {measure.reason}"
    interval = measure.interval
    shown = f"{interval.low:.3f} to {interval.high:.3f}" if interval else "none"
    return f"{name:{WIDE}}  {measure.value:>6.3f}  {shown:<16}  {measure.paired_units}"


def _notes(report: AgreementReport) -> Iterator[str]:
    """What the intervals ask to be told, the notes of pairs under the pair's name."""
    if report.alpha.interval_note:
        yield report.alpha.interval_note
    for pair in report.pairs:
        if pair.kappa.value is not None and not pair.kappa.interval:
            yield f"{' and '.join(pair.annotators)}: {pair.kappa.interval_note}"
