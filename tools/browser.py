"""Find a browser for the browser tests, or bring one.

`python tools/browser.py` prints the path of a usable Chromium. If none is installed it takes the
system's package where the person is root, else the one that Playwright brings. The tests call
`find_browser()`, which never installs anything, and fail with `MISSING` if it finds none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
)

PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
)

# How a system's package manager is asked, by the command that shows it is there.
PACKAGES = {
    "apt-get": (
        ("apt-get", "update", "-qq"),
        ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"),
    ),
    "dnf": (("dnf", "install", "-y", "-q", "chromium"),),
    "apk": (("apk", "add", "--quiet", "chromium"),),
}

MISSING = (
    "The browser tests need Chromium or Chrome and found none. Install one with your system's "
    "package manager (on Debian: apt install chromium) or with `python -m playwright install "
    "--with-deps chromium`, or set the variable CHROMIUM to the path of yours."
)

# Asks Playwright in a process of its own: its API cannot be started twice in one.
PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_browser() -> Path | None:
    """Return a Chromium that starts: the one that CHROMIUM names, an installed one, Playwright's.

    Where CHROMIUM is set, no other is taken.
    """
    named = os.environ.get("CHROMIUM")
    found = iter([Path(named)]) if named else _installed()
    return next((path for path in found if _starts(path)), None)


def get_browser() -> Path | None:
    """Return a browser as `find_browser` does, after installing one if there is none."""
    for bring in (_nothing, _from_system, _from_playwright):
        bring()
        if found := find_browser():
            return found
        if os.environ.get("CHROMIUM"):
            return None
    return None


def _installed() -> Iterator[Path]:
    """Every place where a browser may be, the likeliest first."""
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (Path(place) for place in PLACES if Path(place).exists())
    command = [sys.executable, "-c", PLAYWRIGHT_PATH]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        yield Path(answer.stdout.strip())


def _starts(path: Path) -> bool:
    """Tell whether this is a browser; some systems have a script there that only advertises one."""
    try:
        command = [str(path), "--version"]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and any(character.isdigit() for character in answer.stdout)


def _nothing() -> None:
    """Bring nothing: a browser may be there already."""


def _from_system() -> None:
    """Install the system's package, where the person is root and a known package manager exists."""
    manager = next((name for name in PACKAGES if shutil.which(name)), None)
    if manager and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"No browser found: installing Chromium with {manager} ...", flush=True)
        _run(*PACKAGES[manager])


def _from_playwright() -> None:
    """Download the Chromium that belongs to the installed Playwright."""
    print("No browser found: downloading the one that Playwright brings ...", flush=True)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    libraries = ["--with-deps"] if root and shutil.which("apt-get") else []
    _run((sys.executable, "-m", "playwright", "install", "--no-shell", *libraries, "chromium"))


def _run(*commands: tuple[str, ...]) -> None:
    """Run commands up to the first that fails; whether they helped is seen by looking again."""
    environment = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in commands:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return


if __name__ == "__main__":
    browser = get_browser()
    print(browser or MISSING, file=sys.stdout if browser else sys.stderr)
    sys.exit(0 if browser else 1)
