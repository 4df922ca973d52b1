"""What a person's withdrawal concerns, from one project or from the whole server."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from annotator import tombstones
from annotator.accounts.models import (
    Identity,
    KnownDevice,
    RecoveryCode,
    SecondFactor,
    SignInAttempt,
    User,
    UserSession,
)
from annotator.accounts.second_factor import queries as codes
from annotator.articles.models import ImportBatch
from annotator.db import table
from annotator.errors import NotFound
from annotator.journal.models import Event
from annotator.labelling.models import Assignment
from annotator.projects.models import (
    ApiToken,
    Background,
    Invitation,
    Participant,
    ParticipantRole,
    Project,
)
from annotator.review.models import Decision, DecisionBasis
from annotator.withdrawal.queries.rows import (
    Condition,
    Rows,
    Toll,
    copy_rows,
    counted,
    mention,
    scrubbed,
    submissions,
)

_user, _participant, _project = table(User), table(Participant), table(Project)
_role, _background = table(ParticipantRole), table(Background)
_token, _invitation = table(ApiToken), table(Invitation)
_session, _device, _attempt = table(UserSession), table(KnownDevice), table(SignInAttempt)
_factor, _code, _identity = table(SecondFactor), table(RecoveryCode), table(Identity)
_assignment, _event = table(Assignment), table(Event)
_decision, _basis, _batch = table(Decision), table(DecisionBasis), table(ImportBatch)

# Subjects of events that say something of the person who acted, and of nobody and nothing else.
PERSONAL = ("user", "background", "api token", "session")


@dataclass(frozen=True, slots=True)
class Account:
    """A person with an account."""

    user_id: int
    username: str
    username_key: str
    display_name: str

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that they are called."""
        return self.username, self.username_key, self.display_name


@dataclass(frozen=True, slots=True)
class Participation:
    """A person's part in one project, also one that they left."""

    participant_id: int
    project_id: int
    project: str
    slug: str
    pseudonym: str
    account: Account


_PARTS = (
    sa.select(
        _participant.c.id,
        _participant.c.project_id,
        _project.c.name,
        _project.c.slug,
        _participant.c.pseudonym,
        _user.c.id,
        _user.c.username,
        _user.c.username_key,
        _user.c.display_name,
    )
    .join(_project, _project.c.id == _participant.c.project_id)
    .join(_user, _user.c.id == _participant.c.user_id)
    .where(_user.c.password_hash != tombstones.PASSWORD_HASH)
    .order_by(_project.c.name, _participant.c.id)
)


def participations(session: Session, user_id: int) -> list[Participation]:
    """All parts of a person, by the project's name."""
    rows = session.execute(_PARTS.where(_user.c.id == user_id))
    return [Participation(*row[:5], Account(*row[5:])) for row in rows]


def participation(session: Session, project_id: int, participant_id: int) -> Participation:
    """One person's part in the project."""
    return _one(
        session,
        sa.and_(_participant.c.project_id == project_id, _participant.c.id == participant_id),
    )


def own_participation(session: Session, user_id: int, participant_id: int) -> Participation:
    """A part that this very person has in some project."""
    return _one(session, sa.and_(_user.c.id == user_id, _participant.c.id == participant_id))


def account(session: Session, user_id: int) -> Account:
    """A person who has not been withdrawn."""
    row = session.execute(
        sa.select(_user.c.id, _user.c.username, _user.c.username_key, _user.c.display_name).where(
            _user.c.id == user_id, _user.c.password_hash != tombstones.PASSWORD_HASH
        )
    ).first()
    if row is None:
        raise NotFound("There is no such person.")
    return Account(*row)


def work_rows(part: Participation) -> tuple[Rows, ...]:
    """What a person made in one project, each before what it refers to."""
    own = copies(part)
    return (
        Rows(
            "mention of a rating as what a decision rested on",
            "mentions of ratings as what decisions rested on",
            _basis,
            _basis.c.submission_id.in_(submissions(own)),
        ),
        *copy_rows(own),
    )


def membership_rows(part: Participation) -> tuple[Rows, ...]:
    """What else the project holds of a person."""
    return (
        Rows(
            "background that they gave",
            "backgrounds that they gave",
            _background,
            _background.c.participant_id == part.participant_id,
        ),
        Rows("role", "roles", _role, _role.c.participant_id == part.participant_id),
        Rows("API token", "API tokens", _token, tokens(part)),
        Rows(
            "invitation that they took, or gave and nobody took",
            "invitations that they took, or gave and nobody took",
            _invitation,
            invitations(part),
        ),
    )


def account_rows(person: Account) -> tuple[Rows, ...]:
    """A person's ways in, each before what it refers to."""
    devices = sa.select(_device.c.id).where(_device.c.user_id == person.user_id)
    return (
        Rows(
            "try to sign in",
            "tries to sign in",
            _attempt,
            sa.or_(
                _attempt.c.username_key.in_(
                    [person.username_key, codes.attempts_key(person.user_id)]
                ),
                _attempt.c.device_id.in_(devices),
            ),
        ),
        Rows("known device", "known devices", _device, _device.c.user_id == person.user_id),
        Rows("sign-in session", "sign-in sessions", _session, _session.c.user_id == person.user_id),
        Rows("recovery code", "recovery codes", _code, _code.c.user_id == person.user_id),
        Rows("second factor", "second factors", _factor, _factor.c.user_id == person.user_id),
        Rows(
            "identity at another server",
            "identities at other servers",
            _identity,
            _identity.c.user_id == person.user_id,
        ),
    )


