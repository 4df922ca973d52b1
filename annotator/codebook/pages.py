"""What the codebook page receives."""

from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from annotator.codebook import guidelines, queries


@dataclass(frozen=True, slots=True)
class CodebookPage:
    """The scheme and the guidelines of a project."""

    scheme: queries.Scheme
    number: int
    guidelines_html: Markup


def codebook_page(session: Session, project_id: int) -> CodebookPage:
    """Gather the codebook for reading."""
    published = queries.guidelines(session, project_id)
    return CodebookPage(
        scheme=queries.scheme(session, project_id),
        number=published.number,
        guidelines_html=guidelines.html(published.markdown),
    )
