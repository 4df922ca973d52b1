"""Two projects with rows in every table, and a person of every standing towards the first."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from annotator import clock, schema
from annotator.accounts import queries as accounts
from annotator.accounts.actions import add_user
from annotator.accounts.openid import EXTENSION
from annotator.accounts.openid.identity import Identity, NotVerified
from annotator.accounts.routes import openid
from annotator.articles import actions as articles
from annotator.articles.preparing import prepare
from annotator.articles.understanding import understand_text
from annotator.dashboard.actions import start_project
from annotator.db import Database, driver
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.marks import Mark, Phrase
from annotator.projects import queries as projects
from annotator.projects.actions import ProjectSettings, set_roles
from annotator.review.actions import Ruling, settle
from annotator.review.verdicts import Verdict
from conftest import signed_in
from factories import CLAIM, DENIAL, Study, act

COOKIE = "annotator"
ISSUER = "https://people.example"
LATER = 10**15 * 9

# Stands in whatever one person writes and an annotator must not read of others.
SECRET = "CANARY"

OUTLET, BYLINE, URL = "Quillon Courier", "Yolanda Umbridge", "https://quilloncourier.example/a/77"

# Who they are towards the first project, and their user names there or in the other one.
STANDINGS = {
    "anonymous": "",
    "annotator": "ana",
    "lead": "mira",
    "researcher": "rosa",
    "administrator": "adam",
    "other annotator": "oana",
    "other lead": "olaf",
    "other researcher": "oreo",
    "disabled": "dora",
    "removed": "remo",
}
ELSEWHERE = {"other annotator", "other lead", "other researcher", "administrator", "removed"}
NOBODY = {"anonymous", "disabled"}
ROLES = ("lead", "annotator", "researcher")


class Elsewhere:
    """A provider for sign-in that names nobody; tests/web/openid has one that does."""

    def address(self, _back: str) -> str:
        return f"{ISSUER}/authorize"

    def was_refused(self) -> bool:
        return False

    def identity(self) -> Identity:
        raise NotVerified


@dataclass(frozen=True)
class World:
    """The application, its two studies, and a client for each standing."""

    app: Flask
    database: Database
    here: Study
    there: Study
    cookies: Mapping[str, str]
    file: str
    saved: Any = field(repr=False)

    def client(self, standing: str) -> FlaskClient:
        """A browser of this person that remembers nothing but who they are."""
        client = self.app.test_client()
        if standing in self.cookies:
            client.set_cookie(COOKIE, self.cookies[standing])
        return client

    def restore(self) -> None:
        """Put every row back as it was."""
        with closing(driver().connect(self.file)) as live:
            self.saved.backup(live)

    def rows(self, study: Study) -> dict[str, list[tuple[object, ...]]]:
        """Everything that belongs to a study."""
        found = {}
        with self.database.snapshot() as session:
            for name, one in schema.metadata.tables.items():
                if "project_id" in one.c:
                    own = sa.select(one).where(one.c.project_id == study.project_id)
                    found[name] = sorted(map(tuple, session.execute(own)), key=repr)
        return found


def make_world(app: Flask) -> World:
    database: Database = app.extensions["annotator.database"]
    app.extensions[EXTENSION] = openid.OpenId("Elsewhere", Elsewhere())
    file = str(database.writer.url.database)
    _begin_numbers_far_apart(file)
    here = _study(
        database,
        "Alpha study",
        {
            "mira": "lead",
            "ana": "annotator",
            "ben": "annotator",
            "rosa": "researcher",
            "remo": "annotator",
        },
    )
    there = _study(
        database,
        "Beta study",
        {"olaf": "lead", "oana": "annotator", "otto": "annotator", "oreo": "researcher"},
    )
    adam = database.write(add_user, "adam", "Adam", "!", is_administrator=True)
    dora = database.write(add_user, "dora", "Dora", "!", is_administrator=True)
    database.write(set_roles, here.project_id, "dora", ROLES, actor_id=adam)
    for study in (here, there):
        _work(study)
        database.write(_belongings, study)
    cookies = {standing: _cookie(app, name) for standing, name in STANDINGS.items() if name}
    # An administrator with no role in the first study has one in the other.
    there.users["adam"] = adam
    database.write(set_roles, there.project_id, "adam", ["researcher"], actor_id=adam)
    database.write(_token, there, "adam", adam)
    database.write(_identity, "adam", adam)
    database.write(_without_placeholders)
    database.write(_part, here, dora)
    saved = driver().connect(":memory:", check_same_thread=False)
    with closing(driver().connect(file)) as live:
        live.backup(saved)
    return World(app, database, here, there, cookies, file, saved)


def _begin_numbers_far_apart(file: str) -> None:
    """Let the numbers of people's rows mean something: none is also the number of a project."""
    with closing(driver().connect(file)) as raw:
        raw.execute(
            "INSERT INTO participant (id, project_id, user_id, pseudonym, joined_at)"
            " VALUES (7000, 0, 0, '', 0)"
        )
        raw.execute(
            "INSERT INTO assignment (id, project_id, article_id, participant_id, state, opened_at)"
            " VALUES (9000, 0, 0, 0, 'open', 0)"
        )
        raw.commit()


