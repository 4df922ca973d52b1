from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator.articles import queries as articles
from annotator.articles.queries import SentenceRow
from annotator.db import Database
from conftest import SignIn
from factories import Study, make_study

TEXT = ("The mayor left. Rain fell on the town.", "Nobody came. The hall stayed dark.")


@dataclass(frozen=True)
class Workshop:
    """A lead's client at an article of four sentences in two paragraphs."""

    study: Study
    lead: FlaskClient
    article_id: int

    @property
    def url(self) -> str:
        return f"/p/{self.study.slug}/articles/{self.article_id}/sentences"

    @property
    def sentences(self) -> list[SentenceRow]:
        rows = self.study.database.read(articles.paragraphs, self.article_id)
        return [sentence for row in rows for sentence in row.sentences]

    @property
    def words(self) -> list[str]:
        text = "\n\n".join(TEXT)
        return [text[one.start : one.end] for one in self.sentences]

    def propose(self, act: str, lit: int, at: int = -1, **headers: str) -> TestResponse:
        """Ask for a repair at the sentence with this place in the article."""
        around = {place: one.id for place, one in enumerate(self.sentences)}
        asked = {
            "act": act,
            "lit": around[lit],
            "before": around.get(lit - 1, ""),
            "after": around.get(lit + 1, ""),
            "at": at,
        }
        return self.lead.get(self.url, query_string=asked, headers=headers)

    def repair(self, act: str, lit: int, at: int = -1) -> TestResponse:
        """Ask for a repair and confirm what is proposed."""
        page = self.propose(act, lit, at)
        assert page.status_code == 200, page.text
        return self.lead.post(self.url, data=confirmation(page.text))

    def undo(self, repair_id: int | None = None) -> TestResponse:
        """Undo a repair, the newest one if none is named."""
        number = repair_id or self.rows("SELECT max(id) FROM repair")[0][0]
        return self.lead.post(self.url.replace("sentences", f"repairs/{number}/undo"))

    def rows(self, statement: str) -> list[Any]:
        with self.study.database.snapshot() as session:
            return [tuple(row) for row in session.execute(sa.text(statement))]


def confirmation(page: str) -> dict[str, str]:
    """The hidden fields of the form that confirms a repair."""
    form = page.split('class="repair-proposal"')[1].split("</form>", maxsplit=1)[0]
    fields = {}
    for field in form.split('<input type="hidden" ')[1:]:
        name = field.split('name="')[1].split('"')[0]
        fields[name] = field.split('value="')[1].split('"')[0]
    return fields


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana", "ben")


@pytest.fixture
def workshop(study: Study, sign_in: SignIn) -> Workshop:
    return Workshop(study, sign_in("lead"), study.add_article(*TEXT))


@pytest.fixture
def answers(workshop: Workshop) -> Callable[[], list[Any]]:
    """The main ratings of sentences that stand: annotator, submission, start, label, origin."""
    return lambda: workshop.rows(
        "SELECT p.pseudonym, m.number, s.start, r.label, r.origin FROM rating r "
        "JOIN sentence s ON s.id = r.sentence_id AND s.retired_by IS NULL "
        "JOIN submission m ON m.id = r.submission_id "
        "JOIN assignment a ON a.id = m.assignment_id "
        "JOIN participant p ON p.id = a.participant_id "
        "WHERE r.rank = 1 ORDER BY p.pseudonym, m.number, s.start"
    )
