"""The encoding of files of many rows, told without holding their text in memory at once."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.articles.decoding import MARKS, told_encoding
from annotator.errors import Invalid

_CHUNK = 1_000_000
_SAMPLE = 300_000
_MOST_BROKEN = 0.3
"""The share of broken characters among those beyond ASCII up to which a file is broken UTF-8."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's rows as UTF-8 without a byte order mark, what encoding they were in, and notes.

    Bytes that break the encoding stay as they are, so that their row fails alone.
    """

    data: bytes
    encoding: str
    notes: tuple[str, ...]


def as_utf8(raw: bytes, *, least_sure: float = 0.0) -> Encoded:
    """The same rows in UTF-8: by mark, as UTF-8 with few broken bytes, or else as is guessed.

    With a guess less sure than `least_sure` (0 to 1), the file is taken for broken UTF-8.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            if encoding == "utf-8":
                return Encoded(raw[len(mark) :], encoding, ())
            note = f"The file is {encoding.upper()}."
            return Encoded(_rewritten(raw[len(mark) :], encoding), encoding, (note,))
    if _is_utf8(raw):
        return Encoded(raw, "utf-8", ())
    for encoding, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        if raw[:4096][side::2].count(0) > len(raw[:4096]) * 0.2:
            note = f"The file does not state its encoding; its bytes are {encoding.upper()}."
            return Encoded(_rewritten(raw, encoding), encoding, (note,))
    encoding, sure = told_encoding(_sample(raw))
    if sure < least_sure:
        return Encoded(raw, "utf-8", ())
    note = (
        f"The file does not state its encoding; it was read as {encoding}, a guess"
        f" ({sure:.0%} sure). If letters look wrong, save the file as UTF-8."
    )
    return Encoded(_rewritten(raw, encoding), encoding, (note,))


def _is_utf8(raw: bytes) -> bool:
    """Tell whether a file is UTF-8, with a few broken bytes at most."""
    letters = broken = 0
    for text in _decoded(raw, "utf-8", "surrogateescape"):
        if not text.isascii():
            letters += len(text) - len(text.encode("ascii", "ignore"))
            broken += sum(text.count(chr(code)) for code in range(0xDC80, 0xDD00))
    return broken <= letters * _MOST_BROKEN and 0 not in raw[:4]


def _sample(raw: bytes) -> bytes:
    """The first rows, and those that hold the first letters beyond ASCII."""
    window = raw[:_SAMPLE]
    if not window.isascii():
        return window
    at = next(
        (
            start
            for start in range(0, len(raw), _CHUNK)
            if not raw[start : start + _CHUNK].isascii()
        ),
        0,
    )
    return raw[at : at + _CHUNK]


def _rewritten(raw: bytes, encoding: str) -> bytes:
    try:
        return b"".join(text.encode() for text in _decoded(raw, encoding, "strict"))
    except UnicodeError as error:
        raise Invalid(
            f"The file seems to be {encoding.upper()} but breaks its rules, so its letters would"
            " come out wrong. Save it as UTF-8 and try again."
        ) from error


def _decoded(raw: bytes, encoding: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(raw), _CHUNK):
        yield decoder.decode(raw[start : start + _CHUNK])
    yield decoder.decode(b"", final=True)
