"""An annotator's copy of an article over HTTP."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator.labelling import queries
from annotator.labelling.marks import Mark, Phrase
from annotator.labelling.queries import Desk
from factories import Study

TEXT = ("The dam 🚰 broke. He denied it. So they say.", "A bad night. They meet on Monday.")


class Bench:
    """Ana's copy of an article, and her client."""

    def __init__(self, study: Study, client: FlaskClient, desk: Desk) -> None:
        self.study = study
        self.client = client
        self.desk = desk
        self.path = f"/p/{study.slug}/work/{desk.assignment_id}"
        self.next = self.path.replace(str(desk.assignment_id), "next")
        self.text = study.database.read(queries.article_text, desk)
        self.units = [unit.id for unit in study.database.read(queries.units, desk)]

    def post(self, what: str, **form: Any) -> TestResponse:
        """Post as the page's script does."""
        headers = {"Accept": "application/json"}
        return self.client.post(f"{self.path}/{what}", data=form, headers=headers)

    def mark(self, number: int, main: int | str, **form: Any) -> TestResponse:
        return self.post("marks", sentence=self.units[number], main=main, **form)

    def phrase(self, ref: str, words: str, **form: Any) -> TestResponse:
        start = self.text.index(words)
        end = start + len(words)
        sent = {"label": 1, "start": start, "end": end, "quote": words} | form
        return self.post("phrases", ref=ref, **sent)

    def marks(self) -> list[Mark]:
        found = self.study.database.read(queries.marks, self.desk)
        return [found.get(number, Mark()) for number in self.units]

    def phrases(self) -> list[Phrase]:
        return self.study.database.read(queries.phrases, self.desk)


Rows = Callable[[str], int]
