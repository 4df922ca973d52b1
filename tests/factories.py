"""Small makers of real rows, through the product's own actions."""

from dataclasses import dataclass
from itertools import count

from annotator.accounts.actions import add_user
from annotator.articles import actions as articles
from annotator.articles.preparing import prepare
from annotator.articles.understanding import Understood
from annotator.articles.zones import Paragraph, Zone
from annotator.dashboard.actions import start_project
from annotator.db import Database
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.actions import Act
from annotator.labelling.marks import Mark
from annotator.labelling.queries import Desk
from annotator.projects import queries as projects
from annotator.projects.actions import ProjectSettings, set_roles
from annotator.projects.place import Place

CLAIM, DENIAL, ATTRIBUTION, FRAMING, NONE = 1, 2, 3, 4, 5

_names = map("act-{}".format, count(1))


def act() -> Act:
    """Return an act with a name of its own."""
    return Act(next(_names))


@dataclass(frozen=True)
class Study:
    """A project with a lead, and the places of its people by user name."""

    database: Database
    project_id: int
    slug: str
    users: dict[str, int]
    places: dict[str, Place]

    def add_article(self, *paragraphs: str, title: str = "A title") -> int:
        """Import a live article of these body paragraphs; returns its number."""
        text = "\n\n".join(paragraphs)
        starts = [text.index(paragraph) for paragraph in paragraphs]
        found = tuple(
            Paragraph(start, start + len(paragraph), Zone.BODY, "made for a test")
            for start, paragraph in zip(starts, paragraphs, strict=True)
        )
        ready = prepare(
            Understood(title, "", "", None, "", "", "en", text, found, (), (), "test"),
            text.encode(),
        )
        lead = self.users["lead"]
        batch = self.database.write(
            articles.save_draft, self.project_id, ready, "test", actor_id=lead
        )
        return self.database.write(articles.make_live, self.project_id, batch, actor_id=lead)

    def desk(self, username: str, article_id: int) -> Desk:
        """Hand an article to a person, and return their desk."""
        participant = self.places[username].participant_id
        number = self.database.write(labelling.assign, self.project_id, participant, article_id)
        return self.reload(username, number)

    def reload(self, username: str, assignment_id: int) -> Desk:
        """Return a person's desk as it stands now."""
        participant = self.places[username].participant_id
        return self.database.read(desks.desk, self.project_id, participant, assignment_id)

    def label(self, desk: Desk, *labels: int | None) -> None:
        """Give an article's sentences these main labels, in reading order; None leaves one out."""
        units = self.database.read(desks.units, desk)
        for unit, label in zip(units, labels, strict=True):
            if label is not None:
                self.database.write(labelling.mark_sentence, desk, act(), unit.id, Mark(label))

    def submit(self, desk: Desk, *labels: int | None) -> None:
        """Label an article and submit it."""
        self.label(desk, *labels)
        self.database.write(labelling.submit, desk, act(), labels.count(None))


def make_study(database: Database, *annotators: str, overlap: int = 2) -> Study:
    """Make a project led by `lead` with these annotators and a researcher `reader`."""
    people = {"lead": "lead", "reader": "researcher"} | dict.fromkeys(annotators, "annotator")
    users = {
        name: database.write(add_user, name, name.title(), "!", is_administrator=name == "lead")
        for name in people
    }
    project_id, slug = database.write(
        start_project, ProjectSettings("A study", "en", overlap), users["lead"], "lead"
    )
    for name, role in people.items():
        database.write(set_roles, project_id, name, [role], actor_id=users["lead"])
    places = {name: database.read(projects.place, slug, number) for name, number in users.items()}
    return Study(
        database,
        project_id,
        slug,
        users,
        {name: place for name, place in places.items() if place is not None},
    )
