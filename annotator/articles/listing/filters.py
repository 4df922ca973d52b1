"""What the list of articles shows and in which order, as its address says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from annotator.errors import Invalid

LONGEST = 500
LARGEST = 2**53
NOT_STATED = "-"

_DATE = re.compile(r"[12]\d{3}(-\d\d){0,2}", re.ASCII)

Choice = TypeVar("Choice", bound=StrEnum)


class Standing(StrEnum):
    """How far the work on an article is; every live article has exactly one."""

    WAITING = "waiting"
    IN_WORK = "in-work"
    SUBMITTED = "submitted"
    SETTLED = "settled"


class Sort(StrEnum):
    """The orders of the list."""

    NEWEST = "newest"
    DATE = "date"
    EARLIEST = "earliest"
    TITLE = "title"
    OUTLET = "outlet"


class Held(StrEnum):
    """Whether an article is taken out of handing out."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; what is empty asks for nothing."""

    q: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    language: str = ""
    state: Standing | None = None
    held: Held | None = None
    alike: bool = False
    batch: int = 0
    sort: Sort = Sort.NEWEST

    @property
    def params(self) -> dict[str, Any]:
        """The same as it stands in an address, without what says nothing."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        given = {name: value for name, value in found.items() if value != _DEFAULTS[name]}
        return {name: "yes" if value is True else str(value) for name, value in given.items()}

    @property
    def is_any(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.params.keys() - {"sort"})

    def without(self, name: str) -> "Filters":
        """Ask for the same but one."""
        return filters_of({key: value for key, value in self.params.items() if key != name})


_DEFAULTS = {one.name: one.default for one in fields(Filters)}


def filters_of(sent: Mapping[str, str]) -> Filters:
    """What an address or a form asks for; raises Invalid with a sentence if it makes no sense."""
    values = {name: sent.get(name, "").replace("\0", "").strip() for name in _DEFAULTS}
    return Filters(
        q=" ".join(values["q"].split())[:LONGEST],
        outlet=values["outlet"][:LONGEST],
        since=_date(values["since"]),
        until=_date(values["until"]),
        language=values["language"][:LONGEST],
        state=_one_of(Standing, values["state"]),
        held=_one_of(Held, values["held"]),
        alike=values["alike"] == "yes",
        batch=_number(values["batch"]),
        sort=_one_of(Sort, values["sort"]) or Sort.NEWEST,
    )


def before(until: str) -> str:
    """The first date after a year, a month or a day: what is published before it counts."""
    year, month, day = (int(part) for part in (until + "-0-0").split("-")[:3])
    if day:
        return (date(year, month, day) + timedelta(days=1)).isoformat()
    return f"{year + month // 12:04}-{month % 12 + 1:02}" if month else f"{year + 1:04}"


def at_least(since: str) -> tuple[str, ...]:
    """Less precise dates that contain the first one: 2026 and 2026-03 of 2026-03-01."""
    return tuple(since[:length] for length in (4, 7) if length < len(since))


def _date(value: str) -> str:
    if not value:
        return ""
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        found = None
    else:
        found = _DATE.fullmatch(value)
    if not found:
        raise Invalid("A date is written as 2026-03-01, or 2026-03, or 2026.")
    return value


def _number(value: str) -> int:
    if not value:
        return 0
    if not re.fullmatch(r"\d{1,16}", value, re.ASCII) or int(value) >= LARGEST:
        raise Invalid("The number of an import is a whole number.")
    return int(value)


def _one_of(choices: type[Choice], value: str) -> Choice | None:
    if not value:
        return None
    if value not in set(choices):
        raise Invalid(f"The list cannot be asked for “{value[:40]}”.")
    return choices(value)
