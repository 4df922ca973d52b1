from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import migrations
from annotator.app import create_app
from annotator.config import Settings
from web.security.world import World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for the tests of a module; they put back what they change."""
    settings = Settings(data=Path(tmp_path_factory.mktemp("world")) / "data")
    settings.prepare()
    migrations.bring_up_to_date(settings.url)
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    made = make_world(app)
    yield made
    made.database.close()
