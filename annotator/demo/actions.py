"""Fills an empty database with the demo project, through the same actions as the pages use."""

import itertools
from dataclasses import replace

from sqlalchemy.orm import Session

from annotator import clock
from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.articles import actions as articles
from annotator.articles.preparing import Prepared, prepare
from annotator.articles.understanding import understand_text
from annotator.codebook import queries as codebook
from annotator.dashboard.actions import start_project
from annotator.demo import corpus, disagreement
from annotator.demo.corpus import DemoArticle
from annotator.demo.disagreement import GivenLabel, Progress
from annotator.demo.habits import HABITS
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.actions import Act
from annotator.labelling.marks import Mark, Phrase
from annotator.labelling.queries import Desk, Unit
from annotator.projects import queries as projects
from annotator.projects.actions import ProjectSettings, set_roles
from annotator.projects.roles import Role
from annotator.review.actions import Ruling, settle
from annotator.review.verdicts import Verdict

PASSWORD = "three calm readers"  # noqa: S105  # the demo's accounts are open on purpose
PROJECT = "Orvania: one week in the news"
LEAD, RESEARCHER = "lena", "ravi"
OVERLAP = 3

ACCOUNTS = (
    (LEAD, "Lena Okaro", Role.LEAD, "imports, reviews and settles"),
    *(
        (username, habit.name, Role.ANNOTATOR, "labels articles")
        for username, habit in HABITS.items()
    ),
    (RESEARCHER, "Ravi Menon", Role.RESEARCHER, "reads agreement and exports"),
)


def build(session: Session) -> None:
    """Make the demo's people, project, articles, labels and decisions."""
    hashed = passwords.hashed(PASSWORD)
    prepared = [(article, _prepared(article)) for article in corpus.articles()]
    ids = {
        username: add_user(session, username, name, hashed, is_administrator=username == LEAD)
        for username, name, _, _ in ACCOUNTS
    }
    settings = ProjectSettings(PROJECT, "en", OVERLAP)
    project_id, _ = start_project(session, settings, ids[LEAD], LEAD)
    for username, _, role, _ in ACCOUNTS:
        set_roles(session, project_id, username, [role], actor_id=ids[LEAD])
    studio = _Studio(session, project_id, ids)
    for article, ready in prepared:
        studio.add(article, ready)
    studio.settle()


def _prepared(article: DemoArticle) -> Prepared:
    """The article as the import understands it, with what the pasted text does not say."""
    understood = understand_text(article.pasted, article.language)
    told = replace(understood, outlet=article.outlet, url=article.url, byline=article.byline)
    return prepare(told, article.pasted.encode())


class _Studio:
    """The demo's people at work in one transaction."""

    def __init__(self, session: Session, project_id: int, ids: dict[str, int]) -> None:
        self.session = session
        self.project_id = project_id
        self.ids = ids
        labels = codebook.scheme(session, project_id).labels
        self.numbers = {label.key: label.number for label in labels}
        self.participants = {
            member.username: member.participant_id
            for member in projects.members(session, project_id)
        }
        self.units: dict[str, dict[int, Unit]] = {}
        self.names = map("demo-{}".format, itertools.count(1))

    def add(self, article: DemoArticle, ready: Prepared) -> None:
        """Import one article and let its annotators work on it."""
        lead = self.ids[LEAD]
        batch = articles.save_draft(
            self.session, self.project_id, ready, f"{article.slug}.txt", actor_id=lead
        )
        article_id = articles.make_live(self.session, self.project_id, batch, actor_id=lead)
        for username in disagreement.assigned(article):
            progress = disagreement.progress(username, article)
            if progress != Progress.UNTOUCHED:
                self._label(username, article, article_id, submits=progress == Progress.SUBMITTED)

    def settle(self) -> None:
        """Let the lead decide what the demo says is decided."""
        for decision in disagreement.decisions():
            unit = self.units[decision.article][decision.sentence]
            ruling = Ruling(
                Verdict.SETTLED, self.numbers[decision.label], decision.reason, decision.clause
            )
            settle(self.session, self.project_id, unit.id, ruling, lead=self.ids[LEAD], seen=0)

    def _label(
        self, username: str, article: DemoArticle, article_id: int, *, submits: bool
    ) -> None:
        participant = self.participants[username]
        number = labelling.assign(self.session, self.project_id, participant, article_id)
        desk = desks.desk(self.session, self.project_id, participant, number)
        units = self._units_of(article, desk)
        for given in disagreement.labels_of(username, article):
            self._give(desk, units[given.sentence], given)
        if submits:
            marks = desks.marks(self.session, desk)
            unlabelled = sum(unit.is_eligible for unit in units.values()) - len(marks)
            labelling.submit(self.session, desk, self._act(), unlabelled)

    def _units_of(self, article: DemoArticle, desk: Desk) -> dict[int, Unit]:
        """The stored sentences by their position in the demo article."""
        by_start = {unit.start: unit for unit in desks.units(self.session, desk)}
        return self.units.setdefault(
            article.slug,
            {at: by_start[sentence.start] for at, sentence in enumerate(article.sentences)},
        )

    def _give(self, desk: Desk, unit: Unit, given: GivenLabel) -> None:
        if given.main is not None:
            also = tuple(sorted(self.numbers[key] for key in given.also))
            mark = Mark(self.numbers[given.main], also, given.sure, given.note or "")
            labelling.mark_sentence(self.session, desk, self._act(), unit.id, mark)
        text = desks.article_text(self.session, desk)
        for marked in given.phrases:
            act = self._act()
            start, end = unit.start + marked.start, unit.start + marked.end
            phrase = Phrase(act.op_id, self.numbers[marked.label], start, end)
            labelling.add_phrase(self.session, desk, act, phrase, text[start:end])

    def _act(self) -> Act:
        return Act(next(self.names), clock.now())
