"""The other two layers: sets of labels (main and also), and phrases."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.agreement import charts, queries
from annotator.agreement.charts import Forest, Mark
from annotator.agreement.choice import Choice
from annotator.agreement.coefficients.sets import ratings_of_sets
from annotator.agreement.memory import Memory
from annotator.agreement.pages.studying import SEED, Enquiry
from annotator.agreement.phrases.documents import Document, Documents
from annotator.agreement.phrases.gamma.measure import Gamma, gamma
from annotator.agreement.phrases.report import PhraseReport, phrase_report
from annotator.agreement.ratings import Ratings
from annotator.agreement.set_report import SetReport, set_report
from annotator.codebook.queries import LabelView
from annotator.errors import TooLarge
from annotator.projects.place import Place

MOST_SETS = 300_000
MOST_PHRASES = 20_000
"""More main labels, or more phrases, are left to the command line: they take too long here."""
GAMMA_PHRASES, GAMMA_DOCUMENT = 2_000, 200
"""So many phrases in all and in one article can be aligned within a request."""


@dataclass(frozen=True, slots=True)
class SetsPage:
    """Alpha of sets; without figures, why there are none."""

    report: SetReport | None
    reason: str
    also: int
    """How many also labels were given."""
    forest: Forest | None
    labels: Mapping[str, LabelView]
    names: Mapping[str, str]
    choice: Choice
    query: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class PhrasesPage:
    """Agreement on phrases; without figures, why there are none."""

    report: PhraseReport | None
    reason: str
    phrases: int
    documents: int
    articles: Mapping[int, str]
    forest: Forest | None
    labels: Mapping[str, LabelView]
    names: Mapping[str, str]
    choice: Choice
    query: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class GammaPage:
    """Mathet's gamma, and how long it took."""

    gamma: Gamma
    seconds: float
    labels: Mapping[str, LabelView]


def sets_page(session: Session, place: Place, memory: Memory, choice: Choice) -> SetsPage:
    """Gather agreement on sets: each sentence's main label with its also labels."""
    enquiry = Enquiry(session, place, memory, choice)
    also = queries.also_rows(session, place.project_id, choice)
    found, reason = None, _no_sets(enquiry, len(also))
    if not reason:
        labels = tuple(enquiry.ratings().labels)
        found = enquiry.once(
            "sets", lambda: set_report(_sets(enquiry), SEED, labels=labels), lambda made: made.units
        )
    return SetsPage(
        report=found,
        reason=reason,
        also=len(also),
        forest=set_forest(enquiry, found) if found else None,
        labels=enquiry.labels,
        names=enquiry.names,
        choice=choice,
        query=choice.query(),
    )


def phrases_page(session: Session, place: Place, memory: Memory, choice: Choice) -> PhrasesPage:
    """Gather agreement on phrases."""
    enquiry = Enquiry(session, place, memory, choice)
    documents = enquiry.once("documents", lambda: _documents(enquiry), lambda one: one.spans)
    found, reason = None, _no_phrases(documents)
    if not reason:
        found = enquiry.once("phrases", lambda: phrase_report(documents, SEED))
    return PhrasesPage(
        report=found,
        reason=reason,
        phrases=documents.spans,
        documents=len(documents.paired),
        articles=queries.titles(session, place.project_id) if found else {},
        forest=phrase_forest(enquiry, found) if found else None,
        labels=enquiry.labels,
        names=enquiry.names,
        choice=choice,
        query=choice.query(),
    )


def gamma_page(session: Session, place: Place, memory: Memory, choice: Choice) -> GammaPage:
    """Work out gamma, within what a request can do.

    Raises:
        TooLarge: there are too many phrases, and what to do instead.
    """
    enquiry = Enquiry(session, place, memory, choice)
    documents = enquiry.once("documents", lambda: _documents(enquiry), lambda one: one.spans)
    longest = max((len(one.spans) for one in documents.paired), default=0)
    if documents.paired_spans > GAMMA_PHRASES or longest > GAMMA_DOCUMENT:
        raise TooLarge(
            f"Gamma of {documents.paired_spans:,} phrases, up to {longest} in an article, takes "
            f"longer than a page may. It is worked out here up to {GAMMA_PHRASES:,} phrases and "
            f"{GAMMA_DOCUMENT} in an article; beyond, export the phrases and run “annotator "
            "agreement FILE --spans --gamma”."
        )

    def work_out() -> GammaPage:
        begun = time.perf_counter()
        found = gamma(documents, SEED)
        return GammaPage(found, time.perf_counter() - begun, enquiry.labels)

    return enquiry.once("gamma", work_out)


