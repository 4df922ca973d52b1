"""What each demo annotator labelled, drawn from their habits, and what the lead decided.

Every draw has its own source of chance, named after seed, person, article and sentence. So the same
seed gives the same labels on any machine, and a changed sentence leaves all others as they were.
"""

import re
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from random import Random

from annotator.demo.corpus import DemoArticle, DemoPhrase, DemoSentence, article_named
from annotator.demo.habits import HABITS, Habit
from annotator.errors import NotFound

SEED = 2026
"""The seed of the demo that everybody sees."""

SURE, HESITANT, UNSURE = 3, 2, 1

_NOTED = 0.6
"""How often an uncertain label gets its note, where there is one for it."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Progress(StrEnum):
    """How far a person came with an article."""

    SUBMITTED = "submitted"
    HALF_DONE = "half done"
    UNTOUCHED = "untouched"


@dataclass(frozen=True)
class GivenLabel:
    """What one person did with one sentence, named by its position in the article.

    `main` is None where the person read the sentence and left it; `sure` is 1 to 3, 3 is sure.
    """

    sentence: int
    main: str | None
    also: tuple[str, ...]
    sure: int
    note: str | None
    phrases: tuple[DemoPhrase, ...]


@dataclass(frozen=True)
class DemoDecision:
    """How the lead settled one sentence, why, and by which clause of the codebook."""

    article: str
    sentence: int
    label: str
    reason: str
    clause: str


_DONE, _HALF, _NEW = Progress.SUBMITTED, Progress.HALF_DONE, Progress.UNTOUCHED

_ASSIGNED: Mapping[str, Mapping[str, Progress]] = {
    "npa-halvet": {"ana": _DONE, "boris": _DONE, "chiara": _DONE},
    "rto-halvet": {"ana": _DONE, "boris": _DONE, "chiara": _DONE},
    "lantern-halvet": {"ana": _DONE, "boris": _DONE, "chiara": _DONE},
    "npa-bridge": {"ana": _DONE, "boris": _DONE},
    "rto-bridge": {"boris": _DONE, "chiara": _DONE},
    "splash-bridge": {"ana": _DONE, "chiara": _HALF},
    "splash-law": {"ana": _HALF, "boris": _NEW, "chiara": _NEW},
    "fenjer-law": {"ana": _DONE, "boris": _DONE},
}

_DECIDED = (
    (
        "npa-halvet",
        "“These were professionals.",
        "attribution",
        "The speaker stands in the next sentence; the words do not become the agency’s.",
        "R4",
    ),
    (
        "npa-halvet",
        "Tesmar rejected the accusation",
        "denial",
        "The rejection is the main clause. The offer of fire crews earns also attribution.",
        "R1",
    ),
    (
        "npa-halvet",
        "A safety memo dated Nov. 18",
        "attribution",
        "A document is a source like a person: the agency only says that the memo says so.",
        "3.3",
    ),
    (
        "rto-halvet",
        "KOSTRA (RTO) — Orvania woke",
        "claim",
        "Without “cowardly” the point stands: there was sabotage and two died. Also framing.",
        "3.4",
    ),
    (
        "rto-halvet",
        "The so-called independent press",
        "framing",
        "Said drily, papers wrote about a memo; the mockery is the point.",
        "3.4",
    ),
    (
        "lantern-halvet",
        "The minister has shown no photograph",
        "claim",
        "A negative fact. Nobody in the article says that he showed any.",
        "R6",
    ),
    (
        "rto-bridge",
        "Forty infiltrators stopped",
        "claim",
        "A headline is labelled on its own wording. The marks on “observers” earn also framing.",
        "R14",
    ),
    (
        "fenjer-law",
        "O toj odredbi poslanici",
        "claim",
        "A negative fact; nobody had said that the clause was debated.",
        "R6",
    ),
)


def assigned(article: DemoArticle) -> tuple[str, ...]:
    """Usernames of the two or three people who have this article to label."""
    return tuple(_ASSIGNED[article.slug])


def progress(annotator: str, article: DemoArticle) -> Progress:
    """How far this person came with this article."""
    try:
        return _ASSIGNED[article.slug][annotator]
    except KeyError:
        raise NotFound(f"{article.slug!r} is not assigned to {annotator!r} in the demo.") from None


def labels_of(annotator: str, article: DemoArticle, seed: int = SEED) -> tuple[GivenLabel, ...]:
    """What this person did with each sentence so far, in reading order."""
    reached = {
        Progress.SUBMITTED: len(article.labelled),
        Progress.HALF_DONE: len(article.labelled) // 2,
        Progress.UNTOUCHED: 0,
    }[progress(annotator, article)]
    habit = HABITS[annotator]
    return tuple(
        _given(habit, at, article.sentences[at], _chance(seed, annotator, article, at))
        for at in article.labelled[:reached]
    )


def decisions() -> tuple[DemoDecision, ...]:
    """The disagreements that the lead settled; all others are open."""
    return tuple(
        DemoDecision(slug, _position(article_named(slug), opening), label, reason, clause)
        for slug, opening, label, reason, clause in _DECIDED
    )


def situation(sentence: DemoSentence) -> str:
    """The reference label, with what makes the sentence harder than most of its kind."""
    if sentence.trait is not None:
        return f"{sentence.trait} {sentence.main}"
    if "framing" in sentence.also:
        return f"loaded {sentence.main}"
    return str(sentence.main)


def _position(article: DemoArticle, opening: str) -> int:
    """Where the sentence that begins with these words stands in its article."""
    for at, sentence in enumerate(article.sentences):
        if sentence.text.startswith(opening):
            return at
    raise NotFound(f"No sentence of {article.slug!r} begins with {opening!r}.")


def _chance(seed: int, annotator: str, article: DemoArticle, sentence: int) -> Random:
    """The source of chance for one person and sentence."""
    name = f"{seed}:{annotator}:{article.slug}:{sentence}"
    return Random(name)  # noqa: S311 -- repeatable invention, no secret


def _given(habit: Habit, at: int, sentence: DemoSentence, chance: Random) -> GivenLabel:
    """One person's label, sureness, note and phrases for one sentence."""
    kind = situation(sentence)
    row = habit.gives.get(kind, habit.gives[str(sentence.main)])
    main = _draw(row, chance)
    sure = _sureness(row[main], habit.doubts, chance)
    if main is None:
        return GivenLabel(at, None, (), sure=SURE, note=None, phrases=())
    return GivenLabel(
        sentence=at,
        main=main,
        also=_also(habit, sentence, main, chance),
        sure=sure,
        note=_note(habit, (kind, main), sure, chance),
        phrases=tuple(
            _shifted(phrase, sentence.text, chance) if chance.random() < habit.shifts else phrase
            for phrase in sentence.phrases
            if chance.random() < habit.marks[phrase.label]
        ),
    )


