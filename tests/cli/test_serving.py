"""The real server in a process of its own: first account, durability, graceful stop."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from annotator.config import Settings
from annotator.db import Database
from annotator.demo.actions import PASSWORD
from annotator.labelling import queries
from annotator.projects.queries import place

pytestmark = pytest.mark.slow

START = "from annotator.cli import main; main()"
PATIENCE = 30


class Server:
    """`annotator serve` on a data directory."""

    def __init__(self, data: Path, *, port: int = 0) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "--data", str(data), "serve", "--port", str(port)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", first)
        assert found, f"the server said: {first}"
        self.base, self.port = found[0], int(found[1])
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        pytest.fail("the server did not come up")

    def kill(self) -> None:
        """Kill the server and its worker at once, as the kernel would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask the server to stop; returns its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    """Servers that a test starts; what is left is killed afterwards."""
    started: list[Server] = []
    yield started
    for server in started:
        if server.process.poll() is None:
            server.kill()
        if server.process.stdout:
            server.process.stdout.close()


def browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def get(opener: OpenerDirector, address: str) -> str:
    with opener.open(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def post(opener: OpenerDirector, address: str, page: str, **fields: str) -> str:
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    body = urlencode({"csrf_token": token[1], **fields}).encode()
    with opener.open(address, body, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def test_the_first_account_is_made_once_with_the_token_on_the_console(
    settings: Settings, servers: list[Server]
) -> None:
    server = Server(settings.data)
    servers.append(server)
    assert server.process.stdout is not None
    link = server.process.stdout.readline().split()[-1]
    person = browser()
    form = get(person, link)
    fields = {"username": "ada", "display_name": "Ada", "password": PASSWORD}
    home = post(person, link, form, **fields)
    assert "Ada" in home
    with pytest.raises(HTTPError, match="403"):
        get(browser(), link)
    assert server.stop() == 0


def test_a_label_acknowledged_before_a_kill_is_there_after_restart(
    demo_settings: Settings, demo: Database, servers: list[Server]
) -> None:
    server = Server(demo_settings.data)
    servers.append(server)
    person = browser()
    sign_in = f"{server.base}sign-in"
    post(person, sign_in, get(person, sign_in), username="ana", password=PASSWORD)
    where = demo.read(place, "orvania-one-week-in-the-news", 2)
    assert where is not None
    assert where.roles == {"annotator"}
    number = demo.read(queries.open_assignment, where.project_id, where.participant_id)
    assert number is not None
    desk = demo.read(queries.desk, where.project_id, where.participant_id, number)
    unit = [unit for unit in demo.read(queries.units, desk) if unit.is_eligible][-1]
    article = f"{server.base}p/{where.slug}/work/{number}"
    page = get(person, article)
    post(person, f"{article}/marks", page, sentence=str(unit.id), main="2", op_id="last-words")
    server.kill()
    again = Server(demo_settings.data, port=server.port)
    servers.append(again)
    assert demo.read(queries.mark, desk, unit.id).main == 2
    shown = get(person, article)
    assert re.search(rf'id="s-?{unit.id}"[^>]*Denial|Denial[^>]*id="s-?{unit.id}"', shown)


def test_a_port_in_use_is_said_before_the_database_is_touched(
    settings: Settings, servers: list[Server]
) -> None:
    server = Server(settings.data)
    servers.append(server)
    command = [sys.executable, "-c", START, "--data", str(settings.data), "serve"]
    refused = subprocess.run(
        [*command, "--port", str(server.port)], capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert f"Port {server.port} on 127.0.0.1 cannot be used" in refused.stderr
