"""An article whose word is Zephyrquill, and a person whose word is pelicanly, everywhere."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from annotator import clock, schema
from annotator.journal.actions import Change, record
from factories import Study

Holds = Callable[[str], list[str]]
Withdraw = Callable[..., TestResponse]

TITLE = "Zephyrquill strike"
TEXT = "Zephyrquill workers walked out. Nobody in Zephyrquill replied. It rained."

TIMES = {"created_at", "expires_at", "at", "last_seen_at", "used_at"}


def leave_traces(session: Session, study: Study) -> None:
    """Rename Ana, and let her have signed in, joined, and made a token."""
    ana = study.users["ana"]
    session.execute(
        sa.text(
            "UPDATE user SET display_name = 'Ana Pelicanly', username = 'pelicanly', "
            "username_key = 'pelicanly' WHERE id = :number"
        ),
        {"number": ana},
    )
    insert(session, "known_device", user_id=ana, token_hash="d")
    attempt = {"address": "::1", "succeeded": 0}
    insert(session, "sign_in_attempt", username_key="pelicanly", **attempt)
    insert(session, "sign_in_attempt", username_key="x", device_id=1, **attempt)
    insert(session, "session", user_id=ana, token_hash="s", described="Pelicanly's browser")
    insert(session, "second_factor", user_id=ana, secret="pelicanly", last_step=0)
    insert(session, "recovery_code", user_id=ana, code_hash="pelicanly")
    insert(session, "identity", user_id=ana, issuer="https://id.example", subject="pelicanly")
    join(session, study, ana)
    mention(session, study, ana)


def join(session: Session, study: Study, ana: int) -> None:
    owned = {"project_id": study.project_id}
    token = {"name": "pelicanly's laptop", "token_hash": "t", "may_write": 0}
    insert(session, "api_token", user_id=ana, **owned, **token)
    invitation = {"role": "annotator", "token_hash": "i", "meant_for": "pelicanly@example.org"}
    by = {"invited_by": study.users["lead"], "used_by": ana}
    insert(session, "invitation", **owned, **invitation, **by)


def mention(session: Session, study: Study, ana: int) -> None:
    project, lead = study.project_id, study.users["lead"]
    for subject, number, after in (
        ("user", ana, {"name": "pelicanly"}),
        ("invitation", 1, {"meant_for": "pelicanly@example.org"}),
        ("api token", 1, {"name": "pelicanly's laptop"}),
        ("something new", 7, {"who": ["Ana Pelicanly"]}),
    ):
        change = Change("note", subject, number, project_id=project, actor_id=lead, after=after)
        record(session, change)


def insert(session: Session, table: str, **values: object) -> None:
    rows = schema.metadata.tables[table]
    times = {column.name: clock.now() for column in rows.columns if column.name in TIMES}
    session.execute(sa.insert(rows).values(times | values))
