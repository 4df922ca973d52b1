import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator import schema
from annotator.db import Database
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.marks import Mark, Phrase
from annotator.review.actions import Ruling, settle
from annotator.review.verdicts import Verdict
from factories import CLAIM, DENIAL, FRAMING, NONE, Study, act, make_study
from web.withdrawal.traces import TEXT, TITLE, Holds, Withdraw


@pytest.fixture
def study(database: Database) -> Study:
    """Two articles, two annotators who differ and wrote notes, and a decision on each article."""
    made = make_study(database, "ana", "ben")
    for title, text in ((TITLE, TEXT), ("Another", "The bridge is shut. Trams wait. It snowed.")):
        article = made.add_article(text, title=title)
        for name, first in (("ana", CLAIM), ("ben", DENIAL)):
            desk = made.desk(name, article)
            unit = database.read(desks.units, desk)[0]
            note = f"{name} on {text.split()[0]}, {'pelicanly' if name == 'ana' else 'oddly'}"
            made.label(desk, None, NONE, NONE)
            database.write(
                labelling.mark_sentence, desk, act(), unit.id, Mark(first, sure=2, note=note)
            )
            quote = text[:5]
            database.write(
                labelling.add_phrase, desk, act(), Phrase(f"{name}{article}", FRAMING, 0, 5), quote
            )
            database.write(labelling.submit, desk, act(), 0)
        database.write(
            settle,
            made.project_id,
            unit.id,
            Ruling(Verdict.SETTLED, CLAIM, f"For {text.split()[0]}."),
            lead=made.users["lead"],
            seen=0,
        )
    return made


@pytest.fixture
def holds(database: Database) -> Holds:
    """Name the columns of any table that hold a word; fails if no column holds anything."""

    def search(word: str) -> list[str]:
        found = []
        with database.snapshot() as session:
            for table in schema.ordered():
                for column in table.columns:
                    here = sa.cast(column, sa.Text).contains(word, autoescape=True)
                    if session.execute(sa.select(sa.func.count()).where(here)).scalar_one():
                        found.append(f"{table.name}.{column.name}")
        return sorted(found)

    return search


@pytest.fixture
def withdraw() -> Withdraw:
    """Go the whole way as a person would: preview, type the word, confirm."""

    def go(client: FlaskClient, path: str, word: str) -> TestResponse:
        assert client.get(path).status_code == 200
        first = client.post(path, data={"typed": word})
        if first.status_code != 200:
            return first
        seen = first.text.split('name="seen" value="')[1].split('"')[0]
        return client.post(path, data={"typed": word, "seen": seen, "step": "withdraw"})

    return go
