"""Long CSV: one row for each annotator and sentence, with the gold label beside it.

RFC 4180 with CRLF line ends. A cell that a spreadsheet would take for a formula gets a leading
apostrophe, and so does a cell that begins with one: taking one apostrophe off any cell that begins
with it gives the original back.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.export.records import (
    AnnotationRecord,
    ArticleRecord,
    DatasetHeader,
    DecisionRecord,
    PhraseRecord,
)

COLUMNS = (
    "project",
    "article_id",
    "title",
    "outlet",
    "published_on",
    "language",
    "zone",
    "sentence_start",
    "sentence_end",
    "sentence",
    "annotator",
    "label",
    "origin",
    "also",
    "sure",
    "phrases",
)
GOLD_COLUMNS = ("gold_label", "gold_verdict", "gold_reason", "gold_stale")

Place = tuple[int, int]

# Compatibility forms (fullwidth, small, superscript) become these under NFKC; the minus sign
# proper does not, yet some spreadsheets calculate with it.
_FORMULA_STARTS = frozenset("=+-@\N{MINUS SIGN}")
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def write(
    header: DatasetHeader, articles: Iterable[ArticleRecord], *, gold: bool = True
) -> Iterator[str]:
    """The file row by row, each with its line end; one article is held at a time.

    An annotator's row shows the latest submission. With gold, a settled sentence that nobody
    submitted has one row without an annotator.
    """
    rows = csv.writer(_Line(), lineterminator="\r\n")
    yield rows.writerow(COLUMNS + GOLD_COLUMNS if gold else COLUMNS)
    for article in articles:
        for row in _rows(header, article, gold=gold):
            yield rows.writerow([neutralised(str(cell)) for cell in row])


def neutralised(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula."""
    return "'" + cell if _misreadable(cell) else cell


def _misreadable(cell: str) -> bool:
    if not cell or cell[0].isalnum():  # nearly every cell
        return False
    if cell.startswith(("'", "\t", "\r", "\n")):
        return True
    for character in cell:
        if unicodedata.category(character) not in _INVISIBLE:
            return unicodedata.normalize("NFKC", character)[0] in _FORMULA_STARTS
    return False


class _Line:
    """Stands where csv expects a file, and hands each row back instead of storing it."""

    def write(self, row: str) -> str:
        return row


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one annotator's latest submission says of one sentence, as cells."""

    annotator: str = ""
    label: str = ""
    origin: str = ""
    also: str = ""
    sure: str = ""
    phrases: str = ""


def _rows(
    header: DatasetHeader, article: ArticleRecord, *, gold: bool
) -> Iterator[tuple[str | int, ...]]:
    """The article's rows: in the order of the text, and for each sentence of the annotators."""
    answers: dict[Place, list[_Answer]] = {}
    for annotation in article.annotations:
        for place, answer in _answers(annotation):
            answers.setdefault(place, []).append(answer)
    decisions = _main_decisions(article) if gold else {}
    zones = {(sentence.start, sentence.end): sentence.zone for sentence in article.sentences}
    for start, end in sorted(answers.keys() | decisions.keys()):
        for answer in answers.get((start, end), [_Answer()]):
            yield (
                header.slug,
                article.id,
                article.title,
                article.outlet,
                article.published_on,
                article.language,
                zones.get((start, end), ""),
                start,
                end,
                article.text[start:end],
                answer.annotator,
                answer.label,
                answer.origin,
                answer.also,
                answer.sure,
                answer.phrases,
                *(_gold(decisions.get((start, end))) if gold else ()),
            )


def _answers(annotation: AnnotationRecord) -> Iterator[tuple[Place, _Answer]]:
    """The rated sentences of the latest submission; none if the annotator withdrew it."""
    if not annotation.submissions or annotation.state == "withdrawn":
        return
    submission = max(annotation.submissions, key=lambda one: one.number)
    main = {(r.start, r.end): r for r in submission.ratings if r.layer == "main"}
    also: dict[Place, list[str]] = {}
    for rating in submission.ratings:
        if rating.layer == "also":
            also.setdefault((rating.start, rating.end), []).append(rating.label)
    phrases = sorted(
        submission.phrases, key=lambda phrase: (phrase.start, phrase.end, phrase.label)
    )
    for place in main.keys() | also.keys():
        chosen = main.get(place)
        yield (
            place,
            _Answer(
                annotator=annotation.annotator,
                label=chosen.label if chosen else "",
                origin=chosen.origin if chosen else "",
                also=";".join(also.get(place, ())),
                sure=str(chosen.sure) if chosen and chosen.sure else "",
                phrases=_phrases(phrases, place),
            ),
        )


def _phrases(phrases: list[PhraseRecord], place: Place) -> str:
    """The submitted phrases that touch the sentence, such as framing[120:131]."""
    start, end = place
    return ";".join(
        f"{phrase.label}[{phrase.start}:{phrase.end}]"
        for phrase in phrases
        if phrase.start < end and start < phrase.end
    )


def _main_decisions(article: ArticleRecord) -> dict[Place, DecisionRecord]:
    return {(d.start, d.end): d for d in article.decisions if d.layer == "main"}


def _gold(decision: DecisionRecord | None) -> tuple[str, str, str, str]:
    if decision is None:
        return ("", "", "", "")
    stale = "yes" if decision.stale else "no"
    return (decision.label or "", decision.verdict, decision.reason, stale)