def _without_placeholders(session: Session) -> None:
    for name, number in (("participant", 7000), ("assignment", 9000)):
        one = schema.metadata.tables[name]
        session.execute(sa.delete(one).where(one.c.id == number))


def _cookie(app: Flask, username: str) -> str:
    client = signed_in(app, username)
    with client.session_transaction() as session:
        session[openid.HELD] = {
            "purpose": openid.LINK,
            "issuer": ISSUER,
            "subject": f"{username} elsewhere",
            "name": username,
            "until": LATER,
            "user_id": _user_id(app, username),
        }
    found = client.get_cookie(COOKIE)
    assert found is not None
    return found.value


def _study(database: Database, name: str, people: Mapping[str, str]) -> Study:
    users = {
        person: database.write(add_user, person, f"{SECRET} {person.title()}", "!")
        for person in people
    }
    lead = next(iter(people))
    settings = ProjectSettings(name, "en", 2, hides_source=True)
    number, slug = database.write(start_project, settings, users[lead], lead)
    for person, role in people.items():
        database.write(set_roles, number, person, [role], actor_id=users[lead])
    places = {person: database.read(projects.place, slug, user) for person, user in users.items()}
    # The factory's articles are imported by `lead`.
    users["lead"] = users[lead]
    return Study(database, number, slug, users, {k: v for k, v in places.items() if v})


def _work(study: Study) -> None:
    """Two people label: one article is submitted by both and settled, one is begun by both."""
    lead, first, second, *_ = study.users
    done = add_article(study, "It rained. It stopped.")
    mine = study.desk(first, done)
    study.submit(mine, CLAIM, CLAIM)
    study.submit(study.desk(second, done), DENIAL, CLAIM)
    begun = add_article(study, "The fog came. The ferry waited.", byline=True)
    add_article(study, "Nobody has begun this one. It waits.", byline=True)
    for person in (first, second):
        desk = study.desk(person, begun)
        unit = next(u for u in study.database.read(desks.units, desk) if u.is_eligible)
        mark = Mark(CLAIM, note=f"{SECRET} note of {person}")
        study.database.write(labelling.mark_sentence, desk, act(), unit.id, mark)
        phrase = Phrase(f"ref-{person}", CLAIM, unit.start + 4, unit.start + 7)
        study.database.write(labelling.add_phrase, desk, act(), phrase, "fog")
    settled = study.database.read(desks.units, mine)[0]
    ruling = Ruling(Verdict.SETTLED, CLAIM, f"{SECRET} reason")
    study.database.write(
        settle, study.project_id, settled.id, ruling, lead=study.users[lead], seen=0
    )
    ready = prepare(understand_text("A draft title\n\nA draft. It waits.", "en"), b"draft")
    study.database.write(
        articles.save_draft, study.project_id, ready, "draft", actor_id=study.users[lead]
    )


