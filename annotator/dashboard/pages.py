"""What the homes receive: for each role, the next step first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from annotator.codebook import queries as codebook
from annotator.dashboard import queries
from annotator.labelling import pages as labelling
from annotator.projects import queries as projects
from annotator.projects.actions import ProjectSettings
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.pseudonyms import queries as pseudonyms
from annotator.review import queries as review


@dataclass(frozen=True, slots=True)
class HomePage:
    """The projects of a person, archived ones apart."""

    places: tuple[Place, ...]
    archived: tuple[Place, ...]
    may_make_projects: bool


@dataclass(frozen=True, slots=True)
class LeadView:
    """What a lead needs to know of the project."""

    progress: queries.Progress
    annotators: tuple[queries.AnnotatorProgress, ...]
    disagreements: review.Counts
    names: Mapping[str, str]
    """Display names by pseudonym, empty where the project hides them."""


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project's home; each part is there for those whose role it serves."""

    place: Place
    work: labelling.WorkPage | None
    lead: LeadView | None
    reads: bool
    scheme: codebook.Scheme


@dataclass(frozen=True, slots=True)
class NewProjectPage:
    """What a person typed for a new project, with the error that it ran into."""

    settings: ProjectSettings = field(default_factory=lambda: ProjectSettings("", "en", 2))
    error: str = ""


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The name that a copy of a project shall have, with the error that it ran into."""

    name: str
    error: str = ""


def home_page(session: Session, user_id: int, *, may_make_projects: bool) -> HomePage:
    """Gather a person's projects."""
    mine = projects.places(session, user_id)
    return HomePage(
        tuple(place for place in mine if not place.archived),
        tuple(place for place in mine if place.archived),
        may_make_projects,
    )


def project_page(session: Session, place: Place) -> ProjectPage:
    """Gather a project's home for one person."""
    lead = None
    if place.is_lead():
        lead = LeadView(
            queries.progress(session, place.project_id, place.overlap),
            tuple(queries.annotators(session, place.project_id)),
            review.counts(session, place.project_id),
            pseudonyms.names(session, place),
        )
    labels = Role.ANNOTATOR in place.roles
    return ProjectPage(
        place=place,
        work=labelling.work_page(session, place) if labels else None,
        lead=lead,
        reads=bool(place.roles & {Role.LEAD, Role.RESEARCHER}),
        scheme=codebook.scheme(session, place.project_id),
    )
