"""What can be changed of many articles at once."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.articles.details import Details
from annotator.errors import Invalid


class Kind(StrEnum):
    """The kinds of change."""

    OUTLET = "outlet"
    LANGUAGE = "language"
    LICENCE = "text_licence"
    HOLD = "hold"
    RELEASE = "release"


_SENTENCES = {
    Kind.OUTLET: ("Set the outlet to “{}”", "Empty the outlet"),
    Kind.LANGUAGE: ("Set the language to “{}”", ""),
    Kind.LICENCE: ("Set the licence of the text to “{}”", "Empty the licence of the text"),
    Kind.HOLD: ("", "Hold back from handing out"),
    Kind.RELEASE: ("", "Hand out again"),
}


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One change, and its value where it has one."""

    kind: Kind
    value: str = ""

    @property
    def title(self) -> str:
        """What is done, as a heading or a button says it."""
        with_value, without = _SENTENCES[self.kind]
        return with_value.format(self.value) if self.value else without

    @property
    def verb(self) -> str:
        """What the journal calls it."""
        return self.kind.value if self.kind in {Kind.HOLD, Kind.RELEASE} else "edit"


def bulk_change(kind: str, value: str) -> BulkChange:
    """A change as a form names it; raises Invalid with a sentence if it cannot be made."""
    if kind not in set(Kind):
        raise Invalid("Choose what to change.")
    found = Kind(kind)
    if found in {Kind.HOLD, Kind.RELEASE}:
        if value:
            raise Invalid("A value was typed, but what to do takes none. Choose what to set to it.")
        return BulkChange(found)
    if found == Kind.LANGUAGE and not value:
        raise Invalid("The language is a code such as en, sr or pt-BR; und if it is unknown.")
    Details("stands for each title", **{found.value: value}).checked()
    return BulkChange(found, value)
