"""An article taken out of a page, as one process hands it to another."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Invalid


@dataclass(frozen=True)
class Extracted:
    """An article taken out of a page, and what of the page was left behind."""

    title: str
    outlet: str
    byline: str
    published_on: date | None
    published_precision: str
    url: str
    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    extractor: str
    published_as: str = ""

    def to_json(self) -> str:
        """The article as JSON, dates in ISO form."""
        return json.dumps(asdict(self), default=date.isoformat)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Extracted":
        """The article that `to_json` wrote."""
        data = json.loads(text)
        if "refused" in data:
            raise Invalid(data["refused"])
        data["published_on"] = data["published_on"] and date.fromisoformat(data["published_on"])
        data["paragraphs"] = tuple(
            Paragraph(**{**paragraph, "zone": Zone(paragraph["zone"])})
            for paragraph in data["paragraphs"]
        )
        data["dropped"], data["notes"] = tuple(data["dropped"]), tuple(data["notes"])
        return cls(**data)