def _draw(row: Mapping[str | None, float], chance: Random) -> str | None:
    """One label of a row, each as often as its probability says."""
    upper = list(accumulate(row.values()))
    return tuple(row)[bisect(upper, chance.random() * upper[-1], hi=len(upper) - 1)]


def _sureness(share: float, doubts: float, chance: Random) -> int:
    """A label that a person seldom gives in this situation is one they are less sure of."""
    usual = share >= 0.5  # noqa: PLR2004 -- more often than not
    if usual:
        return HESITANT if chance.random() < doubts else SURE
    return UNSURE if chance.random() < 0.5 else HESITANT  # noqa: PLR2004 -- a coin


def _also(habit: Habit, sentence: DemoSentence, main: str, chance: Random) -> tuple[str, ...]:
    """The also labels given: the reference's, and its main label where another was chosen."""
    if main == "none":
        return ()
    deserved = [label for label in (str(sentence.main), *sentence.also) if label != "none"]
    return tuple(label for label in deserved if label != main and chance.random() < habit.also)


def _note(habit: Habit, case: tuple[str, str], sure: int, chance: Random) -> str | None:
    """A remark beside an uncertain label, now and then; `case` is the situation and the label."""
    remarks = habit.notes.get(case, ())
    if sure == SURE or not remarks or chance.random() >= _NOTED:
        return None
    return remarks[int(chance.random() * len(remarks))]


def _shifted(phrase: DemoPhrase, text: str, chance: Random) -> DemoPhrase:
    """The phrase with one edge a word off, or unchanged where the sentence has no such word."""
    starts = [word.start() for word in _WORD.finditer(text)]
    ends = [word.end() for word in _WORD.finditer(text)]
    start, end = phrase.start, phrase.end
    moves = (
        (max((at for at in starts if at < start), default=start), end),
        (min((at for at in starts if start < at < end), default=start), end),
        (start, max((at for at in ends if start < at < end), default=end)),
        (start, min((at for at in ends if at > end), default=end)),
    )
    start, end = moves[int(chance.random() * len(moves))]
    return DemoPhrase(start=start, end=end, label=phrase.label)
