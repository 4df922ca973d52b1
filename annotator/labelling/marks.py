"""What an annotator says of a sentence or a phrase, as plain values."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from annotator.errors import Invalid

LONGEST_NOTE = 2000
SURE = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence's labels by their numbers; `sure` is 1 (unsure) to 3 (sure)."""

    main: int | None = None
    also: tuple[int, ...] = ()
    sure: int = SURE
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The mark as the journal and the browser keep it."""
        return asdict(self) | {"also": list(self.also)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Mark":
        """Read back what `as_json` wrote."""
        return cls(value["main"], tuple(value["also"]), value["sure"], value["note"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """One marked phrase: code points `start` to `end` (exclusive) of the article's text."""

    ref: str
    label: int
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """The phrase as the journal and the browser keep it."""
        return asdict(self)


def with_main(mark: Mark, main: int | None, none: int) -> Mark:
    """The mark with another main label; also labels stay as far as they still fit beside it."""
    if main is None:
        return Mark()
    also = () if main == none else tuple(label for label in mark.also if label != main)
    return replace(mark, main=main, also=also)


def check(wanted: Mark, allowed: frozenset[int], none: int) -> None:
    """Raise Invalid for a mark that the scheme does not allow; `none` is the none label."""
    if not {*wanted.also, *([] if wanted.main is None else [wanted.main])} <= allowed:
        raise Invalid("The scheme has no such label for sentences. Reload the page.")
    if wanted.also and wanted.main in {None, none}:
        raise Invalid("An “also” label needs a main label other than none beside it.")
    if wanted.main in wanted.also or none in wanted.also:
        raise Invalid("An “also” label differs from the main label and is never none.")
    if not 1 <= wanted.sure <= SURE:
        raise Invalid("Sureness is 1, 2 or 3.")
    if wanted.main is None and (wanted.note or wanted.sure != SURE):
        raise Invalid("Label the sentence first: sureness and note belong to its label.")
    if len(wanted.note) > LONGEST_NOTE:
        raise Invalid(f"A note has at most {LONGEST_NOTE} characters; yours is kept in the page.")
