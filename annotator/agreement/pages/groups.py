"""Alpha apart by zone, outlet and codebook version, and over time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from annotator.agreement import charts, queries
from annotator.agreement.charts import Forest, Mark, TimeChart
from annotator.agreement.choice import Choice
from annotator.agreement.memory import Memory
from annotator.agreement.packed import of_articles
from annotator.agreement.pages.studying import SEED, Enquiry, counted
from annotator.agreement.queries import Submissions
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import alpha_with_interval
from annotator.articles.zones import Zone
from annotator.projects.place import Place

MOST_OUTLETS = 12
"""So many outlets are shown, those with the most doubly labelled sentences; time has no more."""
MOST_TIMES = 24
_STEPS = (timedelta(days=1), timedelta(days=7), timedelta(days=28), timedelta(days=91))
_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """Alpha of parts of the data."""

    zones: Forest
    outlets: Forest | None
    further_outlets: int
    """How many outlets are not shown."""
    versions: Forest | None
    time: TimeChart | None
    times: tuple[Mark, ...]
    """What the chart over time shows, those without a value included."""
    step: str
    names: Mapping[str, str]
    query: dict[str, list[str]]


def groups_page(session: Session, place: Place, memory: Memory, choice: Choice) -> GroupsPage:
    """Gather alpha of each zone, outlet, codebook version and span of time."""
    enquiry = Enquiry(session, place, memory, choice)
    return enquiry.once("groups", lambda: _groups(enquiry))


def articles_done(chosen: Submissions) -> dict[int, int]:
    """When each article's last label came, in microseconds."""
    articles, at = np.unique(chosen.article, return_inverse=True)
    when = np.zeros(articles.size, np.int64)
    np.maximum.at(when, at, chosen.submitted_at)
    return dict(zip(articles.tolist(), when.tolist(), strict=True))


def _groups(enquiry: Enquiry) -> GroupsPage:
    study = enquiry.counted()
    overall = study.report.alpha.value
    outlets, further = _outlets(enquiry, study.ratings)
    versions = _versions(enquiry)
    step, times = _times(study.ratings, articles_done(study.submissions))

    def forest(key: str, title: str, marks: list[Mark]) -> Forest:
        return charts.forest(key, title, "Alpha", "Sentences with two labels", marks, overall)

    return GroupsPage(
        zones=forest("zones", "Alpha of each zone", _zones(enquiry)),
        outlets=forest("outlets", "Alpha of each outlet", outlets) if outlets else None,
        further_outlets=further,
        versions=(
            forest("versions", "Alpha of each codebook version", versions)
            if len(versions) > 1
            else None
        ),
        time=(
            charts.over_time("time", "Alpha over time", "Alpha", times) if len(times) > 1 else None
        ),
        times=tuple(times),
        step=step,
        names={},
        query=enquiry.choice.query(),
    )


def _mark(name: str, ratings: Ratings, link: charts.Link) -> Mark:
    alpha = alpha_with_interval(ratings, SEED)
    return Mark(name, alpha, f"{alpha.paired_units:,}", {"differ": "1", **link})


def _zones(enquiry: Enquiry) -> list[Mark]:
    return [
        _mark(zone.value.capitalize(), _of(enquiry, only), only.query())
        for zone in Zone
        if zone in enquiry.choice.zones
        for only in [replace(enquiry.choice, zones=frozenset({zone}))]
    ]


def _versions(enquiry: Enquiry) -> list[Mark]:
    choices = queries.choices(enquiry.session, enquiry.place.project_id)
    wanted = enquiry.choice.version
    return [
        _mark(f"Version {number}", _of(enquiry, only), only.query())
        for number in choices.versions
        if wanted in (None, number)
        for only in [replace(enquiry.choice, version=number)]
    ]


def _of(enquiry: Enquiry, choice: Choice) -> Ratings:
    return counted(enquiry.session, enquiry.place.project_id, choice)


def _outlets(enquiry: Enquiry, ratings: Ratings) -> tuple[list[Mark], int]:
    """The outlets with the most sentences that two people labelled, and how many more there are."""
    outlet_of = queries.submitted_outlets(enquiry.session, enquiry.place.project_id)
    articles = np.array(ratings.articles, np.int64)
    names = sorted({outlet_of[at] for at in articles.tolist()} - {""})
    code = {name: at for at, name in enumerate(names)}
    home = np.array([code.get(outlet_of[at], len(names)) for at in articles.tolist()], np.int64)
    paired = np.bincount(home, ratings.article_sums.paired_units, len(names) + 1)[:-1]
    known = [at for at in np.argsort(-paired, kind="stable").tolist() if paired[at] > 0]
    shown = [names[at] for at in known[:MOST_OUTLETS]]
    marks = [
        _mark(
            name,
            of_articles(ratings, articles[home == code[name]]),
            replace(enquiry.choice, outlets=frozenset({name})).query(),
        )
        for name in shown
    ]
    return marks, len(known) - len(shown)


def _times(ratings: Ratings, done: dict[int, int]) -> tuple[str, list[Mark]]:
    """Articles by when their last label came: days, weeks, months of four weeks or quarters."""
    paired = np.flatnonzero(ratings.article_sums.paired_units > 0)
    articles = np.array(ratings.articles, np.int64)[paired]
    if not articles.size:
        return "", []
    when = np.array([done[at] for at in articles.tolist()], np.int64)
    first = datetime.fromtimestamp(int(when.min()) / _MICRO, UTC).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    start = int(first.timestamp()) * _MICRO
    span = int(when.max()) - start
    steps = [int(step.total_seconds()) * _MICRO for step in _STEPS]
    at = next((i for i, step in enumerate(steps) if span // step < MOST_TIMES), len(steps) - 1)
    step = max(steps[at], -(-(span + 1) // MOST_TIMES) if at == len(steps) - 1 else 0)
    bins = (when - start) // step
    marks = []
    for one in np.unique(bins).tolist():
        since = start + one * step
        name = f"{datetime.fromtimestamp(since / _MICRO, UTC):%d %b %Y}"
        link = {"since": str(since), "until": str(since + step)}
        marks.append(_mark(name, of_articles(ratings, articles[bins == one]), link))
    return ("day", "week", "four weeks", "quarter")[at], marks
