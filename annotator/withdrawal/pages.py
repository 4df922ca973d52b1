"""What the pages about withdrawals receive."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.accounts.names import name_key
from annotator.background import queries as background
from annotator.withdrawal import queries


@dataclass(frozen=True, slots=True)
class PurgePage:
    """What goes and what stays, and how far the person has confirmed it.

    `word` is what they type; `steps` counts what they did: 0 nothing yet, 1 they typed it.
    """

    title: str
    lede: str
    word: str
    word_name: str
    button: str
    toll: queries.Toll
    elsewhere: tuple[queries.Twin, ...] = ()
    typed: str = ""
    steps: int = 0
    error: str = ""

    def is_typed(self, typed: str) -> bool:
        """Whether that is the word, but for case, width and white space."""
        return _plain(typed) == _plain(self.word)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One's own part in one project."""

    part: queries.Participation
    has_background: bool


@dataclass(frozen=True, slots=True)
class YourDataPage:
    """All projects in which a person has a part."""

    parts: tuple[OwnPart, ...]


@dataclass(frozen=True, slots=True)
class FindPage:
    """The form that finds an article of any project by its number."""

    public_id: str = ""
    error: str = ""


def article_page(session: Session, project_id: int, article_id: int) -> PurgePage:
    """Gather the takedown of an article of the project."""
    return _article(session, queries.article(session, project_id, article_id))


def any_article_page(session: Session, public_id: str) -> PurgePage:
    """Gather the takedown of an article of any project, for administrators."""
    subject = queries.article_by_public_id(session, public_id)
    return _article(session, subject, tuple(queries.twins(session, subject)))


def participation_page(session: Session, project_id: int, participant_id: int) -> PurgePage:
    """Gather the withdrawal of a person from the project, for its lead."""
    part = queries.participation(session, project_id, participant_id)
    # By name, as on the page before: what is whose pseudonym has a switch that is written down.
    name = part.account.username
    return PurgePage(
        title=f"Withdraw {name} from this project",
        lede="By their right, when they ask for it: everything that they labelled here goes, "
        "and agreement, review and exports no longer hold it. To only end their part, take "
        "their roles away instead; their labels stay then.",
        word=name,
        word_name="user name",
        button=f"Withdraw {name} for good",
        toll=queries.participation_toll(session, part, blind=False),
    )


def own_page(session: Session, user_id: int, participant_id: int) -> PurgePage:
    """Gather a person's own withdrawal from a project."""
    part = queries.own_participation(session, user_id, participant_id)
    return PurgePage(
        title=f"Withdraw from {part.project}",
        lede=f"You are known as {part.pseudonym} there. Everything that you labelled goes, with "
        "every mention of it in the project, and nobody can bring it back. You need not say why.",
        word=part.pseudonym,
        word_name="pseudonym",
        button="Withdraw me for good",
        toll=queries.participation_toll(session, part, blind=True),
    )


def account_page(session: Session, user_id: int) -> PurgePage:
    """Gather the withdrawal of a person from the whole server."""
    person = queries.account(session, user_id)
    return PurgePage(
        title=f"Withdraw {person.username} from this server",
        lede="By their right, when they ask for it: their account goes, and everything that they "
        "labelled in any project. To only keep them out, disable the account instead.",
        word=person.username,
        word_name="user name",
        button=f"Withdraw {person.username} for good",
        toll=queries.account_toll(session, person),
    )


def your_data_page(session: Session, user_id: int) -> YourDataPage:
    """Gather a person's parts in projects."""
    given = background.given(session, user_id)
    return YourDataPage(
        tuple(
            OwnPart(part, part.participant_id in given)
            for part in queries.participations(session, user_id)
        )
    )


def _article(
    session: Session, subject: queries.ArticleSubject, twins: tuple[queries.Twin, ...] = ()
) -> PurgePage:
    return PurgePage(
        title="Withdraw an article",
        lede=f"“{subject.title}” in {subject.project}: when its rights demand a takedown. Its "
        "words go, and with them everything that was said of them.",
        word=subject.title,
        word_name="title",
        button="Withdraw this article for good",
        toll=queries.article_toll(session, subject),
        elsewhere=twins,
    )


def _plain(words: str) -> str:
    return name_key(" ".join(words.split()))
