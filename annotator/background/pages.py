"""What the pages about backgrounds receive."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.background import queries
from annotator.background.answers import PLACEMENTS, PROFESSIONS, Background, spoken
from annotator.background.groups import SMALLEST, Group, Groups, grouped

Choices = tuple[tuple[str, str], ...]

UNSAID = (("", "I would rather not say"),)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A person's own answers in one project, or what was typed and could not be kept."""

    participant_id: int
    project: str
    given: bool
    answers: Background
    smallest: int = SMALLEST
    placements: Choices = UNSAID + PLACEMENTS
    professions: Choices = UNSAID + PROFESSIONS
    error: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what can be told of the answers."""

    name: str
    groups: Groups


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """What can be told of a project's annotators without telling of any one of them."""

    questions: tuple[Question, ...]
    smallest: int = SMALLEST


def own_page(session: Session, user_id: int, participant_id: int) -> OwnPage:
    """Gather a person's own answers."""
    part = queries.own(session, user_id, participant_id)
    given = part.given or Background()
    return OwnPage(part.participant_id, part.project, part.given is not None, given)


def groups_page(session: Session, project_id: int) -> GroupsPage:
    """Gather the groups."""
    found = queries.everybodys(session, project_id)
    return GroupsPage(
        (
            _chosen("Where they place themselves", [a.self_placement for a in found], PLACEMENTS),
            Question(
                "Languages",
                grouped([[name.casefold() for name in spoken(a.languages)] for a in found]),
            ),
            _chosen("What they do", [a.profession for a in found], PROFESSIONS),
        )
    )


def _chosen(name: str, values: Sequence[str], choices: Choices) -> Question:
    found = grouped([[value] if value else [] for value in values])
    told = dict(choices)
    groups = tuple(Group(told[group.value], group.at_least) for group in found.groups)
    return Question(name, Groups(groups, found.rest))
