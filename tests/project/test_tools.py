import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import browser

ENVIRONMENT = Path("tools/environment.sh")

# Taken before a test hides them.
LINK = shutil.which("ln")
FROM_PLAYWRIGHT = browser._from_playwright

Script = Callable[[str, str], Path]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Make a command in a folder that is the whole search path."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(name: str, body: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine whose commands are those the test makes."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "PLACES", ())
    monkeypatch.setattr(browser, "PLAYWRIGHT_PATH", "raise SystemExit(1)")
    monkeypatch.setattr(browser, "_from_playwright", lambda: None)
    return monkeypatch


def test_an_installed_browser_is_found(bare: pytest.MonkeyPatch, script: Script) -> None:
    chromium = script("chromium", "echo Chromium 130.0")
    assert browser.find_browser() == chromium
    bare.setenv("CHROMIUM", str(script("other", "echo Chromium 131.0")))
    assert browser.find_browser() == chromium.with_name("other")


@pytest.mark.usefixtures("bare")
def test_a_script_that_only_advertises_a_browser_is_passed_over(script: Script) -> None:
    script("chromium", "echo please install the snap; exit 1")
    chrome = script("google-chrome", "echo Google Chrome 130.0")
    assert browser.find_browser() == chrome


def test_a_named_browser_that_does_not_start_is_not_replaced(
    bare: pytest.MonkeyPatch, script: Script
) -> None:
    script("chromium", "echo Chromium 130.0")
    bare.setenv("CHROMIUM", "/nowhere/chromium")
    assert browser.find_browser() is None
    assert browser.get_browser() is None


def test_root_gets_the_browser_of_the_system(bare: pytest.MonkeyPatch, script: Script) -> None:
    script("ready", "echo Chromium 130.0")
    tool = script("apt-get", f'[ "$1" = update ] || {LINK} -s ready "$(dirname "$0")/chromium"')
    script("dirname", f"echo {tool.parent}")
    bare.setattr(os, "geteuid", lambda: 0)
    assert browser.get_browser() == tool.with_name("chromium")


def test_others_get_the_browser_of_playwright(bare: pytest.MonkeyPatch, script: Script) -> None:
    script("apt-get", "exit 7")
    asked: list[tuple[str, ...]] = []
    bare.setattr(browser, "_run", lambda *commands: asked.extend(commands))
    bare.setattr(browser, "_from_playwright", FROM_PLAYWRIGHT)
    bare.setattr(os, "geteuid", lambda: 1000)
    assert browser.get_browser() is None
    assert [command[1:4] for command in asked] == [("-m", "playwright", "install")]


def test_a_machine_without_python_is_told_so(root: Path, tmp_path: Path) -> None:
    answer = environment(root, tmp_path / "made", "no-such-python")
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer" in answer.stderr


def test_a_python_without_venv_is_told_what_to_install(
    root: Path, tmp_path: Path, script: Script
) -> None:
    python = script("python", 'case "$2" in *ensurepip*) exit 1;; esac')
    answer = environment(root, tmp_path / "made", str(python))
    assert answer.returncode == 1
    assert "python3-venv" in answer.stderr


def test_a_folder_that_is_no_environment_is_not_emptied(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    answer = environment(root, tmp_path, sys.executable)
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "bin" / "python").exists()


def environment(root: Path, folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(root / ENVIRONMENT), str(folder), python],
        capture_output=True,
        text=True,
        check=False,
    )
