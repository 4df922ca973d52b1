"""The columns of .jsonl and .csv files: their names, samples, and what each of them means."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import Invalid

MEANINGS = (
    "text",
    "title",
    "outlet",
    "byline",
    "url",
    "date",
    "language",
    "external_id",
    "text_licence",
)
"""What a column can mean; a column without one of these meanings is not read."""

_NAMES = {  # by which columns are known, the surest first
    "text": "text articletext fulltext articlebody maintext body content article html tekst"
    " textbody sadrzaj sadržaj inhalt texte texto testo текст содержание",
    "title": "title headline articletitle heading naslov titel titre titulo título titolo tytuł"
    " tytul заголовок наслов überschrift",
    "outlet": "outlet sourcename publisher publication newspaper medium media sitename site source"
    " domain izvor quelle medij медиј источник издание",
    "byline": "byline authors author writer journalist creator autor autori auteur autore автор",
    "url": "url articleurl link canonicalurl address uri href permalink",
    "date": "date published publishedat publishedon publisheddate datepublished publishdate"
    " publicationdate pubdate timestamp datum datumobjave fecha data дата created createdat",
    "language": "language lang languagecode jezik sprache langue idioma lingua язык",
    "external_id": "externalid articleid docid documentid id guid uuid identifier",
    "text_licence": "textlicence textlicense licence license rights lizenz licenca",
}
_LEAST_TEXT = 200
"""Characters that values have on average when they are texts."""
_SAMPLE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its first values, cut to a line, and its guessed meaning ("" when none)."""

    name: str
    samples: tuple[str, ...]
    meaning: str


def guess(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> tuple[Column, ...]:
    """Say what each column means by its name; the text is else the column with the longest values.

    A meaning is given to one column alone: the one whose name says it most surely.
    """
    values: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        for name in names:
            if row.get(name):
                values[name].append(row[name])
    taken: dict[str, str] = {}
    for meaning, known in _NAMES.items():
        order = known.split()
        plain = {name: _plain(name) for name in names if name not in taken}
        fitting = [name for name in plain if plain[name] in order]
        if fitting:
            taken[min(fitting, key=lambda name: order.index(plain[name]))] = meaning
    if "text" not in taken.values():
        free = [name for name in names if name not in taken and _mean(values[name]) >= _LEAST_TEXT]
        if free:
            taken[max(free, key=lambda name: _mean(values[name]))] = "text"
    return tuple(
        Column(name, tuple(_sample(value) for value in values[name][:3]), taken.get(name, ""))
        for name in names
    )


def meaning_of(columns: Sequence[Column], given: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: column name by meaning, as given, and for others as guessed.

    A column that is given the meaning "" is not read; what is given of columns that the file does
    not have is passed over.
    """
    known = {column.name for column in columns}
    guessed = {
        column.name: column.meaning
        for column in columns
        if column.name not in given and column.meaning not in given.values()
    }
    found: dict[str, str] = {}
    for name, meaning in {**given, **guessed}.items():
        if not meaning or name not in known:
            continue
        if meaning not in MEANINGS:
            raise Invalid(f"“{meaning}” is no meaning of a column. There are: {_list(MEANINGS)}.")
        if meaning in found:
            raise Invalid(
                f"The columns “{found[meaning]}” and “{name}” cannot both be the {meaning}."
                " Give one of them another meaning."
            )
        found[meaning] = name
    if "text" not in found:
        raise Invalid(
            "No column is known to hold the articles' texts. Say which one does; the columns are:"
            f" {_list([column.name for column in columns])}."
        )
    return found


def fingerprint(names: Iterable[str]) -> str:
    """The same for files with the same columns in any order; a mapping is remembered by it."""
    return hashlib.sha256("\x1f".join(sorted(names)).encode("utf-8", "replace")).hexdigest()


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.rsplit(".", 1)[-1].casefold())


def _mean(values: Sequence[str]) -> float:
    return sum(map(len, values)) / len(values) if values else 0.0


def _sample(value: str) -> str:
    line = " ".join(value[: 4 * _SAMPLE_LENGTH].split())
    return line if len(line) <= _SAMPLE_LENGTH else f"{line[: _SAMPLE_LENGTH - 1]}…"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:30])
    return shown + (f" and {len(names) - 30} more" if len(names) > 30 else "")  # noqa: PLR2004 - as many as are read
