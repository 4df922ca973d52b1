"""Bytes to text, with the encoding named and nothing dropped in silence."""

import codecs
import re
from dataclasses import dataclass

import chardet

from annotator.errors import Invalid, TooLarge

MAX_TEXT_BYTES = 2_000_000
MAX_HTML_BYTES = 5_000_000

_HTML_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?\s*|<\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]{2,40})""",
    re.IGNORECASE,
)
MARKS = (  # the longer first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COPY_TEXT = "Open it, copy the article's text and paste it here."
_FILE_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or video file"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"bplist", "a Safari web archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
)
_WEB_ARCHIVE = re.compile(
    rb"(?:From: <Saved by|MIME-Version:)[^<]{0,600}multipart/related", re.IGNORECASE
)
_SNIFF = 4096
_MOST_CONTROLS, _MOST_ZEROS = 0.01, 0.3
_SUPERSETS = {  # as browsers read them; ISO 8859-2 is no part of cp1250 and stays
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7"})


@dataclass(frozen=True)
class Decoded:
    """A file's text, the encoding it was read in, and what a person should know about that."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode(raw: bytes) -> Decoded:
    """Read a file as text; what is empty, too large or not text is refused with what to do."""
    if not raw.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Invalid("The file is empty. Choose a file that holds the article's text.")
    _refuse_other_files(raw)
    is_html = looks_like_html(raw[:_SNIFF].replace(b"\x00", b"").decode("latin-1"))
    refuse_large(len(raw), is_html=is_html)
    decoded = (
        _by_mark(raw) or _by_zero_bytes(raw) or _by_declaration(raw, is_html=is_html) or _guess(raw)
    )
    if _control_share(decoded.text) > _MOST_CONTROLS:
        raise Invalid(f"The file is not text, as far as can be told from its bytes. {_COPY_TEXT}")
    return decoded


def refuse_large(size: int, *, is_html: bool) -> None:
    """Refuse more bytes than an article can need."""
    limit, kind = (MAX_HTML_BYTES, "page") if is_html else (MAX_TEXT_BYTES, "text")
    if size > limit:
        raise TooLarge(
            f"The {kind} has {size / 1e6:.1f} MB, and at most {limit / 1e6:.0f} MB are read."
            " Paste only the article's text, or split the file into one file for each article."
        )


def looks_like_html(text: str) -> bool:
    """Tell whether a file's text begins as HTML pages do."""
    return bool(_HTML_START.match(text))


def _refuse_other_files(raw: bytes) -> None:
    for start, kind in _FILE_KINDS:
        if raw.startswith(start):
            raise Invalid(f"The file is {kind}, not text or HTML. {_COPY_TEXT}")
    if raw[4:8] == b"ftyp":
        raise Invalid(f"The file is a video, sound or picture file, not text. {_COPY_TEXT}")
    if _WEB_ARCHIVE.search(raw[:_SNIFF]):
        raise Invalid(
            "The file is a web archive (MHTML). Save the page as “HTML only” and choose that file,"
            " or paste the article's text."
        )


def _by_mark(raw: bytes) -> Decoded | None:
    """Text that begins with a byte order mark; the mark itself is not part of the text."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            try:
                text = raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Invalid(
                    f"The file begins as {encoding.upper()} but breaks its rules at byte"
                    f" {error.start + len(mark)}. Save it as UTF-8 and try again."
                ) from error
            notes = () if encoding == "utf-8" else (f"The file is {encoding.upper()}.",)
            return Decoded(text, encoding, notes)
    return None


def _by_zero_bytes(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: its spaces and line ends put zero bytes on one side of each pair."""
    window = raw[:_SNIFF]
    sides = (window[0::2].count(0), window[1::2].count(0))
    if not any(sides):
        return None
    if len(raw) % 2 == 0 and max(sides) > 20 * min(sides) and max(sides) > len(window) * 0.02:
        encoding = "utf-16-be" if sides[0] > sides[1] else "utf-16-le"
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            text = "\0"
        if _control_share(text) == 0:
            note = f"The file does not state its encoding; its bytes are {encoding.upper()}."
            return Decoded(text, encoding, (note,))
    if raw.count(0) > len(raw) * _MOST_ZEROS:
        raise Invalid(f"The file is not text: it is full of zero bytes. {_COPY_TEXT}")
    return None


def _by_declaration(raw: bytes, *, is_html: bool) -> Decoded | None:
    """Strict UTF-8, else the encoding that an HTML page declares, if all its bytes fit."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        declared = _DECLARED.search(raw[:_SNIFF]) if is_html else None
    if declared is None:
        return None
    name = declared[1].decode("ascii", "replace")
    text, encoding = _read_as(raw, name)
    if text is None:
        return None
    return Decoded(text, encoding, (f"The page was read as {encoding}, as it declares.",))


def _guess(raw: bytes) -> Decoded:
    """The most likely encoding by the text's own bytes, named in a note as a guess."""
    found = chardet.detect(raw, compat_names=False)
    text, encoding = _read_as(raw, found["encoding"] or "cp1252")
    if text is None:
        raise Invalid(
            "The file's encoding could not be told, so its letters would come out wrong."
            " Save it as UTF-8 and try again, or paste the article's text."
        )
    note = (
        f"The file does not state its encoding; it was read as {encoding}, a guess"
        f" ({found['confidence']:.0%} sure). If letters look wrong, save the file as UTF-8."
    )
    return Decoded(text, encoding, (note,))


def told_encoding(sample: bytes) -> tuple[str, float]:
    """The most likely encoding by some bytes of a file, and how sure that is (0 to 1)."""
    found = chardet.detect(sample, compat_names=False)
    try:
        name = codecs.lookup(found["encoding"] or "cp1252").name
    except LookupError:
        return "cp1252", 0.0
    return _SUPERSETS.get(name, name), found["confidence"]


def _read_as(raw: bytes, name: str) -> tuple[str | None, str]:
    """The text in a named encoding or the larger one that holds it; None if bytes do not fit."""
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return None, name
    if name in _NO_CHARSETS:
        return None, name
    for encoding in dict.fromkeys((_SUPERSETS.get(name, name), name)):
        try:
            return raw.decode(encoding), encoding
        except (LookupError, UnicodeError):  # "rot13" is a codec but no encoding of text
            continue
    return None, name


def _control_share(text: str) -> float:
    """The share of control characters that no text needs, NUL not counted."""
    controls = sum(
        text.count(chr(code)) for code in (*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127)
    )
    return controls / len(text) if text else 0.0
