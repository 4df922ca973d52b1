"""Uploaded files, kept in a folder of ours from the upload until they have been read."""

import shutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annotator.errors import Conflict

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was sent: its name, for people alone, and its bytes."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Uploads:
    """The folder; no name in it comes from outside."""

    folder: Path

    def keep(self, files: Iterable[Upload]) -> str:
        """Store files and return the key under which they are found again."""
        key = uuid.uuid4().hex
        place = self.folder / key
        place.mkdir(mode=0o700, parents=True)
        for number, file in enumerate(files):
            (place / str(number)).write_bytes(file.raw)
        return key

    def read(self, key: str, number: int) -> bytes:
        """One file's bytes, by its place among those that were sent together."""
        try:
            return (self.folder / uuid.UUID(key).hex / str(number)).read_bytes()
        except FileNotFoundError as error:
            raise Conflict(
                "The uploaded files are not there any more. Drop this import and upload them again."
            ) from error

    def remove(self, key: str) -> None:
        """Forget the files; harmless when they are gone."""
        if key:
            shutil.rmtree(self.folder / uuid.UUID(key).hex, ignore_errors=True)

    def sweep(self, wanted: Iterable[str]) -> None:
        """Forget files that no import waits for: those of an upload that was never finished."""
        if not self.folder.is_dir():
            return
        kept = set(wanted)
        for place in self.folder.iterdir():
            if place.name not in kept:
                shutil.rmtree(place, ignore_errors=True)


def named_apart(names: Iterable[str]) -> list[str]:
    """Files' own names without folders, each once, so that a row is known by its file's name."""
    found: list[str] = []
    for name in names:
        own = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name.strip()[-LONGEST_NAME:]
        own, number = own or "file", 1
        path = PurePosixPath(own)
        while own in found:
            number += 1
            own = f"{path.stem} ({number}){path.suffix}"
        found.append(own)
    return found
