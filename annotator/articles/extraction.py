"""A web page to its article in a process of its own, with limits on time and memory."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from annotator.articles.extracted import Extracted
from annotator.errors import Invalid

MODULE = "annotator.articles.page_reader"
TIME_LIMIT = 20.0
"""Seconds that the reading of one page may take."""
MEMORY_LIMIT = 1024 * 1024 * 1024
"""Bytes of address space that the reading of one page may take."""

_LOG = logging.getLogger(__name__)
_PASTE = "Open it in a browser, copy the article's text and paste the text instead."


def extract_html(html: str, *, time_limit: float = TIME_LIMIT) -> Extracted:
    """Take the article out of a page, in another process; what cannot be read is refused."""
    try:
        done = subprocess.run(  # noqa: S603 - this program's own module and no shell
            [sys.executable, "-m", MODULE],
            input=json.dumps({"html": html}).encode(),
            capture_output=True,
            check=True,
            timeout=time_limit,
            env=_environment(),
        )
        return Extracted.from_json(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Invalid(
            f"The page could not be read within {time_limit:g} seconds. {_PASTE}"
        ) from error
    except (subprocess.CalledProcessError, ValueError, KeyError, TypeError) as error:
        said = getattr(error, "stderr", None) or b""
        _LOG.warning("a page could not be read: %s", said.decode(errors="replace")[-500:] or error)
        raise Invalid(f"The page is too large or too tangled to be read. {_PASTE}") from error


def _environment() -> dict[str, str]:
    """The child's environment: it finds the modules that this process finds, and no secrets."""
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP")
    paths = [str(Path(path or ".").resolve()) for path in sys.path]
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
    }
