"""What the page about names receives."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.pseudonyms import queries


@dataclass(frozen=True, slots=True)
class NamesPage:
    """Whether names are shown, and why the form could not be used."""

    shown: bool
    error: str = ""


def names_page(session: Session, project_id: int) -> NamesPage:
    """Gather the switch."""
    return NamesPage(queries.are_shown(session, project_id))
