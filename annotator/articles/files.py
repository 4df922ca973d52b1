"""Files named on the command line, and those in the folders named there, with names to show."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.articles.sources.kinds import SUFFIXES
from annotator.errors import Invalid

MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to read, and the name by which it is told: never a path of this machine's folders."""

    path: Path
    name: str

    def read(self) -> bytes:
        """The file's bytes; raises Invalid when it cannot be opened or is far too large."""
        try:
            size = self.path.stat().st_size
            if size > MOST_BYTES:
                raise Invalid(
                    f"The file has {size / 1e6:.0f} MB, and at most {MOST_BYTES / 1e6:.0f} MB are"
                    " read at once. Make several smaller files of it."
                )
            return self.path.read_bytes()
        except OSError as error:
            raise Invalid(f"The file cannot be opened: {error.strerror}.") from error


def listed(paths: Iterable[Path]) -> tuple[list[Listed], int]:
    """The files in their order, those of folders by name, and how many of folders are passed over.

    A folder's files are known by how their names end; hidden files and folders are not looked at.
    """
    found: list[Listed] = []
    passed_over = 0
    for path in paths:
        if not path.is_dir():
            found.append(Listed(path, path.name))
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            seen = sorted(name for name in names if not name.startswith("."))
            fitting = [name for name in seen if Path(name).suffix.lower() in SUFFIXES]
            passed_over += len(seen) - len(fitting)
            inner = Path(path.resolve().name) / Path(folder).relative_to(path)
            found += [Listed(Path(folder, name), (inner / name).as_posix()) for name in fitting]
    return _named_apart(found), passed_over


def _named_apart(files: list[Listed]) -> list[Listed]:
    """Each name once, so that a refused row is known by its file's name."""
    apart: dict[str, Listed] = {}
    for file in files:
        name, number = file.name, 1
        while name in apart:
            number += 1
            name = f"{file.name} ({number})"
        apart[name] = Listed(file.path, name)
    return list(apart.values())
