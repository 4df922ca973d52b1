"""The process that reads one page: `python -m annotator.articles.page_reader`.

It reads {"html": ...} and answers with the article, or with {"refused": "why"}, as JSON.
"""

import json
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

from annotator.articles.extraction import MEMORY_LIMIT, TIME_LIMIT
from annotator.errors import Invalid


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
