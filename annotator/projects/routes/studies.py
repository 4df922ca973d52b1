"""The administrator's pages about projects, which show nothing of what is in them."""

from dataclasses import replace

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.errors import Invalid, NotFound
from annotator.projects import actions
from annotator.projects.administration import pages
from annotator.projects.roles import Role
from annotator.projects.routes import admin
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import render


@admin.get("/projects")
@guard.administrator
def projects() -> ResponseReturnValue:
    """List all projects."""
    return render("admin/projects.html", read(pages.projects_page))


@admin.get("/projects/<number:project_id>")
@guard.administrator
def project(project_id: int) -> ResponseReturnValue:
    """Show who leads a project."""
    return render("admin/project.html", read(pages.project_page, project_id))


@admin.post("/projects/<number:project_id>/leads")
@guard.administrator
def name_lead(project_id: int) -> ResponseReturnValue:
    """Make a person a lead of a project, beside those it has."""
    page = read(pages.project_page, project_id)
    try:
        page = replace(page, username=forms.text("username", limit=64))
        write(actions.add_role, project_id, page.username, Role.LEAD, actor_id=current_user.id)
    except (Invalid, NotFound) as error:
        return render("admin/project.html", replace(page, error=str(error)), status=400)
    flash(f"{page.username} leads {page.project.name} now.", "success")
    return redirect(url_for(".project", project_id=project_id), code=303)


@admin.post("/projects/<number:project_id>/archive")
@guard.administrator
def archive(project_id: int) -> ResponseReturnValue:
    """Close a project for changes."""
    write(actions.archive, project_id, actor_id=current_user.id)
    flash("The project is archived.", "success")
    return redirect(url_for(".project", project_id=project_id), code=303)


@admin.post("/projects/<number:project_id>/unarchive")
@guard.administrator
def unarchive(project_id: int) -> ResponseReturnValue:
    """Open an archived project again."""
    write(actions.unarchive, project_id, actor_id=current_user.id)
    flash("The project is open again.", "success")
    return redirect(url_for(".project", project_id=project_id), code=303)