def copies(part: Participation) -> Condition:
    """The copies of articles that the person has."""
    return sa.and_(
        _assignment.c.project_id == part.project_id,
        _assignment.c.participant_id == part.participant_id,
    )


def tokens(part: Participation) -> Condition:
    """Their API tokens of the project."""
    return sa.and_(_token.c.project_id == part.project_id, _token.c.user_id == part.account.user_id)


def invitations(part: Participation) -> Condition:
    """Invitations to the project that were for them, or that still speak in their name."""
    return sa.and_(
        _invitation.c.project_id == part.project_id,
        sa.or_(
            _invitation.c.used_by == part.account.user_id,
            sa.and_(
                _invitation.c.invited_by == part.account.user_id, _invitation.c.used_at.is_(None)
            ),
        ),
    )


def events_of_copies(part: Participation) -> Condition:
    """Events of the person's labelling."""
    return _event.c.assignment_id.in_(sa.select(_assignment.c.id).where(copies(part)))


def participation_events(part: Participation) -> Condition:
    """Events of the project that may carry the person's notes, names or what they said."""
    person = part.account
    about = (
        ("participant", [part.participant_id]),
        ("background", [part.participant_id]),
        ("api token", sa.select(_token.c.id).where(tokens(part))),
        ("invitation", sa.select(_invitation.c.id).where(invitations(part))),
    )
    return sa.and_(
        _event.c.project_id == part.project_id,
        sa.or_(
            events_of_copies(part),
            *(
                sa.and_(_event.c.subject == subject, _event.c.subject_id.in_(ids))
                for subject, ids in about
            ),
            sa.and_(_event.c.actor_id == person.user_id, _event.c.subject.in_(PERSONAL)),
            mention(person.names),
        ),
    )


def account_events(person: Account, parts: Sequence[Participation]) -> Condition:
    """Events anywhere that may carry the person's notes, names or what they said."""
    return sa.or_(
        sa.and_(_event.c.subject == "user", _event.c.subject_id == person.user_id),
        sa.and_(_event.c.actor_id == person.user_id, _event.c.subject.in_(PERSONAL)),
        mention(person.names),
        *map(participation_events, parts),
    )


def participation_toll(session: Session, part: Participation, *, blind: bool) -> Toll:
    """What goes from one project, and what stays there.

    Blind, for the person themselves, it counts only what they did: the number of decisions that
    rested on their labels would tell them of others' labels.
    """
    work = copy_rows(copies(part)) if blind else work_rows(part)
    goes = (*reversed(work), *membership_rows(part))
    stays = (
        scrubbed(events_of_copies(part) if blind else participation_events(part)),
        *_kept(part.account, part.project_id),
        Rows(
            "pseudonym, so that nobody else gets it",
            "",
            _participant,
            _participant.c.id == part.participant_id,
        ),
        Rows(
            "account on this server, with its name and password",
            "",
            _user,
            _user.c.id == part.account.user_id,
        ),
    )
    return Toll(counted(session, goes), counted(session, stays))


def account_toll(session: Session, person: Account) -> Toll:
    """What goes from the whole server, and what stays on it."""
    parts = participations(session, person.user_id)
    lists = [(*reversed(work_rows(part)), *membership_rows(part)) for part in parts]
    merged = [
        Rows(same[0].one, same[0].many, same[0].table, sa.or_(*(rows.where for rows in same)))
        for same in zip(*lists, strict=True)
    ]
    named = Rows(
        "account: user name, name, password and every right",
        "",
        _user,
        _user.c.id == person.user_id,
    )
    stays = (
        scrubbed(account_events(person, parts)),
        *_kept(person, None),
        Rows(
            "pseudonym, so that nobody else gets it",
            "pseudonyms, so that nobody else gets them",
            _participant,
            _participant.c.user_id == person.user_id,
        ),
    )
    goes = (named, *merged, *account_rows(person))
    return Toll(counted(session, goes), counted(session, stays))


def _kept(person: Account, project_id: int | None) -> tuple[Rows, ...]:
    """Work that is the project's; it stays under the tombstone's name."""

    def within(owned: sa.Table, who: sa.ColumnElement[int]) -> Condition:
        own = who == person.user_id
        return own if project_id is None else sa.and_(own, owned.c.project_id == project_id)

    return (
        Rows(
            "decision that they made as a lead, with its reason",
            "decisions that they made as a lead, with their reasons",
            _decision,
            within(_decision, _decision.c.decided_by),
        ),
        Rows(
            "article that they imported",
            "articles that they imported",
            _batch,
            sa.and_(within(_batch, _batch.c.imported_by), _batch.c.live_at.is_not(None)),
        ),
    )


def _one(session: Session, where: Condition) -> Participation:
    row = session.execute(_PARTS.where(where)).first()
    if row is None:
        raise NotFound("There is no such person in this project.")
    return Participation(*row[:5], Account(*row[5:]))
