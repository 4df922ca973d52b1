"""A web page to its article in a process of its own, with limits on time and memory.

`python -m annotator.articles.extraction` reads {"html": ...} and answers with the article, or with
{"refused": "why"}, as JSON.
"""

import json
import logging
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

if sys.platform != "win32":
    import resource

from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Invalid

MODULE = "annotator.articles.extraction"
TIME_LIMIT = 20.0
"""Seconds that the reading of one page may take."""
MEMORY_LIMIT = 1024 * 1024 * 1024
"""Bytes of address space that the reading of one page may take."""

_LOG = logging.getLogger(__name__)
_PASTE = "Open it in a browser, copy the article's text and paste the text instead."


@dataclass(frozen=True)
class Extracted:
    """An article taken out of a page, and what of the page was left behind."""

    title: str
    outlet: str
    byline: str
    published_on: date | None
    published_precision: str
    url: str
    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    extractor: str

    def to_json(self) -> str:
        """The article as JSON, dates in ISO form."""
        return json.dumps(asdict(self), default=date.isoformat)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Extracted":
        """The article that `to_json` wrote."""
        data = json.loads(text)
        if "refused" in data:
            raise Invalid(data["refused"])
        data["published_on"] = data["published_on"] and date.fromisoformat(data["published_on"])
        data["paragraphs"] = tuple(
            Paragraph(**{**paragraph, "zone": Zone(paragraph["zone"])})
            for paragraph in data["paragraphs"]
        )
        data["dropped"], data["notes"] = tuple(data["dropped"]), tuple(data["notes"])
        return cls(**data)


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


def limit_this_process() -> None:
    """Cap memory and processor time where the platform can; the time-out holds everywhere."""
    if sys.platform == "win32":
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, int(TIME_LIMIT) + 1),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS refuses some limits
            resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    limit_this_process()
    from annotator.articles.html import extract  # the libraries count towards the limits

    try:
        answer = extract(json.loads(sys.stdin.buffer.read())["html"]).to_json()
    except Invalid as refusal:
        answer = json.dumps({"refused": str(refusal)})
    sys.stdout.write(answer)
