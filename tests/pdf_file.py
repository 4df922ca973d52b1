"""Small PDF files, written by hand: lines of Helvetica set at given places."""

from collections.abc import Sequence
from dataclasses import dataclass

from pdfminer.fontmetrics import FONT_METRICS

_WIDTHS = FONT_METRICS["Helvetica"][1]
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Printed:
    """A line of text and where its left end stands, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 11


def width(text: str, size: float) -> float:
    """How long a line becomes, in points."""
    return sum(_WIDTHS.get(letter, 333) for letter in text) * size / 1000


def wrapped(text: str, right: float, size: float = 11) -> list[str]:
    """The lines of a paragraph as a word processor would break it."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= right:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def article(title: str, paragraphs: Sequence[str], *, head: str = "") -> bytes:
    """A PDF of a title and paragraphs on as many pages as they need, without space between them."""
    pages: list[list[Printed]] = [[]]
    y = 730.0
    for line in wrapped(title, 440, 18):
        pages[-1].append(Printed(line, 70, y, 18))
        y -= 22
    y -= 10
    for paragraph in paragraphs:
        for line in wrapped(paragraph, 440):
            if y < 120:
                pages.append([])
                y = 730
            pages[-1].append(Printed(line, 70, y))
            y -= 13.5
    for number, page in enumerate(pages, 1):
        if head:
            page.insert(0, Printed(head, 70, 810, 9))
        page.append(Printed(f"Page {number}", 280, 30, 9))
    return pdf(pages)


def pdf(pages: Sequence[Sequence[Printed]], *, drawing: str = "", extra: str = "") -> bytes:
    """A whole file: its pages, a drawing on each, and more for the trailer."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Contents {number + 1} 0 R /Resources << /Font << /F << /Type /Font"
            " /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>"
        )
        content = drawing + "".join(
            f"BT /F {line.size} Tf {line.x} {line.y} Td ({_escaped(line.text)}) Tj ET\n"
            for line in page
        )
        objects.append(
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return data + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {size} /Root 1 0 R {extra}>>\n"
        f"startxref\n{len(data)}\n%%EOF\n"
    ).encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
