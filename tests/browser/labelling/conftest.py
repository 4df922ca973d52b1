import pytest

from annotator.db import Database
from browser.labelling.work import FIVE, Begin, Work
from browser.live import Server, Visit
from factories import Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    return make_study(database, "ana", "ben")


@pytest.fixture
def begin(study: Study, server: Server, visit: Visit) -> Begin:
    """Hand ana an article of these paragraphs: `begin("One. Two.")`, or of five sentences."""
    return lambda *paragraphs: Work(study, server, visit, *(paragraphs or FIVE))
