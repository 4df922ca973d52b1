"""A page or document to its article in a process of its own, with limits on time and memory."""

import logging

from annotator.articles import reading_process
from annotator.articles.extracted import Extracted
from annotator.errors import Invalid

TIME_LIMIT = 20.0
"""Seconds that the reading of one page may take."""
DOCUMENT_TIME_LIMIT = 60.0
"""Seconds that the reading of one Word or PDF document may take."""
MEMORY_LIMIT = 1024 * 1024 * 1024
"""Bytes of address space that the reading may take."""

_LOG = logging.getLogger(__name__)
_PASTE = "Open it in a browser, copy the article's text and paste the text instead."
_PASTE_DOCUMENT = "Open it, copy the article's text and paste the text instead."


def extract_html(html: str, *, time_limit: float = TIME_LIMIT) -> Extracted:
    """Take the article out of a page, in another process; what cannot be read is refused."""
    return _extract("page", "html", html.encode("utf-8", "surrogatepass"), time_limit, _PASTE)


def extract_docx(raw: bytes, *, time_limit: float = DOCUMENT_TIME_LIMIT) -> Extracted:
    """Read a Word document in another process; its zip's size is checked before."""
    return _extract("document", "docx", raw, time_limit, _PASTE_DOCUMENT)


def extract_pdf(raw: bytes, *, time_limit: float = DOCUMENT_TIME_LIMIT) -> Extracted:
    """Read a PDF in another process."""
    return _extract("PDF", "pdf", raw, time_limit, _PASTE_DOCUMENT)


def _extract(what: str, kind: str, content: bytes, time_limit: float, instead: str) -> Extracted:
    try:
        return Extracted.from_json(reading_process.READERS.do(kind, content, time_limit))
    except reading_process.TooSlowError as error:
        raise Invalid(
            f"The {what} could not be read within {time_limit:g} seconds. {instead}"
        ) from error
    except (reading_process.BrokenError, ValueError, KeyError, TypeError) as error:
        _LOG.warning("a %s could not be read: %s", what, error)
        raise Invalid(f"The {what} is too large or too tangled to be read. {instead}") from error
