"""Settings, read once from the environment (names begin with ANNOTATOR_)."""

import os
import secrets
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from annotator.errors import Invalid

DAY = 24 * 3600 * 1_000_000
SHORTEST_KEY = 32
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Settings(BaseSettings):
    """Where the data lies and how the server is reached; frozen after start."""

    model_config = SettingsConfigDict(env_prefix="ANNOTATOR_", frozen=True)

    data: Path = Path("annotator-data")
    database_url: str | None = None
    https: bool = False
    hosts: str = ""
    proxies: int = Field(default=0, ge=0)
    session_days: int = Field(default=30, ge=1, le=400)
    session_idle_days: int = Field(default=7, ge=1, le=400)
    openid_issuer: str = ""
    openid_client_id: str = ""
    openid_client_secret: SecretStr = SecretStr("")
    openid_name: str = ""

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL: the one given, else SQLite in the data directory."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'annotator.sqlite3'}"

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The names under which the server answers: this machine's own and those in `hosts`."""
        named = (name.strip().lower() for name in self.hosts.split(","))
        return LOOPBACK | {name for name in named if name}

    @property
    def cookie_prefix(self) -> str:
        """What cookies' names begin with: behind HTTPS, browsers then refuse planted ones."""
        return "__Host-" if self.https else ""

    @property
    def session_lasts(self) -> int:
        """After how many microseconds a session ends, however much it is used."""
        return self.session_days * DAY

    @property
    def session_idle_lasts(self) -> int:
        """After how many microseconds without use a session ends."""
        return self.session_idle_days * DAY

    def prepare(self) -> None:
        """Make the data directory, readable by its owner alone; refuse a key that is too short."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.data / "secret-key"
        if path.exists() and len(path.read_bytes()) < SHORTEST_KEY:
            raise Invalid(
                f"The secret key is too short to protect anything. Delete {path} and start again: "
                "a new one is made, and everybody signs in once more."
            )

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
