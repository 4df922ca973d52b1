"""What the homes receive: for each role, the next step first."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from annotator.codebook import queries as codebook
from annotator.dashboard import queries
from annotator.labelling import pages as labelling
from annotator.projects import queries as projects
from annotator.projects.actions import ProjectSettings
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.review import queries as review


@dataclass(frozen=True, slots=True)
class HomePage:
    """The projects of a person."""

    places: tuple[Place, ...]
    may_make_projects: bool


@dataclass(frozen=True, slots=True)
class LeadView:
    """What a lead needs to know of the project."""

    progress: queries.Progress
    annotators: tuple[queries.AnnotatorProgress, ...]
    disagreements: review.Counts


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


def home_page(session: Session, user_id: int, *, may_make_projects: bool) -> HomePage:
    """Gather a person's projects."""
    return HomePage(tuple(projects.places(session, user_id)), may_make_projects)


def project_page(session: Session, place: Place) -> ProjectPage:
    """Gather a project's home for one person."""
    lead = None
    if place.is_lead():
        lead = LeadView(
            queries.progress(session, place.project_id, place.overlap),
            tuple(queries.annotators(session, place.project_id)),
            review.counts(session, place.project_id),
        )
    labels = Role.ANNOTATOR in place.roles
    return ProjectPage(
        place=place,
        work=labelling.work_page(session, place) if labels else None,
        lead=lead,
        reads=bool(place.roles & {Role.LEAD, Role.RESEARCHER}),
        scheme=codebook.scheme(session, place.project_id),
    )
