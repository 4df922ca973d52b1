"""What every export format is made from: one data set header, then one article after the other.

A query fills these records, a writer reads them; each article is complete in itself, so that a
stream of articles needs the memory of one. The strings below the fields are their documentation
here and in the JSON Schema.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

Offset = Annotated[int, Field(ge=0)]
Counting = Annotated[int, Field(ge=1)]
Sureness = Annotated[int, Field(ge=1, le=3)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Moment = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|\+00:00)$"),
]
Zone = Literal["headline", "deck", "byline", "body", "caption", "credit", "furniture"]
Layer = Literal["main", "also"]
RatingOrigin = Literal["explicit", "implied", "carried", "carried implied", "part"]


class _Record:
    """What all records share: types are taken as they are, nothing is converted on reading."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(strict=True, use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRecord(_Record):
    """One label of the scheme, retired ones included while anything cites them."""

    number: Counting
    """Small number, stable within the project."""
    key: str
    """The name by which all other records cite the label; unique in the file."""
    name: str
    description: str
    is_none: bool
    """True for the label that says: seen, nothing here."""
    for_sentences: bool
    for_phrases: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgedRecord(_Record):
    """What was withdrawn from the project and is therefore missing here; 0 where nothing was."""

    articles: Offset = 0
    """Articles whose text was withdrawn, with everything that was said of them."""
    people: Offset = 0
    """People who withdrew, with everything that they labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetHeader(_Record):
    """The data set: where it comes from, how offsets count, and its label scheme."""

    type: Literal["dataset"] = "dataset"
    format: Literal["annotator-jsonl"] = "annotator-jsonl"
    format_version: Literal[1] = 1
    offsets: Literal["Unicode code points, end exclusive"] = "Unicode code points, end exclusive"
    """The unit of every start and end, counted from 0 in the article's text."""
    project: str
    """The project's name as people read it."""
    slug: str
    """The project's name as addresses and file names carry it."""
    exported_at: Moment
    """When the export was made, ISO 8601, UTC."""
    software_version: str
    languages: tuple[str, ...]
    """Language codes of the project."""
    codebook_version: int
    """The codebook version in force at the time of the export."""
    purged: PurgedRecord = PurgedRecord()
    labels: tuple[LabelRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRecord(_Record):
    """A run of sentences and the part of the article it belongs to."""

    start: Offset
    end: Offset
    zone: Zone
    reason: str
    """Why the import chose the zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRecord(_Record):
    """One unit of labelling, named by its article and its offsets, never by its position."""

    start: Offset
    end: Offset
    zone: Zone
    reason: str
    """Why the splitter ended the sentence here."""
    quote_open: bool
    """Whether a quotation is still open where the sentence starts."""
    eligible: bool
    """Whether annotators are asked to label the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRecord(_Record):
    """One label by one annotator as it stands now, on a sentence or on a phrase."""

    kind: Literal["sentence", "phrase"]
    rank: Layer
    label: str
    start: Offset
    end: Offset
    sure: Sureness | None
    """How sure the annotator was, 1 (unsure) to 3; null where nothing was said."""
    note: str
    codebook_version: int
    revision: int
    created_at: Moment
    updated_at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord(_Record):
    """What a submission says of one sentence in one layer."""

    start: Offset
    end: Offset
    layer: Layer
    label: str
    origin: RatingOrigin
    """Implied: the annotator left the sentence unlabelled and submitted it as none. Carried,
    carried implied: given to the sentences that stood there before a lead merged them or moved
    their edge. Part: given to a longer sentence of which this is a part; nobody has answered for
    the part alone, so agreement leaves it out."""
    sure: Sureness | None
    """How sure the annotator was, 1 (unsure) to 3; null where nothing was said."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRecord(_Record):
    """A phrase as it was submitted."""

    start: Offset
    end: Offset
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecord(_Record):
    """What one annotator said of the article at one moment; never changed afterwards."""

    number: Counting
    """1 for the first; an article that was reopened has further ones."""
    submitted_at: Moment
    codebook_version: int
    ratings: tuple[RatingRecord, ...]
    """Of the sentences as they stand. A sentence that a lead merged of differently labelled ones
    has none until the annotator submits again."""
    replaced: tuple[RatingRecord, ...]
    """What was submitted of sentences that a lead has repaired since, to the letter. Not to be
    counted beside the others."""
    phrases: tuple[PhraseRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationRecord(_Record):
    """One annotator's copy of the article: the labels as they stand, and all submissions."""

    annotator: str
    """A pseudonym such as A1."""
    state: Literal["open", "submitted", "skipped", "withdrawn"]
    spans: tuple[SpanRecord, ...]
    submissions: tuple[SubmissionRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRecord(_Record):
    """One submitted rating that a decision rested on."""

    annotator: str
    submission: Counting
    """The submission's number."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord(_Record):
    """How a lead settled one sentence in one layer: the gold layer, beside the labels."""

    start: Offset
    end: Offset
    layer: Layer
    verdict: Literal["settled", "both_defensible", "excluded"]
    label: str | None
    """The gold label; null where the verdict names none."""
    reason: str
    clause: str
    """The clause of the codebook it rests on, or empty."""
    decided_at: Moment
    stale: bool
    """Whether what it rested on has changed since."""
    basis: tuple[BasisRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord(_Record):
    """One article with everything that was said of it."""

    type: Literal["article"] = "article"
    id: str
    """Public id, a UUID."""
    external_id: str
    """The id that the article came with, or empty."""
    title: str
    outlet: str
    byline: str
    url: str
    published_on: str
    """ISO 8601 as far as it is known, or empty."""
    published_precision: str
    """How far published_on is to be trusted, such as day; empty without a date."""
    language: str
    text_licence: str
    text_sha256: Sha256
    """Of the text in UTF-8."""
    raw_sha256: str
    """Of the bytes that were imported, or empty."""
    extractor: str
    """What took the imported bytes apart, with its version."""
    splitter: str
    """What split the sentences, with its version."""
    text: str
    """The text to the character; every offset counts in it."""
    paragraphs: tuple[ParagraphRecord, ...]
    sentences: tuple[SentenceRecord, ...]
    annotations: tuple[AnnotationRecord, ...]
    decisions: tuple[DecisionRecord, ...]
