"""What is known of an article beside its text, as a person can correct it."""

import re
from dataclasses import dataclass
from datetime import date

from annotator.accounts.names import shows
from annotator.errors import Invalid

PRECISIONS = {1: "year", 2: "month", 3: "day"}
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Details:
    """Title and provenance; `published_on` is ISO 8601, as precise as it is known, or empty."""

    title: str
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published_on: str = ""
    language: str = "und"
    text_licence: str = ""

    @property
    def published_precision(self) -> str:
        """How precise the date is: day, month, year, or empty without a date."""
        return PRECISIONS[self.published_on.count("-") + 1] if self.published_on else ""

    def checked(self) -> "Details":
        """The details, if they can be stored; raises Invalid with what to change."""
        if not shows(self.title):
            raise Invalid("The article needs a title.")
        for name, value in (
            ("title", self.title),
            ("outlet", self.outlet),
            ("byline", self.byline),
            ("address", self.url),
            ("licence", self.text_licence),
        ):
            if len(value) > LONGEST:
                raise Invalid(
                    f"The {name} has {len(value)} characters, and at most {LONGEST} characters are "
                    "kept. Shorten it."
                )
        if self.url and not re.match(r"https?://\S+$", self.url):
            raise Invalid("The address begins with http:// or https:// and has no spaces.")
        if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", self.language):
            raise Invalid("The language is a code such as en, sr or pt-BR; und if it is unknown.")
        _check_date(self.published_on)
        return self


def _check_date(value: str) -> None:
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?|", value, re.ASCII)
    try:
        valid = found is not None and date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        valid = False
    if not valid:
        raise Invalid("The date is 2026-03-01, or 2026-03, or 2026; or leave it empty.")
