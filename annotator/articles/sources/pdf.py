"""A PDF to its article. Runs in a process of its own (see page_reader.py)."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pdfminer
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTAnno, LTChar, LTFigure, LTImage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from annotator.articles.extracted import Extracted
from annotator.articles.sources.documents import Block, article_of
from annotator.articles.sources.pdf_lines import PrintedLine, unwrap
from annotator.errors import Invalid, TooLarge

EXTRACTOR = f"pdfminer.six {pdfminer.__version__}"
MAX_PAGES = 200
_COPY = "Open it, copy the article's text and paste it."
_MOST_UNKNOWN = 0.02
_LEAST_LETTERS = 20
_UNKNOWN = "(cid:"


def read_pdf(raw: bytes) -> Extracted:
    """Take the article out of a PDF; one without text is refused."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    lines: list[PrintedLine] = []
    pictures = pages = 0
    try:
        for page in extract_pages(io.BytesIO(raw)):
            pages += 1
            if pages > MAX_PAGES:
                raise TooLarge(
                    f"The PDF has more than {MAX_PAGES} pages. Save the article's pages alone as a"
                    f" PDF. Or: {_COPY}"
                )
            lines += _lines(page, pages)
            pictures += any(isinstance(part, LTFigure | LTImage) for part in page)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Invalid(f"The PDF is locked with a password. {_COPY}") from error
    except (PDFException, PSException, ValueError, KeyError, TypeError, IndexError) as error:
        raise Invalid(f"The PDF is damaged and cannot be read. {_COPY}") from error
    _refuse_without_text(lines, pages, pictures)
    found = unwrap(lines)
    notes = [f"The PDF has {pages} page{'s' if pages > 1 else ''}; lines were put together."]
    if found.joined:
        notes.append(
            f"{found.joined} words that a hyphen parted at the end of a line were put together."
        )
    return article_of([Block(text) for text in found.paragraphs], EXTRACTOR, notes, found.margins)


def _refuse_without_text(lines: list[PrintedLine], pages: int, pictures: int) -> None:
    text = "".join(line.text for line in lines)
    if sum(letter.isalpha() for letter in text) < _LEAST_LETTERS:
        if pictures or not text:
            raise Invalid(
                f"The PDF holds no text, only pictures of its {pages} page(s), as scans do. Have"
                " its text recognised first (OCR), for example with ocrmypdf, and import that."
            )
        raise Invalid(f"The PDF holds next to no text. {_COPY}")
    if text.count(_UNKNOWN) > len(text) * _MOST_UNKNOWN:
        raise Invalid(
            f"The PDF does not say which letters its signs stand for. {_COPY} If that gives"
            " nonsense too, have its text recognised first (OCR)."
        )


def _lines(page: Any, number: int) -> Iterator[PrintedLine]:
    """The lines of a page in reading order."""
    for box_number, box in enumerate(part for part in page if isinstance(part, LTTextBox)):
        for line in box:
            if isinstance(line, LTTextLine):
                text = " ".join(_text(line).split())
                if text:
                    sizes = [sign.size for sign in line if isinstance(sign, LTChar)]
                    yield PrintedLine(
                        text=text,
                        left=line.x0,
                        right=line.x1,
                        top=page.height - line.y1,
                        size=max(sizes, default=line.height),
                        page=number,
                        page_height=page.height,
                        box=box_number,
                        first_word=_first_word(line),
                    )


def _first_word(line: LTTextLine) -> float:
    """How wide the first word is."""
    right = line.x0
    for sign in line:
        if isinstance(sign, LTChar):
            if right > line.x0 and sign.get_text().isspace():
                break
            right = max(right, sign.x1)
        elif right > line.x0:
            break
    return float(right - line.x0)


def _text(line: LTTextLine) -> str:
    return "".join(sign.get_text() for sign in line if isinstance(sign, LTChar | LTAnno)).replace(
        "\0", ""
    )
