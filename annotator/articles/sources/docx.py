"""A Word document to its article: headings, lists, quotations and tables stay paragraphs.

Runs in a process of its own (see page_reader.py).
"""

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from annotator.articles.extracted import Extracted
from annotator.articles.sources.documents import (
    CAPTION,
    HEADLINE,
    ITEM,
    QUOTE,
    ROW,
    SUBHEAD,
    Block,
    article_of,
)
from annotator.errors import Invalid

EXTRACTOR = f"python-docx {version('python-docx')}"
_UNREADABLE = (
    "The file is no Word document that can be read. Open it in Word or LibreOffice, save it as"
    " .docx again, or copy the article's text and paste it."
)
_ROLES = (
    ("Title", HEADLINE),
    ("Heading", SUBHEAD),
    ("List", ITEM),
    ("Quote", QUOTE),
    ("Intense Quote", QUOTE),
    ("Block Text", QUOTE),
    ("Caption", CAPTION),
)
_LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc"))
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_TEXT = qn("w:t")


def read_docx(raw: bytes) -> Extracted:
    """Take the article out of a Word document."""
    try:
        document = docx.Document(io.BytesIO(raw))
        blocks = [block for block in _blocks(document.element.body, document) if block.text]
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Invalid(_UNREADABLE) from error
    if not blocks:
        raise Invalid(
            "The document holds no text. If it holds pictures of text, type it and paste it."
        )
    notes = []
    if any(_of_kind(part.reltype, "footnotes") for part in document.part.rels.values()):
        notes.append("Footnotes are not part of the text and were left out.")
    return article_of(_with_headline(blocks), EXTRACTOR, notes, _margins(document))


def _blocks(element: Any, document: Document) -> Iterator[Block]:
    """The paragraphs and table rows within an element, in their order."""
    for child in element:
        if child.tag == _PARAGRAPH:
            boxes: list[Any] = []
            text = _tidy("".join(_pieces(child, boxes)))
            yield Block(text, _role(child, document))
            for box in boxes:
                yield from _blocks(box, document)
        elif child.tag == _TABLE:
            yield from _rows(child, document)
        elif child.tag not in _LEFT_OUT and child.tag != _FALLBACK:
            yield from _blocks(child, document)


def _rows(table: Any, document: Document) -> Iterator[Block]:
    """Each row as one paragraph, or a table of one column as the paragraphs that it holds."""
    for row in table.iter(_ROW):
        cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
        if len(cells) == 1:
            yield from _blocks(cells[0], document)
        else:
            texts = (" ".join(block.text for block in _blocks(cell, document)) for cell in cells)
            yield Block(" | ".join(" ".join(text.split()) for text in texts if text.strip()), ROW)


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The text of a paragraph as it stands after all tracked changes; boxes in it are set aside."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:txbxContent"):
            boxes.append(child)
        elif child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _pieces(child, boxes)


def _role(element: Any, document: Document) -> str:
    paragraph = Paragraph(element, document)
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    role = next((role for start, role in _ROLES if name.startswith(start)), "")
    properties = element.pPr
    return role or (ITEM if properties is not None and properties.numPr is not None else "")


def _with_headline(blocks: list[Block]) -> list[Block]:
    """One headline: the first title, or else a heading with which the document begins."""
    titles = [index for index, block in enumerate(blocks) if block.role == HEADLINE]
    if not titles and blocks[0].role == SUBHEAD:
        titles = [0]
    return [
        Block(
            b.text, HEADLINE if [index] == titles[:1] else SUBHEAD if b.role == HEADLINE else b.role
        )
        for index, b in enumerate(blocks)
    ]


def _margins(document: Document) -> list[str]:
    """The lines of the page's head and foot."""
    lines = []
    for section in document.sections:
        for margin in (section.header, section.footer):
            if not margin.is_linked_to_previous:
                lines += [_tidy(p.text) for p in margin.paragraphs]
    return [line for line in dict.fromkeys(lines) if line]


def _of_kind(reltype: str, kind: str) -> bool:
    return reltype.rsplit("/", 1)[-1] == kind


def _tidy(text: str) -> str:
    lines = (" ".join(line.split(" ")).strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