def set_forest(enquiry: Enquiry, found: SetReport) -> Forest:
    """Alpha of each label: in the set or not."""
    labels = enquiry.labels
    marks = [
        Mark(
            labels[one.label].name,
            one.alpha,
            f"{one.count:,}",
            None,
            labels[one.label].letter,
            labels[one.label].hue,
        )
        for one in found.labels
    ]
    title = "Alpha of each label, in the set or not"
    return charts.forest("sets", title, "Alpha", "Sets with it", marks, None)


def phrase_forest(enquiry: Enquiry, found: PhraseReport) -> Forest:
    """(k)uα of each label."""
    labels = enquiry.labels
    marks = [
        Mark(
            labels[key].name,
            one,
            "no coverage" if one.coverage is None else f"{one.coverage:.0%}",
            None,
            labels[key].letter,
            labels[key].hue,
        )
        for key, one in found.whole.ku_alpha.items()
    ]
    title = "Agreement on each phrase label, (k)uα"
    return charts.forest("phrases", title, "(k)uα", "Covered", marks, None)


def _sets(enquiry: Enquiry) -> Ratings:
    """Each rating as a set; who gave a main label there may have given also labels."""
    ratings, number = enquiry.ratings(), enquiry.scheme.by_number()
    chosen = enquiry.counted().submissions
    who = dict(zip(chosen.number.tolist(), chosen.participant.tolist(), strict=True))
    also: dict[tuple[int, str], set[str]] = defaultdict(set)
    rows = queries.also_rows(enquiry.session, enquiry.place.project_id, enquiry.choice)
    for sentence, submission, label in rows.tolist():
        also[sentence, chosen.people[who[submission]]].add(number[label].key)
    return ratings_of_sets(
        (unit, name, {label, *also.get((int(unit), name), ())}, article)
        for unit, name, label, article in ratings.rows()
    )


def _no_sets(enquiry: Enquiry, also: int) -> str:
    found = enquiry.counted().report
    if not found.paired_units:
        return "No sentence has labels of two people yet."
    if not also:
        return (
            "Nobody gave an also label, so each set is one label: agreement on sets is that on "
            "main labels."
        )
    if found.ratings > MOST_SETS:
        return (
            f"{found.ratings:,} sets take longer than a page may. Export the ratings and run "
            "“annotator agreement FILE --sets”."
        )
    return ""


def _no_phrases(documents: Documents) -> str:
    if not documents.spans:
        return "Nobody has submitted a phrase yet."
    if not documents.paired:
        return "No article with phrases was submitted by two people yet."
    if documents.spans > MOST_PHRASES:
        return (
            f"{documents.spans:,} phrases take longer than a page may. Export them and run "
            "“annotator agreement FILE --spans”."
        )
    return ""


def _documents(enquiry: Enquiry) -> Documents:
    """Each article with the phrases of those who submitted it; to mark nothing is an answer."""
    chosen = queries.submissions(enquiry.session, enquiry.place.project_id, enquiry.choice)
    found = queries.marked(enquiry.session, enquiry.place.project_id, enquiry.choice)
    labels = enquiry.scheme.by_number()
    people: dict[int, dict[int, str]] = defaultdict(dict)
    home = {}
    columns = chosen.number.tolist(), chosen.article.tolist(), chosen.participant.tolist()
    for submission, article, participant in zip(*columns, strict=True):
        people[article][submission] = chosen.people[participant]
        home[submission] = article
    spans: dict[int, set[tuple[str, int, int, str]]] = defaultdict(set)
    for submission, start, end, label in found.phrases:
        article = home[submission]
        spans[article].add((people[article][submission], start, end, labels[label].key))
    used = {span[3] for marks in spans.values() for span in marks}
    declared = [one.key for one in labels.values() if one.for_phrases or one.key in used]
    return Documents.of(
        (
            Document.of(article, found.lengths[article], names.values(), spans[article])
            for article, names in people.items()
        ),
        labels=declared,
    )
