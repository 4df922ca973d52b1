"""Hostile texts in a real browser: nothing runs, nothing is bent out of shape, all is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page

from annotator import schema
from annotator.db import Database
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.marks import Mark
from annotator.review.actions import Ruling, settle
from annotator.review.verdicts import Verdict
from browser.live import Server, Visit, Watch
from factories import CLAIM, DENIAL, Study, act, make_study
from web.security.hostile import HOSTILE

NARROW = {"width": 390, "height": 844}
# Line breaks begin sentences and paragraphs of their own; NUL is taken out by the import.
# A link in a drawing has no plain href of its own.
LINKS = "links => links.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
WORDS = {what: " ".join(text.replace("\0", "").split())[:2000] for what, text in HOSTILE.items()}
TALE = """addEventListener("securitypolicyviolation",
    event => console.error("policy: " + event.violatedDirective + " " + event.blockedURI));
for (const name of ["alert", "confirm", "prompt"]) {
    window[name] = () => console.error("ran: " + name);
}"""


@dataclass
class Hostile:
    """A study in which every text is hostile, with ana's copies of its articles."""

    study: Study
    copies: dict[str, int]
    articles: dict[str, int]


@pytest.fixture
def hostile(database: Database) -> Hostile:
    study = make_study(database, "ana", "ben")
    copies, articles = {}, {}
    for place, (what, words) in enumerate(WORDS.items()):
        text = f"Before {words} after. This was text {place}."
        number = articles[what] = study.add_article(text, title=words[:400] or "-")
        mine, theirs = study.desk("ana", number), study.desk("ben", number)
        copies[what] = mine.assignment_id
        units = database.read(desks.units, mine)
        for desk, label in ((mine, CLAIM), (theirs, DENIAL)):
            mark = Mark(label, note=words)
            database.write(labelling.mark_sentence, desk, act(), units[0].id, mark)
    for what in ("script", "image in quotation", "long word"):
        _settled(study, articles[what], WORDS[what])
    _named(database, study)
    return Hostile(study, copies, articles)


def _settled(study: Study, article: int, words: str) -> None:
    for person in ("ana", "ben"):
        desk = _desk(study, person, article)
        marked = study.database.read(desks.marks, desk)
        units = study.database.read(desks.units, desk)
        study.database.write(labelling.submit, desk, act(), len(units) - len(marked))
    ruling = Ruling(Verdict.SETTLED, CLAIM, words, words[:40])
    study.database.write(
        settle, study.project_id, units[0].id, ruling, lead=study.users["lead"], seen=0
    )


def _desk(study: Study, person: str, article: int) -> desks.Desk:
    assignment = schema.metadata.tables["assignment"]
    found = study.database.read(
        lambda session: session.execute(
            sa.select(assignment.c.id).where(
                assignment.c.article_id == article,
                assignment.c.participant_id == study.places[person].participant_id,
            )
        ).scalar_one()
    )
    return study.reload(person, int(found))


def _named(database: Database, study: Study) -> None:
    """Names as hostile as the texts."""
    tables = schema.metadata.tables
    user, project, article = tables["user"], tables["project"], tables["article"]

    def name(session: object) -> None:
        run = session.execute  # type: ignore[attr-defined]  # a session
        run(sa.update(user).where(user.c.username == "ana").values(display_name=WORDS["image"]))
        run(sa.update(user).where(user.c.username == "ben").values(display_name="b" * 120))
        run(sa.update(project).values(name=WORDS["script that ends another"] + "n" * 80))
        run(
            sa.update(article).values(
                outlet=WORDS["drawing"], byline=WORDS["attribute"], url=WORDS["script address"]
            )
        )

    assert study.users
    database.write(name)


@pytest.fixture
def guarded(visit: Visit, server: Server, hostile: Hostile) -> Callable[[str], Page]:
    """A browser at 390 px in which whatever runs makes a noise in the console."""
    assert hostile

    def open_page(username: str) -> Page:
        page = visit(server, username, "/sign-in", viewport=NARROW)
        page.context.add_init_script(TALE)
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        return page

    return open_page


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_hostile_article_is_read_and_labelled_as_it_is(
    guarded: Callable[[str], Page], hostile: Hostile, server: Server
) -> None:
    page = guarded("ana")
    wide, different = [], []
    for what, number in hostile.copies.items():
        page.goto(f"{server.url}/p/{hostile.study.slug}/work/{number}")
        if too_wide(page):
            wide.append(what)
        sentences = page.locator(".reading [data-start]").all_text_contents()
        shown = plain("".join(sentences))
        if plain(f"Before {WORDS[what]} after.") not in shown:
            different.append(f"{what}: {shown[:200]}")
    assert not different
    assert not wide


def test_every_page_of_a_lead_with_hostile_texts_keeps_its_shape(
    guarded: Callable[[str], Page], hostile: Hostile, server: Server
) -> None:
    page = guarded("lead")
    base = f"{server.url}/p/{hostile.study.slug}"
    waiting = [f"{server.url}/", *(f"{base}/articles/{n}" for n in hostile.articles.values())]
    known, wide = set(waiting), []
    while waiting:
        address = waiting.pop(0)
        page.goto(address)
        if too_wide(page):
            wide.append(address)
        for link in page.eval_on_selector_all(
            "a[href]",
            'links => links.map(a => new URL(a.getAttribute("href"), document.baseURI).href)',
        ):
            kind = re.sub(r"\d+", "N", link)
            if (
                link.startswith(server.url)
                and not re.search("/export/|/charts/|/receipt", link)
                and kind not in known
            ):
                known |= {kind, link}
                waiting.append(link)
    assert not wide
    assert len(known) > 10


def test_a_script_that_would_run_is_noticed(
    contexts: Callable[..., BrowserContext], server: Server, hostile: Hostile, watch: Watch
) -> None:
    assert hostile
    page = contexts(base_url=server.url).new_page()
    page.add_init_script(TALE)
    page.goto("/sign-in")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    page.wait_for_timeout(300)
    assert any("policy: script-src" in problem for problem in watch.problems)
    watch.problems.clear()
