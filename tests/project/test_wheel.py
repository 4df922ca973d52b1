"""The wheel is what a stranger installs: it must carry all it needs and work away from here."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
import venv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HTMX = "annotator/static/vendor/htmx.min.js"
SECONDS_TO_START = 30


@pytest.fixture(scope="module")
def wheel(root: Path, files: Sequence[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    clone = tmp_path_factory.mktemp("clone")
    for file in files:
        (clone / file.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(root / file, clone / file)
    return built(clone, "wheel")


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel and borrows the dependencies of this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scheme = {"base": str(home), "platbase": str(home)}
    site = Path(sysconfig.get_path("purelib", "venv", scheme))
    python = Path(sysconfig.get_path("scripts", "venv", scheme)) / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel, cwd=home)
    # Folders named in a .pth file are searched, but their own .pth files are not read: the
    # editable install of the checkout stays out of sight.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere"


def test_the_wheel_holds_the_package_and_what_its_pages_need(
    wheel: Path, files: Sequence[Path]
) -> None:
    moved = {"annotator": "annotator", "templates": "annotator/templates"}
    moved |= {"static": "annotator/static", "schema.sql": "annotator/schema.sql"}
    expected = {
        "/".join((moved[file.parts[0]], *file.parts[1:]))
        for file in files
        if file.parts[0] in moved
    }
    assert contents(wheel) == expected | {HTMX}
    assert {"annotator/schema.sql", "annotator/templates/base.html"} <= expected


def test_the_htmx_in_the_wheel_is_the_release_that_was_tried(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert b'version:"2.0.10"' in archive.read(HTMX)


def test_the_source_archive_builds_the_same_wheel(
    wheel: Path, files: Sequence[Path], root: Path, tmp_path: Path
) -> None:
    for file in files:
        (tmp_path / file.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(root / file, tmp_path / file)
    source = built(tmp_path, "sdist")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert not (unpacked / "static" / "vendor").exists()
    assert contents(built(unpacked, "wheel")) == contents(wheel)


def test_the_installed_app_reads_its_own_files(python: Path, elsewhere: Path) -> None:
    code = "from annotator import paths; print(paths.TEMPLATES, paths.STATIC, paths.SCHEMA)"
    for place in run(python, "-c", code, cwd=elsewhere).split():
        assert Path(place).exists()
        assert Path(place).parent.name == "annotator"
        assert python.parent.parent in Path(place).parents


def test_the_installed_app_serves_a_page_with_style_and_htmx(python: Path, elsewhere: Path) -> None:
    with served(python, elsewhere) as port:
        page = fetch(port, "/")
        assert "<form" in page
        styles = re.findall(r'<link[^>]+href="([^"]+\.css[^"]*)"', page)
        scripts = re.findall(r'<script[^>]+src="([^"]+)"', page)
        assert styles
        assert all(fetch(port, address) for address in styles + scripts)
        (htmx,) = (address for address in scripts if "htmx" in address)
        assert 'version:"2.0.10"' in fetch(port, htmx)


def built(source: Path, target: str) -> Path:
    """Build a wheel or an sdist from a folder, with what is installed already."""
    path = os.pathsep.join([str(Path(sys.prefix, "build")), os.environ.get("PYTHONPATH", "")])
    code = "from hatchling.cli import hatchling; hatchling()"
    run(sys.executable, "-c", code, "build", "-t", target, cwd=source, PYTHONPATH=path)
    (archive,) = (source / "dist").glob("*.whl" if target == "wheel" else "*.tar.gz")
    return archive


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": ""} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@contextmanager
def served(python: Path, folder: Path) -> Iterator[int]:
    """Run `annotator serve` in a folder away from the checkout until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(python.with_name("annotator")),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    environment = os.environ | {"PYTHONPATH": "", "ANNOTATOR_DATA": str(folder / "data")}
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait(server, port, log)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=SECONDS_TO_START)


def wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The server did not answer. It said: " + log.read_text(encoding="utf-8"))


def fetch(port: int, address: str) -> str:
    """Get an address as a browser does, following where it leads on this server."""
    for _ in range(5):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8")
        finally:
            connection.close()
        if answer.status not in {301, 302, 303, 307, 308}:
            assert answer.status == 200, f"{address}: {answer.status}\n{body}"
            return body
        address = answer.headers["Location"]
        assert address.startswith("/")
    pytest.fail(f"{address} leads in circles.")
