"""One person's copy of an article: the pages on it, and what is stored of it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from annotator.labelling import queries
from annotator.labelling.marks import Mark, Phrase
from annotator.labelling.queries import Desk
from browser.live import Server, Visit, keys_work
from factories import Study

FIVE = (
    "The dam broke at four. Nobody was warned, the mayor said. He denied it.",
    "It was a bad night. The water board meets on Monday.",
)


class Work:
    """One person's copy of an article, and the pages on it."""

    def __init__(self, study: Study, server: Server, visit: Visit, *paragraphs: str) -> None:
        self.study = study
        self.server = server
        self.visit = visit
        self.text = "\n\n".join(paragraphs)
        self.desk: Desk = study.desk("ana", study.add_article(*paragraphs))
        self.path = f"/p/{study.slug}/work/{self.desk.assignment_id}"

    def open(self, **options: Any) -> Page:
        page = self.visit(self.server, "ana", self.path, **options)
        if options.get("java_script_enabled", True):
            keys_work(page)
        return page

    def marks(self) -> list[Mark]:
        """What is stored, by sentence in reading order."""
        found = self.study.database.read(queries.marks, self.desk)
        units = self.study.database.read(queries.units, self.desk)
        return [found.get(unit.id, Mark()) for unit in units]

    def labels(self) -> list[int | None]:
        return [mark.main for mark in self.marks()]

    def phrases(self) -> list[Phrase]:
        return self.study.database.read(queries.phrases, self.desk)

    def phrase_texts(self) -> list[str]:
        return [self.text[phrase.start : phrase.end] for phrase in self.phrases()]

    def state(self) -> str:
        return self.study.reload("ana", self.desk.assignment_id).state


Begin = Callable[..., Work]
