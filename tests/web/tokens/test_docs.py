import doctest
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import make_server

from annotator.db import table
from annotator.projects.models import Project
from factories import Study

PAGE = Path(__file__).parents[3] / "docs" / "api-tokens.md"

_project = table(Project)


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_documented_program_fetches_and_reads_an_export(
    study: Study, make_token: Callable[..., str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = sa.update(_project).values(slug="mill-closures", name="Mill closures")
    study.database.write(lambda session: session.execute(named))
    titled = sa.text("UPDATE article SET title = 'Mill closes'")
    study.database.write(lambda session: session.execute(titled))
    monkeypatch.setenv("ANNOTATOR_URL", url)
    monkeypatch.setenv("ANNOTATOR_TOKEN", make_token("reader"))
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 5
    assert result.failed == 0