def add_article(study: Study, text: str, *, byline: bool = False) -> int:
    """A live article with a source to hide, in its fields and perhaps in a paragraph too."""
    paragraphs = (f"By {BYLINE}, {OUTLET}", text) if byline else (text,)
    number = study.add_article(*paragraphs)
    article, paragraph = (schema.metadata.tables[name] for name in ("article", "paragraph"))

    def say(session: Session) -> None:
        session.execute(
            sa.update(article)
            .where(article.c.id == number)
            .values(outlet=OUTLET, byline=BYLINE, url=URL)
        )
        if byline:
            session.execute(
                sa.update(paragraph)
                .where(paragraph.c.article_id == number, paragraph.c.start == 0)
                .values(zone="byline")
            )

    study.database.write(say)
    return number


def _belongings(session: Session, study: Study) -> None:
    """What people and projects own beside the work: invitations, tokens, what they said of them."""
    tables = schema.metadata.tables
    lead, first, *_ = study.users
    soon = {"created_at": clock.now(), "expires_at": LATER}
    session.execute(
        sa.insert(tables["invitation"]).values(
            project_id=study.project_id,
            role="annotator",
            token_hash=f"i{study.slug}",
            meant_for=f"{SECRET} guest",
            invited_by=study.users[lead],
            **soon,
        )
    )
    session.execute(
        sa.insert(tables["job"]).values(
            project_id=study.project_id,
            kind="import",
            state="waiting",
            parameters={},
            made_by=study.users[lead],
            made_at=clock.now(),
        )
    )
    _link(session, study)
    for name in study.places:
        _token(session, study, name, study.users[name])
        _identity(session, name, study.users[name])
    session.execute(
        sa.insert(tables["background"]).values(
            participant_id=study.places[first].participant_id,
            project_id=study.project_id,
            self_placement=f"{SECRET} left",
            languages="en",
            profession=f"{SECRET} baker",
            consented_at=clock.now(),
        )
    )


def _link(session: Session, study: Study) -> None:
    """Two articles that share sentences; a repair of the earlier, undone."""
    tables = schema.metadata.tables
    earlier, later = session.execute(
        sa.select(tables["article"].c.id)
        .where(tables["article"].c.project_id == study.project_id)
        .order_by(tables["article"].c.id)
        .limit(2)
    ).scalars()
    session.execute(
        sa.insert(tables["article_link"]).values(
            article_id=later,
            other_id=earlier,
            project_id=study.project_id,
            shared=1,
            near=0,
            state="found",
        )
    )
    repaired = {"article_id": earlier, "kind": "merge", "made_at": 1, "undone_at": 2}
    by = {"project_id": study.project_id, "made_by": next(iter(study.users.values()))}
    session.execute(sa.insert(tables["repair"]).values(repaired | by))


def _token(session: Session, study: Study, name: str, user: int) -> None:
    session.execute(
        sa.insert(schema.metadata.tables["api_token"]).values(
            project_id=study.project_id,
            user_id=user,
            name="script",
            token_hash=f"t{name}",
            may_write=1,
            created_at=clock.now(),
            expires_at=LATER,
        )
    )


def _identity(session: Session, name: str, user: int) -> None:
    linked = {"user_id": user, "issuer": ISSUER, "subject": name, "created_at": clock.now()}
    session.execute(sa.insert(schema.metadata.tables["identity"]).values(linked))


def _user_id(app: Flask, username: str) -> int:
    database: Database = app.extensions["annotator.database"]
    account = database.read(accounts.account, username)
    assert account is not None
    return account.id


def _part(session: Session, study: Study, dora: int) -> None:
    """Disable dora, and remove remo, who keeps the rows of the roles that were held."""
    tables = schema.metadata.tables
    user, participant = tables["user"], tables["participant"]
    now = clock.now()
    session.execute(sa.update(user).where(user.c.id == dora).values(disabled_at=now))
    session.execute(
        sa.update(participant)
        .where(participant.c.id == study.places["remo"].participant_id)
        .values(left_at=now)
    )
