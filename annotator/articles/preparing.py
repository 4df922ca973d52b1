"""An understood article made ready to be stored: hashes, paragraphs and their sentences."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.articles import splitting
from annotator.articles.details import Details
from annotator.articles.splitting import Sentence, split_sentences
from annotator.articles.understanding import Understood
from annotator.articles.zones import Paragraph


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article, with the sentences of each of its paragraphs (offsets into the whole text)."""

    details: Details
    text: str
    text_sha256: str
    raw_sha256: str
    extractor: str
    splitter: str
    paragraphs: tuple[tuple[Paragraph, tuple[Sentence, ...]], ...]
    report: dict[str, Any]


def prepare(understood: Understood, raw: bytes) -> Prepared:
    """Split the sentences and work out the hashes; slow work that holds no lock."""
    details = Details(
        title=understood.title or "Untitled",
        outlet=understood.outlet,
        byline=understood.byline,
        url=understood.url,
        published_on=_published(understood),
        language=understood.language,
        text_licence=understood.text_licence,
    )
    return Prepared(
        details=details,
        text=understood.text,
        text_sha256=hashlib.sha256(understood.text.encode()).hexdigest(),
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        extractor=understood.extractor,
        splitter=splitting.VERSION,
        paragraphs=tuple(
            zip(
                understood.paragraphs,
                sentences_by_paragraph(understood.text, understood.paragraphs, understood.language),
                strict=True,
            )
        ),
        report=_report(understood),
    )


def _report(understood: Understood) -> dict[str, Any]:
    """What explains later how the text came to be, beside extractor and splitter."""
    told = {
        "encoding": understood.encoding,
        "published": understood.published_as,
    }
    return {
        "notes": list(understood.notes),
        "dropped": list(understood.dropped),
        **{name: value for name, value in told.items() if value},
    }


def sentences_by_paragraph(
    text: str, paragraphs: Sequence[Paragraph], language: str
) -> list[tuple[Sentence, ...]]:
    """The sentences of each paragraph, counted from the beginning of the text.

    The text is split as a whole, because a quotation can run on over paragraphs. A sentence that
    reaches over the end of a paragraph (a credit behind a caption) is cut there.
    """
    found = split_sentences(text, language)
    ends = [sentence.end for sentence in found]
    divided = []
    for paragraph in paragraphs:
        pieces = []
        for sentence in found[bisect_right(ends, paragraph.start) :]:
            if sentence.start >= paragraph.end:
                break
            piece = _within(text, sentence, paragraph)
            if piece:
                pieces.append(piece)
        divided.append(tuple(pieces))
    return divided


def _within(text: str, sentence: Sentence, paragraph: Paragraph) -> Sentence | None:
    start, end = max(sentence.start, paragraph.start), min(sentence.end, paragraph.end)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return replace(sentence, start=start, end=end) if start < end else None


def _published(understood: Understood) -> str:
    if understood.published_on is None:
        return ""
    length = {"year": 4, "month": 7}.get(understood.published_precision, 10)
    return understood.published_on.isoformat()[:length]
