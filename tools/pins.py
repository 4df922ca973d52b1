"""Write requirements/: the exact versions and hashes that pyproject.toml resolves to.

Run by `make pins`. What is pinned stays as it is as long as pyproject.toml allows it; to move to
newer versions, `make pins UPGRADE=--upgrade`, or `UPGRADE="--upgrade-package flask"` for one.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"


def compile_pins(name: str, *arguments: str, upgrade: list[str], requires: str = "") -> None:
    """Resolve for every system and Python the project supports and write requirements/<name>.txt.

    The file holds no host name and no path, so that it says the same wherever it was made.
    """
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"),
            *("--no-emit-index-url", "--output-file", str(REQUIREMENTS / f"{name}.txt")),
            *upgrade,
            *arguments,
        ],
        cwd=ROOT,
        input=requires,
        text=True,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def main(upgrade: list[str]) -> None:
    """Pin what the app needs, then the tests beside it, then what builds the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = "\n".join(project["build-system"]["requires"])
    app = ("--constraint", "requirements/app.txt")
    compile_pins("app", "pyproject.toml", upgrade=upgrade)
    compile_pins("test", "pyproject.toml", "--group", "test", *app, upgrade=upgrade)
    compile_pins("build", "-", upgrade=upgrade, requires=build)


if __name__ == "__main__":
    main(sys.argv[1:])
