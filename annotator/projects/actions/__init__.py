"""Writes to projects and their participants."""

from annotator.projects.actions.people import add_role, join, remove, remove_person, set_roles
from annotator.projects.actions.studies import (
    LARGEST_OVERLAP,
    ProjectSettings,
    add_project,
    archive,
    edit_project,
    unarchive,
)

__all__ = [
    "LARGEST_OVERLAP",
    "ProjectSettings",
    "add_project",
    "add_role",
    "archive",
    "edit_project",
    "join",
    "remove",
    "remove_person",
    "set_roles",
    "unarchive",
]
