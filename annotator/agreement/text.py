"""A report as lines of plain text, for a terminal."""

from collections.abc import Iterator

from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.intervals import HALF_WIDTH
from annotator.agreement.receipt import Verification
from annotator.agreement.report import AgreementReport
from annotator.agreement.set_report import SetReport

WIDE = 44


def as_text(report: AgreementReport) -> str:
    """Every measure with its interval and n, one a line; undefined ones say why."""
    return "\n".join(_lines(report))


def sets_as_text(report: SetReport) -> str:
    """The same for sets of labels."""
    return "\n".join(_set_lines(report))


def verified_as_text(found: Verification) -> str:
    """Whether a receipt holds, and what differs if it does not."""
    if found.holds:
        return f"The receipt holds: all {found.figures} figures come out the same."
    lines = ["The receipt does not hold."]
    if not found.is_matrix_whole:
        lines.append("Its matrix is not the one that its checksum was taken of.")
    if found.differing:
        lines.append(f"{len(found.differing)} of {found.figures} figures come out otherwise:")
        lines += [f"  {path}" for path in found.differing]
    lines.append(f"It was written by Annotator {found.version} with numpy {found.numpy}.")
    return "\n".join(lines)


def _lines(report: AgreementReport) -> Iterator[str]:
    yield from _head(report)
    for measure in (report.alpha, report.percent, *report.further):
        yield _line(measure.name, measure)
    if report.pairs:
        yield "\nCohen's kappa of each pair"
    for pair in report.pairs:
        yield _line(" and ".join(pair.annotators), pair.kappa)
    yield "\nAlpha of each label against the rest, and how often it was given"
    for label in report.labels:
        yield _line(f"{label.label} ({label.count})", label.alpha)
        yield _line("  positive agreement", label.positive)
    yield from _foot(report)
    yield from _outlook(report)
    yield from _notes(report)


def _set_lines(report: SetReport) -> Iterator[str]:
    yield from _head(report)
    for measure in (report.jaccard, report.masi):
        yield _line(measure.name, measure)
    if report.pairs:
        yield "\nEach pair, Jaccard distance"
    for pair in report.pairs:
        yield _line(" and ".join(pair.annotators), pair.jaccard)
    yield "\nAlpha of each label, in the set or not, and in how many sets it is"
    for label in report.labels:
        yield _line(f"{label.label} ({label.count})", label.alpha)
    yield from _foot(report)
    if report.jaccard.interval_note:
        yield report.jaccard.interval_note


def _head(report: AgreementReport | SetReport) -> Iterator[str]:
    people = len(report.annotators)
    within = f", {report.articles} articles" if report.has_articles else ""
    yield f"{people} annotators{within}, {report.units} units, {report.ratings} labels"
    yield f"{report.paired_units} units have two labels or more"
    yield ""
    yield f"{'':{WIDE}}  value  95 % interval      n"


def _foot(report: AgreementReport | SetReport) -> Iterator[str]:
    yield ""
    drawn = "articles" if report.has_articles else "units"
    yield f"Intervals: {report.resamples} resamples of {drawn}, seed {report.seed}."


def _outlook(report: AgreementReport) -> Iterator[str]:
    """How probable alpha below the conventional bars is, and what would narrow its interval."""
    if report.alpha_below:
        shares = (
            f"P(alpha < {one.threshold}) = {one.probability:.2f}" for one in report.alpha_below
        )
        yield f"{', '.join(shares)}; the bars are conventions."
    if report.more_articles:
        drawn = "articles" if report.has_articles else "units"
        yield (
            f"About {report.more_articles} more {drawn} labelled by two would bring alpha's "
            f"interval to ±{HALF_WIDTH}."
        )


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
