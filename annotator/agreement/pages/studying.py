"""The ratings of a project and what is worked out from them, each once until a submission."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sqlalchemy.orm import Session

from annotator.agreement import queries
from annotator.agreement.choice import Choice
from annotator.agreement.memory import Memory, Value
from annotator.agreement.packed import ratings_of_codes, ratings_of_counts
from annotator.agreement.queries import Standing, Submissions
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import RESAMPLES, AgreementReport, report
from annotator.agreement.sums import IntArray
from annotator.codebook import queries as codebook
from annotator.codebook.queries import LabelView, Scheme
from annotator.errors import NotFound
from annotator.projects.place import Place
from annotator.pseudonyms import queries as pseudonyms

SEED = 1


@dataclass(frozen=True, eq=False, slots=True)
class Study:
    """Ratings and the figures that came of them."""

    ratings: Ratings
    report: AgreementReport
    submissions: Submissions


@dataclass(frozen=True, eq=False)
class Enquiry:
    """One person's question about one project: which ratings, and what is known of them already."""

    session: Session
    place: Place
    memory: Memory
    choice: Choice

    @cached_property
    def standing(self) -> Standing:
        """How far the project has come."""
        return queries.standing(self.session, self.place.project_id)

    @cached_property
    def scheme(self) -> Scheme:
        """The project's labels."""
        return codebook.scheme(self.session, self.place.project_id)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Display names by pseudonym, as far as this person may read them."""
        return pseudonyms.names(self.session, self.place)

    @property
    def labels(self) -> dict[str, LabelView]:
        """All labels by key."""
        return {label.key: label for label in self.scheme.by_number().values()}

    def once(
        self,
        what: Hashable,
        work_out: Callable[[], Value],
        weigh: Callable[[Value], int] = lambda _: 1000,
        *,
        choice: Choice | None = None,
    ) -> Value:
        """Work something out, or recall it if nothing was submitted since."""
        mark = self.standing.mark, self.scheme
        key = (what, self.place.project_id, choice or self.choice, *mark)
        return self.memory.recall(key, work_out, weigh)

    def counted(self) -> Study:
        """All figures that need not know who said what, from counts by article."""

        def work_out() -> Study:
            chosen = queries.submissions(self.session, self.place.project_id, self.choice)
            found = _counted(self.session, self.place.project_id, self.choice, self.scheme, chosen)
            return Study(found, report(found, SEED, RESAMPLES), chosen)

        return self.once("counted", work_out, lambda made: made.ratings.label.size)

    def named(self) -> Study:
        """The same with everybody's labels told apart."""

        def work_out() -> Study:
            chosen = queries.submissions(self.session, self.place.project_id, self.choice)
            found = _named(self.session, self.place.project_id, self.choice, self.scheme, chosen)
            return Study(found, report(found, SEED, RESAMPLES), chosen)

        return self.once("named", work_out, _weight)

    def ratings(self) -> Ratings:
        """Single ratings, without any figures."""
        return self.once(
            "ratings",
            lambda: project_ratings(self.session, self.place.project_id, self.choice),
            lambda made: made.label.size,
        )

    def pair(self, names: tuple[str, str] | None) -> tuple[str, str] | None:
        """Two people, in their order.

        Raises:
            NotFound: they are not two annotators of the chosen submissions.
        """
        if names is None:
            return None
        first, second = sorted(names)
        if first == second or not {first, second} <= set(self.ratings().annotators):
            raise NotFound("These are not two annotators who submitted articles of this project.")
        return first, second


def counted(
    session: Session, project_id: int, choice: Choice, *, by_article: bool = True
) -> Ratings:
    """The project's sentences counted by what was said of them, by the database."""
    scheme = codebook.scheme(session, project_id)
    chosen = queries.submissions(session, project_id, choice) if by_article else None
    return _counted(session, project_id, choice, scheme, chosen)


def project_ratings(session: Session, project_id: int, choice: Choice | None = None) -> Ratings:
    """What a project's annotators submitted, under their pseudonyms and label keys."""
    wanted = choice or Choice()
    chosen = queries.submissions(session, project_id, wanted)
    return _named(session, project_id, wanted, codebook.scheme(session, project_id), chosen)


def _counted(
    session: Session,
    project_id: int,
    choice: Choice,
    scheme: Scheme,
    chosen: Submissions | None,
) -> Ratings:
    numbers = list(scheme.by_number())
    voices = queries.most_voices(session, project_id)
    by_article = chosen is not None
    found = queries.count_patterns(
        session, project_id, choice, numbers, voices, by_article=by_article
    )
    kept = _declared(scheme, found.counts.sum(axis=0) > 0)
    article = chosen.articles_of(found.submission) if chosen else found.submission
    keys = [scheme.by_number()[numbers[at]].key for at in kept]
    return ratings_of_counts(article, found.counts[:, kept], found.times, keys)


def _named(
    session: Session, project_id: int, choice: Choice, scheme: Scheme, chosen: Submissions
) -> Ratings:
    rows = queries.main_rows(session, project_id, choice)
    numbers = list(scheme.by_number())
    place = np.zeros(max(numbers) + 1, np.int64)
    place[numbers] = np.arange(len(numbers))
    label = place[rows[:, 2]]
    kept = _declared(scheme, np.bincount(label, minlength=len(numbers)) > 0)
    code = np.zeros(len(numbers), np.int64)
    code[kept] = np.arange(len(kept))
    who = chosen.participant[np.searchsorted(chosen.number, rows[:, 1])]
    names = sorted({chosen.people[one] for one in np.unique(who).tolist()})
    at = {name: position for position, name in enumerate(names)}
    person = np.zeros(max(chosen.people, default=0) + 1, np.int64)
    for number, name in chosen.people.items():
        person[number] = at.get(name, 0)
    coded = np.column_stack([rows[:, 0], person[who], code[label]])
    keys = [scheme.by_number()[numbers[one]].key for one in kept]
    return ratings_of_codes(coded, chosen.articles_of(rows[:, 1]), keys, names)


def _declared(scheme: Scheme, given: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> IntArray:
    """The label set: the scheme's labels for sentences, and whatever else was given in its day."""
    offered = [
        label in scheme.labels and label.for_sentences for label in scheme.by_number().values()
    ]
    return np.flatnonzero(np.array(offered) | given)


def _weight(study: Study) -> int:
    return study.ratings.label.size
