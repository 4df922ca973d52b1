import hashlib
from collections.abc import Callable

import pytest

from annotator.export.records import (
    AnnotationRecord,
    ArticleRecord,
    DatasetHeader,
    LabelRecord,
    RatingRecord,
    SentenceRecord,
    SubmissionRecord,
)

MOMENT = "2026-03-01T10:00:00Z"

MakeArticle = Callable[..., ArticleRecord]
MakeAnnotation = Callable[..., AnnotationRecord]
MakeRating = Callable[..., RatingRecord]


@pytest.fixture
def header() -> DatasetHeader:
    return DatasetHeader(
        project="Mill closures",
        slug="mill-closures",
        exported_at=MOMENT,
        software_version="0.1.0",
        languages=("en",),
        codebook_version=1,
        labels=tuple(
            LabelRecord(
                number=number,
                key=key,
                name=key.capitalize(),
                description="",
                is_none=key == "none",
                for_sentences=True,
                for_phrases=key != "none",
            )
            for number, key in enumerate(("claim", "framing", "none"), start=1)
        ),
    )


@pytest.fixture
def make_article() -> MakeArticle:
    def make(*sentences: str, **fields: object) -> ArticleRecord:
        text = " ".join(sentences)
        starts = [sum(len(one) + 1 for one in sentences[:n]) for n in range(len(sentences))]
        given: dict[str, object] = {
            "id": "0195c1a0-7d1e-7c3b-9a57-3f6d2b8e4c10",
            "external_id": "",
            "title": "Mill closes",
            "outlet": "Northern Courier",
            "byline": "Per Hale",
            "url": "",
            "published_on": "2026-02-24",
            "published_precision": "day",
            "language": "en",
            "text_licence": "",
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "raw_sha256": "",
            "extractor": "",
            "splitter": "",
            "text": text,
            "paragraphs": (),
            "sentences": tuple(
                SentenceRecord(
                    start=start,
                    end=start + len(sentence),
                    zone="body",
                    reason="",
                    quote_open=False,
                    eligible=True,
                )
                for start, sentence in zip(starts, sentences, strict=True)
            ),
            "annotations": (),
            "decisions": (),
        }
        return ArticleRecord(**{**given, **fields})  # type: ignore[arg-type]  # tests choose fields

    return make


@pytest.fixture
def make_rating() -> MakeRating:
    def make(start: int, end: int, label: str, layer: str = "main") -> RatingRecord:
        return RatingRecord(
            start=start,
            end=end,
            label=label,
            layer="also" if layer == "also" else "main",
            origin="implied" if label == "none" else "explicit",
            sure=None,
            note="",
        )

    return make


@pytest.fixture
def make_annotation() -> MakeAnnotation:
    """Each tuple of ratings is one submission, oldest first."""

    def make(
        annotator: str, *submissions: tuple[RatingRecord, ...], **fields: object
    ) -> AnnotationRecord:
        given: dict[str, object] = {
            "annotator": annotator,
            "state": "submitted",
            "spans": (),
            "submissions": tuple(
                SubmissionRecord(
                    number=number,
                    submitted_at=MOMENT,
                    codebook_version=1,
                    ratings=ratings,
                    replaced=(),
                    phrases=(),
                )
                for number, ratings in enumerate(submissions, start=1)
            ),
        }
        return AnnotationRecord(**{**given, **fields})  # type: ignore[arg-type]  # as above

    return make
