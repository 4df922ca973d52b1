"""How far a job is, and stopping it."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from annotator.jobs import actions, queries
from annotator.web import guard
from annotator.web.database import read, write
from annotator.web.guard import Place
from annotator.web.rendering import htmx, render, render_fragment

routes = Blueprint("jobs", __name__, url_prefix="/p/<slug>/jobs")

LEAD, RESEARCHER = "lead", "researcher"


@routes.get("/<number:job_id>")
@guard.enter(LEAD, RESEARCHER)
def job(place: Place, job_id: int) -> ResponseReturnValue:
    """Show how far a job is; a page that watched it to its end is loaded anew."""
    found = read(queries.job, place.project_id, job_id)
    if not htmx:
        return render("jobs/job.html", found)
    response = render_fragment("jobs/_job.html", found)
    if found.is_over:
        response.headers["HX-Refresh"] = "true"
    return response


@routes.post("/<number:job_id>/stop")
@guard.enter(LEAD, RESEARCHER)
def stop(place: Place, job_id: int) -> ResponseReturnValue:
    """Let a job end at its next stop."""
    found = read(queries.job, place.project_id, job_id)
    if found.made_by != current_user.id and LEAD not in place.roles:
        flash("Only who started this work, or a lead, can stop it.", "warning")
    elif not write(actions.ask_to_stop, place.project_id, job_id):
        flash("It was over already.", "info")
    return redirect(guard.own_path(request.form.get("back", "")), code=303)
