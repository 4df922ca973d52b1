"""Settings, read once from the environment (names begin with ANNOTATOR_)."""

import os
import secrets
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the data lies and how cookies travel; frozen after start."""

    model_config = SettingsConfigDict(env_prefix="ANNOTATOR_", frozen=True)

    data: Path = Path("annotator-data")
    database_url: str | None = None
    secure_cookies: bool = False

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL: the one given, else SQLite in the data directory."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'annotator.sqlite3'}"

    def prepare(self) -> None:
        """Make the data directory, readable by its owner alone."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    @cached_property
    def secret_key(self) -> str:
        """The key that signs cookies: made at first start, kept in the data directory (0600)."""
        self.prepare()
        path = self.data / "secret-key"
        if not path.exists():
            # Written aside and linked: whoever is first wins, and a crash leaves no empty key.
            handle, written = tempfile.mkstemp(dir=self.data)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(written, path)
            Path(written).unlink()
        return path.read_text(encoding="ascii")
