"""The process that reads pages and documents: `python -m annotator.articles.page_reader`.

Each task is a line of JSON, {"kind": "html", "size": 1234, "seconds": 20}, and as many bytes; the
answer is a line with its size, and the article, or {"refused": "why"}, as JSON.
"""

import json
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

from annotator.articles.extraction import MEMORY_LIMIT
from annotator.errors import Invalid


def limit_memory() -> None:
    """Cap this process's memory where the platform can."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_AS, MEMORY_LIMIT)


def limit_time(seconds: float) -> None:
    """Cap the next task's processor time where the platform can; a time-out holds everywhere."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 2)


def answer(kind: str, content: bytes) -> str:
    """Read one page or document; the libraries are loaded for the first that needs them."""
    if kind == "html":
        from annotator.articles.html import extract  # noqa: PLC0415 - it counts towards the limits

        return extract(content.decode("utf-8", "surrogatepass")).to_json()
    if kind == "docx":
        from annotator.articles.sources.docx import read_docx  # noqa: PLC0415 - as above

        return read_docx(content).to_json()
    if kind == "pdf":
        from annotator.articles.sources.pdf import read_pdf  # noqa: PLC0415 - as above

        return read_pdf(content).to_json()
    raise ValueError(kind)


def serve() -> None:
    """Answer tasks until there are no more."""
    tasks, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    for line in iter(tasks.readline, b""):
        task = json.loads(line)
        limit_time(task["seconds"])
        try:
            said = answer(task["kind"], tasks.read(task["size"]))
        except Invalid as refusal:
            said = json.dumps({"refused": str(refusal)})
        data = said.encode("utf-8", "surrogatepass")
        answers.write(b"%d\n%b" % (len(data), data))
        answers.flush()


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):  # macOS refuses some limits
        resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    limit_memory()
    serve()
