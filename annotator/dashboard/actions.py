"""Starting a study."""

from sqlalchemy.orm import Session

from annotator.codebook.actions import publish_default
from annotator.projects.actions import ProjectSettings, add_project


def start_project(
    session: Session, settings: ProjectSettings, actor_id: int, lead: str
) -> tuple[int, str]:
    """Make a project with the default codebook, led by `lead`; returns its number and address."""
    project_id, slug = add_project(session, settings, actor_id, lead)
    publish_default(session, project_id)
    return project_id, slug
