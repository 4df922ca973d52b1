"""Bringing articles in, and reading them."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from annotator.articles import actions, pages, queries
from annotator.articles.details import LONGEST, Details
from annotator.articles.preparing import prepare, sentences_by_paragraph
from annotator.articles.splitting import Sentence
from annotator.articles.understanding import understand, understand_text
from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Conflict, Invalid, TooLarge
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import htmx, render, render_fragment

routes = Blueprint("articles", __name__, url_prefix="/p/<slug>")

# Above the limits on texts and pages, so that those can be told with their own sentence.
LARGEST_UPLOAD = 64_000_000


@routes.get("/articles")
@guard.enter(Role.LEAD)
def articles(place: Place) -> ResponseReturnValue:
    """List the project's articles."""
    return render("articles/articles.html", read(pages.articles_page, place.project_id))


@routes.get("/articles/<number:article_id>")
@guard.enter(Role.LEAD)
def article(place: Place, article_id: int) -> ResponseReturnValue:
    """Show an article as it was understood."""
    page = read(pages.article_page, place.project_id, article_id)
    return render("articles/article.html", page)


@routes.route("/imports", methods=["GET", "POST"])
@guard.enter(Role.LEAD)
@forms.takes_up_to(LARGEST_UPLOAD)
def start_import(place: Place) -> ResponseReturnValue:
    """Take a pasted text or a file, and go on to what was understood of it."""
    if request.method == "GET":
        return render("articles/import.html", pages.ImportForm())
    # A form sends each line end as CR LF, whatever the pasted text had.
    pasted = request.form.get("text", "").replace("\r\n", "\n")
    upload = request.files.get("file")
    try:
        if upload and upload.filename:
            raw, source = upload.read(), upload.filename[:LONGEST]
            understood = understand(raw, source, None)
        else:
            raw, source = pasted.encode(errors="surrogatepass"), "pasted"
            understood = understand_text(pasted, None)
        prepared, by = prepare(understood, raw), current_user.id
        batch_id = write(actions.save_draft, place.project_id, prepared, source, actor_id=by)
    except TooLarge as error:
        # So much text is not sent back: the page would hang the browser that shows it.
        return render("articles/import.html", pages.ImportForm("", str(error)), status=413)
    except (Invalid, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 400
        form = pages.ImportForm(pasted, str(error))
        return render("articles/import.html", form, status=status)
    return redirect(url_for(".preview", slug=place.slug, batch_id=batch_id), code=303)


@routes.get("/imports/<number:batch_id>")
@guard.enter(Role.LEAD)
def preview(place: Place, batch_id: int) -> ResponseReturnValue:
    """Show what was understood and dropped, before anything is saved for others."""
    page = read(pages.preview_page, place.project_id, batch_id)
    return render("articles/preview.html", page)


@routes.post("/imports/<number:batch_id>")
@guard.enter(Role.LEAD)
@forms.takes_up_to(LARGEST_UPLOAD)
def finish_import(place: Place, batch_id: int) -> ResponseReturnValue:
    """Keep the corrections; with the intent “live”, save the article for the project."""
    details, zones = _details(), _zones()
    live = request.form.get("intent") == "live"
    try:
        details.checked()
        sentences = read(_split, place.project_id, batch_id, details.language)
        write(_keep, place.project_id, batch_id, (details, zones, sentences), live=live)
    except (Invalid, Conflict) as error:
        page = read(pages.preview_page, place.project_id, batch_id)
        shown = page.as_typed(details, zones, str(error))
        return render("articles/preview.html", shown, status=400)
    if not live:
        return redirect(url_for(".preview", slug=place.slug, batch_id=batch_id), code=303)
    flash(f"“{details.title}” is in the project now.", "success")
    return redirect(url_for(".articles", slug=place.slug), code=303)


@routes.post("/imports/<number:batch_id>/zones")
@guard.enter(Role.LEAD)
def set_zone(place: Place, batch_id: int) -> ResponseReturnValue:
    """Change what one paragraph is, while the preview is open."""
    zones = _zones()
    write(_set_zones, place.project_id, batch_id, zones)
    page = read(pages.preview_page, place.project_id, batch_id)
    if not htmx:
        return redirect(url_for(".preview", slug=place.slug, batch_id=batch_id), code=303)
    return render_fragment("articles/_paragraphs.html", page)


@routes.post("/imports/<number:batch_id>/drop")
@guard.enter(Role.LEAD)
def drop_import(place: Place, batch_id: int) -> ResponseReturnValue:
    """Forget an import that was never saved."""
    write(actions.drop_draft, place.project_id, batch_id, actor_id=current_user.id)
    flash("The import was dropped; nothing was saved.", "info")
    return redirect(url_for(".articles", slug=place.slug), code=303)


Kept = tuple[Details, Mapping[int, Zone], Mapping[int, tuple[Sentence, ...]]]


def _keep(session: Session, project_id: int, batch_id: int, kept: Kept, *, live: bool) -> None:
    details, zones, sentences = kept
    article, _ = queries.draft(session, project_id, batch_id)
    actions.edit_draft(session, article.id, details, zones)
    if sentences:
        actions.split_again(session, article.id, sentences)
    if live:
        actions.make_live(session, project_id, batch_id, actor_id=current_user.id)


def _set_zones(session: Session, project_id: int, batch_id: int, zones: Mapping[int, Zone]) -> None:
    article, _ = queries.draft(session, project_id, batch_id)
    actions.edit_draft(session, article.id, pages.details_of(article), zones)


def _split(
    session: Session, project_id: int, batch_id: int, language: str
) -> dict[int, tuple[Sentence, ...]]:
    """The sentences of a draft in another language; empty when the language stays."""
    article, _ = queries.draft(session, project_id, batch_id)
    if article.language == language:
        return {}
    rows = queries.paragraphs(session, article.id)
    paragraphs = [Paragraph(row.start, row.end, Zone(row.zone), row.reason) for row in rows]
    found = sentences_by_paragraph(article.text, paragraphs, language)
    return {row.id: sentences for row, sentences in zip(rows, found, strict=True)}


def _details() -> Details:
    return Details(
        title=forms.text("title", limit=10 * LONGEST),
        outlet=forms.text("outlet", limit=10 * LONGEST),
        byline=forms.text("byline", limit=10 * LONGEST),
        url=forms.text("url", limit=10 * LONGEST),
        published_on=forms.text("published_on", limit=40),
        language=forms.text("language", limit=40) or "und",
    )


def _zones() -> dict[int, Zone]:
    """The zones that the form names, as `zone-<paragraph>`."""
    found = {}
    for name, value in request.form.items():
        if name.startswith("zone-"):
            if value not in set(Zone):
                raise Invalid(f"There is no zone “{value[:40]}”.")
            found[forms.whole(name.removeprefix("zone-"), "zone")] = Zone(value)
    return found
