"""The paragraphs of a document to an article: zones by the rules for plain text, then by styles."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.articles.extracted import Extracted
from annotator.articles.sources.whole import as_whole
from annotator.articles.understanding import understand_text
from annotator.articles.zones import Paragraph, Zone


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document, and what its style says that it is: "" for plain text."""

    text: str
    role: str = ""


HEADLINE, SUBHEAD, ITEM, QUOTE, CAPTION, ROW = (
    "headline",
    "subhead",
    "item",
    "quote",
    "caption",
    "row",
)
_REASONS = {
    HEADLINE: "styled as the document's title",
    SUBHEAD: "subhead by the document's styles",
    ITEM: "item of a list in the document",
    QUOTE: "block quotation by the document's styles",
    CAPTION: "caption by the document's styles",
    ROW: "row of a table in the document",
}


def article_of(
    blocks: Sequence[Block], extractor: str, notes: Sequence[str], dropped: Sequence[str]
) -> Extracted:
    """Put the paragraphs together, a blank line between them, and say what each is."""
    starts, pieces, at = [], [], 0
    for block in blocks:
        starts.append(at)
        pieces.append(block.text)
        at += len(block.text) + 2
    understood = as_whole(understand_text("\n\n".join(pieces), None))
    paragraphs, title = understood.paragraphs, understood.title
    titled = [start for start, block in zip(starts, blocks, strict=True) if block.role == HEADLINE]
    if titled:
        title = " ".join(blocks[starts.index(titled[0])].text.split())
        paragraphs = tuple(_around(paragraph, titled[0]) for paragraph in paragraphs)
    roles = [block.role for block in blocks]
    return Extracted(
        title=title,
        outlet=understood.outlet,
        byline=understood.byline,
        published_on=understood.published_on,
        published_precision=understood.published_precision,
        url="",
        language=understood.language,
        text=understood.text,
        paragraphs=tuple(_styled(paragraph, starts, roles) for paragraph in paragraphs),
        dropped=tuple(dropped),
        notes=(*notes, *_still_true(understood.notes, titled)),
        extractor=f"{extractor}, {understood.extractor}",
    )


def _styled(paragraph: Paragraph, starts: Sequence[int], roles: Sequence[str]) -> Paragraph:
    """The paragraph as its style has it; lines that show what they are by themselves stay that."""
    role = roles[bisect_right(starts, paragraph.start) - 1]
    if role == HEADLINE:
        return replace(paragraph, zone=Zone.HEADLINE, reason=_REASONS[role])
    if not role or paragraph.zone is not Zone.BODY:
        return paragraph
    zone = Zone.CAPTION if role == CAPTION else Zone.BODY
    return replace(paragraph, zone=zone, reason=_REASONS[role])


def _around(paragraph: Paragraph, title_at: int) -> Paragraph:
    """A line that looked like the headline before the title was known by its style."""
    if paragraph.zone is not Zone.HEADLINE or paragraph.start == title_at:
        return paragraph
    if paragraph.start < title_at:
        return replace(paragraph, zone=Zone.FURNITURE, reason="stands above the headline")
    return replace(paragraph, zone=Zone.BODY, reason="stands below the headline")


def _still_true(notes: Sequence[str], titled: Sequence[int]) -> tuple[str, ...]:
    return tuple(n for n in notes if not (titled and n.startswith("No line looks like a headline")))
