"""Which kind of source a file is, by its first bytes and then by its name."""

from enum import StrEnum


class Kind(StrEnum):
    """How a file is read."""

    TEXT = "text"
    """A text or a saved page, one article."""
    DOCX = "docx"
    PDF = "pdf"
    JSONL = "jsonl"
    CSV = "csv"
    ZIP = "zip"


SUFFIXES = [
    ".txt",
    ".text",
    ".md",
    ".html",
    ".htm",
    ".xhtml",
    ".docx",
    ".pdf",
    ".jsonl",
    ".ndjson",
    ".json",
    ".csv",
    ".tsv",
    ".zip",
]
"""How the names of files end that are looked for in a folder."""

_OFFICE = b"[Content_Types].xml"
_OFFICE_AT = 30  # where a zip's first name stands


def kind_of(filename: str, raw: bytes) -> Kind:
    """Tell the kind of a file; what is none of the others is read as text."""
    name = filename.lower()
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_office = name.endswith(".docx") or raw.startswith(_OFFICE, _OFFICE_AT)
        return Kind.DOCX if is_office else Kind.ZIP
    if b"%PDF-" in raw[:1024]:
        return Kind.PDF
    if name.endswith((".jsonl", ".ndjson", ".json")):
        return Kind.JSONL
    if name.endswith((".csv", ".tsv")):
        return Kind.CSV
    return Kind.TEXT
