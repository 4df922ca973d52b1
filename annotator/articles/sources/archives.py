"""A .zip of articles, read member by member in memory under limits; nothing is unpacked to disk."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from annotator.errors import Invalid, TooLarge

MAX_MEMBERS = 20_000
MAX_UNPACKED = 1_000_000_000
MAX_MEMBER = 200_000_000
MAX_RATIO = 200
"""How many times larger a member may become; text becomes five to twenty times larger."""
_FREE = 1_000_000
"""Bytes up to which the ratio does not matter."""
_END = struct.Struct("<4s4H2LH")
_COMMENT = 65_535
_MAX_LISTING = 20_000_000
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = "The ZIP archive is damaged. Make it again, or choose the files themselves."


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive by its name, which is shown and never used as a path.

    Where it could not be read, `fault` says why and `raw` is empty.
    """

    name: str
    raw: bytes
    fault: str = ""


def members(raw: bytes) -> Iterator[Member]:
    """The files of an archive one by one; what operating systems add is passed over."""
    total = 0
    with _opened(raw) as archive:
        for info in _files(archive):
            name = _shown(info.filename)
            fault = _fault(info)
            content = b""
            if not fault:
                content, fault = _content(archive, info, MAX_UNPACKED - total)
            total += len(content)
            yield Member(name, b"" if fault else content, fault)


def names(raw: bytes) -> list[str]:
    """The names of an archive's files."""
    with _opened(raw) as archive:
        return [info.filename for info in _files(archive)]


def refuse_bomb(raw: bytes, most: int, what: str) -> None:
    """Refuse a file that is a zip inside (a Word document) and would unpack to far too much."""
    with _opened(raw) as archive:
        size = sum(info.file_size for info in archive.infolist())
        packed = sum(info.compress_size for info in archive.infolist())
    if size > most or (size > _FREE and size > packed * MAX_RATIO):
        raise TooLarge(
            f"The {what} would unpack to {size / 1e6:.0f} MB, which no article needs."
            " Copy the article's text and paste it."
        )


def _opened(raw: bytes) -> zipfile.ZipFile:
    """The archive, once its listing is known to be of a size that can be read."""
    at = raw.rfind(b"PK\x05\x06", max(0, len(raw) - _END.size - _COMMENT))
    if at < 0 or len(raw) - at < _END.size:
        raise Invalid(_DAMAGED)
    _, _, _, _, count, listing, _, _ = _END.unpack_from(raw, at)
    if count > MAX_MEMBERS or listing > _MAX_LISTING:
        raise TooLarge(
            f"The ZIP archive holds more than {MAX_MEMBERS} files."
            " Make several archives, or one .jsonl file of all articles."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Invalid(_DAMAGED) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise TooLarge(f"The ZIP archive holds more than {MAX_MEMBERS} files. Make several.")
    return archive


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for info in archive.infolist():
        path = PurePosixPath(info.filename.replace("\\", "/"))
        is_litter = "__MACOSX" in path.parts or path.name in {".DS_Store", "Thumbs.db"}
        if not info.is_dir() and not is_litter and not path.name.startswith("._"):
            yield info


def _fault(info: zipfile.ZipInfo) -> str:
    """Why a member is not read, as far as the listing says it."""
    if info.flag_bits & 1:
        return "It is locked with a password. Make the archive again without one."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file. Put the file itself into the archive."
    if info.compress_type not in _PLAIN_METHODS:
        return "It is packed in an unusual way. Make the archive again in the usual way (deflate)."
    if info.file_size > MAX_MEMBER:
        return _too_large(info.file_size)
    if info.file_size > _FREE and info.file_size > info.compress_size * MAX_RATIO:
        return (
            f"It would unpack to {info.file_size / max(1, info.compress_size):.0f} times its size,"
            " which no text does. Choose the file itself."
        )
    return ""


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> tuple[bytes, str]:
    """A member's bytes, never more than the limits, whatever the listing says; or why not."""
    most = min(MAX_MEMBER, left, info.file_size)
    try:
        with archive.open(info) as member:
            content = member.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return b"", "It is damaged in the archive. Make the archive again."
    if len(content) > most:
        if most == left:
            return (
                b"",
                f"The archive unpacks to more than {MAX_UNPACKED / 1e9:.0f} GB. Make several.",
            )
        return b"", _too_large(len(content))
    return content, ""


def _too_large(size: int) -> str:
    return (
        f"It has {size / 1e6:.0f} MB or more, and at most {MAX_MEMBER / 1e6:.0f} MB are read."
        " Make several smaller files of it."
    )


def _shown(name: str) -> str:
    """A name as it can be shown: one line, no signs that turn the writing direction."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
    return shown[-200:]
