"""What a repair does to what people said, counted and told before it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.articles.repairs import RepairKind
from annotator.labelling.kinds import ANSWERS, Look
from annotator.repair.rules import Answer, Ruling, Standing

NOTHING = "Nobody has labelled this yet, so nothing else changes."


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people and decisions a repair concerns, and how."""

    kind: RepairKind
    labels: int
    """People whose labels stay."""
    questions: int
    """People who are asked, because their labels differ."""
    answered: int
    """People whose submitted answers count on."""
    unanswered: int
    """People whose submitted answers count no longer, until they submit again."""
    decided: int
    """Decisions that stay; on both parts of a split sentence, where they are stale."""
    reopened: int
    """Decisions that are taken back."""

    @property
    def seal(self) -> str:
        """All numbers, so that a confirmation can say which ones the person saw."""
        counts = (self.labels, self.questions, self.answered, self.unanswered)
        return ".".join(map(str, (*counts, self.decided, self.reopened)))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The numbers in words."""
        told = (
            *_of_labels(self.kind, self.labels, self.questions),
            *_of_answers(self.kind, self.answered, self.unanswered),
            *_of_decisions(self.kind, self.decided, self.reopened),
        )
        return told or (NOTHING,)


def labels_kept(new: Iterable[tuple[Standing, ...]]) -> int:
    """How many people have a label on any of the new sentences."""
    return sum(any(one.mark.main is not None for one in standings) for standings in new)


def questions(new: Iterable[tuple[Standing, ...]]) -> int:
    """How many people are asked."""
    return sum(any(one.look is Look.QUESTION for one in standings) for standings in new)


def answered(new: Iterable[tuple[Answer | None, ...]]) -> int:
    """How many submissions answer all of the new sentences."""
    return sum(all(one and one.origin in ANSWERS for one in found) for found in new)


def decided(old: tuple[Ruling | None, ...], new: tuple[Ruling | None, ...]) -> tuple[int, int]:
    """How many of the old decisions stay, and how many are taken back."""
    before = sum(one is not None for one in old)
    stays = any(one is not None for one in new)
    return (before, 0) if stays else (0, before)


def _of_labels(kind: RepairKind, labels: int, asked: int) -> list[str]:
    told = []
    if labels and kind is RepairKind.SPLIT:
        told.append(
            f"{_whose(labels, 'label')} {_goes(labels)} to both parts, to be looked at again."
        )
    elif labels and kind is RepairKind.MERGE:
        told.append(f"{_whose(labels, 'label')} {_stays(labels)}, given equally to both.")
    elif labels:
        told.append(f"{_whose(labels, 'label')} {_stays(labels)} with the sentences.")
    if asked:
        ask = "is asked to label" if asked == 1 else "are asked to label"
        told.append(
            f"{_people(asked)} labelled the two differently or one of them alone, and {ask} "
            "the sentence anew."
        )
    return told


def _of_answers(kind: RepairKind, counting: int, waiting: int) -> list[str]:
    told = []
    if counting:
        told.append(f"What {_people(counting)} submitted counts on for agreement.")
    if waiting:
        where = "neither part" if kind is RepairKind.SPLIT else "nothing here"
        told.append(
            f"What {_people(waiting)} submitted counts for {where} until they submit again."
        )
    return told


def _of_decisions(kind: RepairKind, stays: int, reopened: int) -> list[str]:
    told = []
    if stays and kind is RepairKind.SPLIT:
        told.append(f"{_decisions(stays)} {_goes(stays)} to both parts and becomes stale.")
    elif stays:
        told.append(f"{_decisions(stays)} {_stays(stays)}.")
    if reopened:
        is_ = "is" if reopened == 1 else "are"
        told.append(f"{_decisions(reopened)} {is_} taken back: the sentence is open again.")
    return told


def _people(number: int) -> str:
    return "1 annotator" if number == 1 else f"{number} annotators"


def _whose(number: int, what: str) -> str:
    return f"1 annotator’s {what}" if number == 1 else f"{number} annotators’ {what}s"


def _decisions(number: int) -> str:
    return "1 decision" if number == 1 else f"{number} decisions"


def _goes(number: int) -> str:
    return "goes" if number == 1 else "go"


def _stays(number: int) -> str:
    return "stays" if number == 1 else "stay"
