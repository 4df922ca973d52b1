"""Bringing articles in: the form, and the preview of one article."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from annotator.articles import actions, pages, queries
from annotator.articles.details import Details
from annotator.articles.preparing import Prepared, prepare, sentences_by_paragraph
from annotator.articles.routes import routes
from annotator.articles.routes.keeping import is_bundle, keep_files, leave
from annotator.articles.sources import Failed, Options, read_source
from annotator.articles.sources.kinds import Kind, kind_of
from annotator.articles.splitting import Sentence
from annotator.articles.understanding import Understood, understand, understand_text
from annotator.articles.uploads import Upload, named_apart
from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Conflict, Invalid, NotFound, TooLarge
from annotator.projects.place import Place
from annotator.projects.roles import Role
from annotator.web import forms, guard
from annotator.web.database import read, write
from annotator.web.rendering import htmx, render, render_fragment

# Above the limits on texts and pages, so that those can be told with their own sentence.
LARGEST_UPLOAD = 64_000_000

PREVIEW = "/imports/<number:batch_id>"
ONE_OF_MANY = "/imports/<number:batch_id>/articles/<number:draft_id>"


@routes.route("/imports", methods=["GET", "POST"])
@guard.enter(Role.LEAD)
@forms.takes_up_to(LARGEST_UPLOAD)
def start_import(place: Place) -> ResponseReturnValue:
    """Take a pasted text or files, and go on to what was understood of them."""
    if request.method == "GET":
        return render("articles/import.html", pages.ImportForm())
    # A form sends each line end as CR LF, whatever the pasted text had.
    pasted = request.form.get("text", "").replace("\r\n", "\n")
    try:
        uploads = _uploads(request.files.getlist("file"))
        if is_bundle(uploads):
            return keep_files(place, uploads, _act(one.raw for one in uploads))
        raw, source, understood = _understood(uploads, pasted)
        prepared, by = _prepared(understood, raw, source), current_user.id
        act = _act([raw])
        batch_id = write(
            actions.save_draft, place.project_id, prepared, source, actor_id=by, op_id=act
        )
    except TooLarge as error:
        # So much text is not sent back: the page would hang the browser that shows it.
        return render("articles/import.html", pages.ImportForm("", str(error)), status=413)
    except (Invalid, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 400
        form = pages.ImportForm(pasted, str(error))
        return render("articles/import.html", form, status=status)
    return redirect(url_for(".preview", slug=place.slug, batch_id=batch_id), code=303)


@routes.get(PREVIEW)
@guard.enter(Role.LEAD)
def preview(place: Place, batch_id: int) -> ResponseReturnValue:
    """Show what was understood and dropped, before anything is saved for others."""
    try:
        found = read(queries.import_, place.project_id, batch_id)
        if found.is_many or found.is_live:
            return redirect(url_for(".batch", slug=place.slug, batch_id=batch_id), code=303)
        page = read(pages.preview_page, place.project_id, batch_id)
    except NotFound:
        return leave(place, batch_id)
    return render("articles/preview.html", page)


@routes.get(ONE_OF_MANY)
@guard.enter(Role.LEAD)
def correct(place: Place, batch_id: int, draft_id: int) -> ResponseReturnValue:
    """Show one article of many before it is saved."""
    try:
        page = read(pages.preview_page, place.project_id, batch_id, draft_id)
    except NotFound:
        return leave(place, batch_id)
    return render("articles/preview.html", page)


@routes.post(PREVIEW)
@guard.enter(Role.LEAD)
@forms.takes_up_to(LARGEST_UPLOAD)
def finish_import(place: Place, batch_id: int) -> ResponseReturnValue:
    """Keep the corrections; with the intent “live”, save the article for the project."""
    live = request.form.get("intent") == "live"
    failed = _corrected(place, batch_id, None, live=live)
    if failed is not None:
        return failed
    if not live:
        return redirect(url_for(".preview", slug=place.slug, batch_id=batch_id), code=303)
    flash(f"“{request.form.get('title', '').strip()}” is in the project now.", "success")
    return redirect(url_for(".articles", slug=place.slug), code=303)


@routes.post(ONE_OF_MANY)
@guard.enter(Role.LEAD)
@forms.takes_up_to(LARGEST_UPLOAD)
def keep_corrections(place: Place, batch_id: int, draft_id: int) -> ResponseReturnValue:
    """Keep the corrections of one article of many; with the intent “next”, go on to the next."""
    failed = _corrected(place, batch_id, draft_id, live=False)
    if failed is not None:
        return failed
    if request.form.get("intent") == "next":
        following = read(pages.preview_page, place.project_id, batch_id, draft_id).next_id
        if following is not None:
            return redirect(
                url_for(".correct", slug=place.slug, batch_id=batch_id, draft_id=following),
                code=303,
            )
    flash("The corrections are kept.", "success")
    return redirect(
        url_for(".batch", slug=place.slug, batch_id=batch_id, after=draft_id - 1), code=303
    )


@routes.post(f"{PREVIEW}/zones")
@guard.enter(Role.LEAD)
def set_zone(place: Place, batch_id: int) -> ResponseReturnValue:
    """Change what one paragraph is, while the preview is open."""
    return _set_zones(place, batch_id, None)


@routes.post(f"{ONE_OF_MANY}/zones")
@guard.enter(Role.LEAD)
def set_zone_of(place: Place, batch_id: int, draft_id: int) -> ResponseReturnValue:
    """Change what one paragraph of one article of many is."""
    return _set_zones(place, batch_id, draft_id)


@routes.post(f"{ONE_OF_MANY}/drop")
@guard.enter(Role.LEAD)
def drop_one(place: Place, batch_id: int, draft_id: int) -> ResponseReturnValue:
    """Leave one article out of an import of many."""
    by = current_user.id
    try:
        write(actions.drop_one, place.project_id, batch_id, draft_id, actor_id=by)
    except NotFound:
        return leave(place, batch_id)
    flash("The article was dropped; it will not be in the project.", "info")
    address = url_for(".batch", slug=place.slug, batch_id=batch_id, after=draft_id - 1)
    return redirect(guard.own_path(request.form.get("back") or address), code=303)


def _uploads(sent: list[FileStorage]) -> list[Upload]:
    chosen = [one for one in sent if one.filename]
    names = named_apart(one.filename or "" for one in chosen)
    return [Upload(name, one.read()) for name, one in zip(names, chosen, strict=True)]


def _understood(uploads: list[Upload], pasted: str) -> tuple[bytes, str, Understood]:
    """The bytes, the source and what was understood of one file, or else of what was pasted."""
    if not uploads:
        return pasted.encode(errors="surrogatepass"), "pasted", understand_text(pasted, None)
    (file,) = uploads
    if kind_of(file.name, file.raw) is Kind.TEXT:
        return file.raw, file.name, understand(file.raw, file.name, None)
    item = next(read_source(file.name, file.raw, Options()))
    if isinstance(item, Failed):
        raise Invalid(item.reason)
    return file.raw, file.name, item.understood


def _prepared(understood: Understood, raw: bytes, source: str) -> Prepared:
    prepared = prepare(understood, raw)
    prepared.report["source"] = source
    return prepared


def _act(sent: Iterable[bytes]) -> str | None:
    """The name of this act: the same form sent twice with the same content is one act."""
    form = forms.text("act", limit=40)
    if not form:
        return None
    content = hashlib.sha256(b"".join(hashlib.sha256(raw).digest() for raw in sent))
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{current_user.id} {form} {content.hexdigest()}"))


def _corrected(
    place: Place, batch_id: int, article_id: int | None, *, live: bool
) -> ResponseReturnValue | None:
    """Keep what was typed; the answer that says why it could not be kept, if it could not."""
    details, zones, where = _details(), _zones(), (place.project_id, batch_id, article_id)
    try:
        details.checked()
        sentences = read(_split, *where, details.language)
        write(_keep, *where, (details, zones, sentences), live=live)
    except NotFound:
        return leave(place, batch_id)
    except (Invalid, Conflict) as error:
        page = read(pages.preview_page, *where)
        shown = page.as_typed(details, zones, str(error))
        return render("articles/preview.html", shown, status=400)
    return None


Kept = tuple[Details, Mapping[int, Zone], Mapping[int, tuple[Sentence, ...]]]


def _keep(
    session: Session,
    project_id: int,
    batch_id: int,
    article_id: int | None,
    kept: Kept,
    *,
    live: bool,
) -> None:
    details, zones, sentences = kept
    article = queries.draft_article(session, project_id, batch_id, article_id)
    actions.edit_draft(session, article.id, details, zones)
    if sentences:
        actions.split_again(session, article.id, sentences)
    if live:
        actions.make_live(session, project_id, batch_id, actor_id=current_user.id)


def _set_zones(place: Place, batch_id: int, article_id: int | None) -> ResponseReturnValue:
    where = (place.project_id, batch_id, article_id)
    zones = _zones()
    try:
        write(_keep_zones, *where, zones)
        page = read(pages.preview_page, *where)
    except NotFound:
        if htmx:
            raise
        return leave(place, batch_id)
    if htmx:
        return render_fragment("articles/_paragraphs.html", page)
    if article_id is None:
        return redirect(url_for(".preview", slug=place.slug, batch_id=batch_id), code=303)
    address = url_for(".correct", slug=place.slug, batch_id=batch_id, draft_id=article_id)
    return redirect(address, code=303)


def _keep_zones(
    session: Session,
    project_id: int,
    batch_id: int,
    article_id: int | None,
    zones: Mapping[int, Zone],
) -> None:
    article = queries.draft_article(session, project_id, batch_id, article_id)
    actions.set_zones(session, article.id, zones)


def _split(
    session: Session, project_id: int, batch_id: int, article_id: int | None, language: str
) -> dict[int, tuple[Sentence, ...]]:
    """The sentences of a draft in another language; empty when the language stays."""
    article = queries.draft_article(session, project_id, batch_id, article_id)
    if article.language == language:
        return {}
    rows = queries.paragraphs(session, article.id)
    paragraphs = [Paragraph(row.start, row.end, Zone(row.zone), row.reason) for row in rows]
    found = sentences_by_paragraph(article.text, paragraphs, language)
    return {row.id: sentences for row, sentences in zip(rows, found, strict=True)}


def _details() -> Details:
    """What was typed, however long: what is too long is told beside the form, which keeps it."""
    most = forms.LARGEST_FORM
    return Details(
        title=forms.text("title", limit=most),
        outlet=forms.text("outlet", limit=most),
        byline=forms.text("byline", limit=most),
        url=forms.text("url", limit=most),
        published_on=forms.text("published_on", limit=most),
        language=forms.text("language", limit=most) or "und",
        text_licence=forms.text("text_licence", limit=most),
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
