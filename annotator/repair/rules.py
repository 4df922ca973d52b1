"""What becomes of labels, submitted answers and decisions when sentences are repaired.

The same three rules for each, by what the repair does:

- split: what was said of the sentence goes to both parts, to be looked at again. A submitted answer
  goes there as what was said of the whole, which is no answer for the part.
- merge: what was said equally of both is said of the one sentence. What differs becomes a question:
  the sentence has no label of that person, no answer in that submission, no decision.
- an edge moved: everything stays with its sentence.

Labels are equal when their main labels are. Also labels then come together, the lower sureness
holds, and notes stand under each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.articles.repairs import RepairKind
from annotator.labelling.kinds import Look, Origin
from annotator.labelling.marks import LONGEST_NOTE, Mark

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person says of a sentence now, and why they should look at it again, if they should.

    A person who has not labelled the sentence stands there with a blank mark.
    """

    mark: Mark
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one submission says of a sentence."""

    mark: Mark
    origin: Origin


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that holds, with the submitted labels (submission, label) that it rested on."""

    verdict: str
    label: int | None
    reason: str
    clause: str
    decided_by: int
    decided_at: int
    basis: frozenset[tuple[int, int]]


def standings(
    kind: RepairKind, old: tuple[Standing, ...], silence: int | None
) -> tuple[Standing, ...]:
    """One person's labels on the new sentences.

    `silence` is the label for which a sentence without one counts, in a copy that was submitted.
    """
    if kind is RepairKind.SPLIT:
        return (_of_a_part(old[0]),) * 2
    if kind is RepairKind.MERGE:
        left, right = old
        return (_merged(left, right, silence),)
    return old


def answers(kind: RepairKind, old: tuple[Answer | None, ...]) -> tuple[Answer | None, ...]:
    """One submission's answers for the new sentences; None where it has none."""
    if kind is RepairKind.SPLIT:
        part = old[0] and replace(old[0], origin=Origin.PART)
        return part, part
    if kind is RepairKind.MERGE:
        left, right = old
        if left is None or right is None or left.mark.main != right.mark.main:
            return (None,)
        both = _together(left.mark, right.mark)
        return (Answer(both, _weaker(left.origin, right.origin)),)
    return tuple(one and replace(one, origin=_carried(one.origin)) for one in old)


def rulings(kind: RepairKind, old: tuple[Ruling | None, ...]) -> tuple[Ruling | None, ...]:
    """The decisions on the new sentences.

    On the parts of a split sentence they rest on what was said of the whole, so that they are stale
    until people have answered for the parts. A merged one rests on what both rested on.
    """
    if kind is RepairKind.SPLIT:
        return old[0], old[0]
    if kind is RepairKind.MERGE:
        left, right = old
        same = left and right and (left.verdict, left.label) == (right.verdict, right.label)
        return (_one_ruling(left, right) if left and right and same else None,)
    return old


def _of_a_part(whole: Standing) -> Standing:
    return whole if whole.mark.main is None else Standing(whole.mark, Look.SPLIT)


def _merged(left: Standing, right: Standing, silence: int | None) -> Standing:
    looks = {left.look, right.look}
    mains = [one.mark.main for one in (left, right)]
    if mains == [None, None]:
        return Standing(Mark(), Look.QUESTION if Look.QUESTION in looks else None)
    said = [silence if main is None else main for main in mains]
    if said[0] != said[1] or Look.QUESTION in looks:
        return Standing(Mark(), Look.QUESTION)
    return Standing(
        _together(*(replace(one.mark, main=said[0]) for one in (left, right))),
        Look.SPLIT if Look.SPLIT in looks else None,
    )


def _together(left: Mark, right: Mark) -> Mark:
    """Two marks with the same main label as one."""
    return Mark(
        left.main,
        tuple(sorted({*left.also, *right.also})),
        min(left.sure, right.sure),
        _under_each_other((left.note, right.note), LONGEST_NOTE),
    )


def _weaker(left: Origin, right: Origin) -> Origin:
    """What is known of one sentence cannot be more than of each half."""
    carried = {_carried(left), _carried(right)}
    for origin in (Origin.PART, Origin.CARRIED_IMPLIED):
        if origin in carried:
            return origin
    return Origin.CARRIED


def _carried(origin: Origin) -> Origin:
    if origin is Origin.EXPLICIT:
        return Origin.CARRIED
    return Origin.CARRIED_IMPLIED if origin is Origin.IMPLIED else origin


def _one_ruling(left: Ruling, right: Ruling) -> Ruling:
    later = max(left, right, key=lambda one: one.decided_at)
    return replace(
        later,
        reason=_under_each_other((left.reason, right.reason), LONGEST_REASON),
        clause=left.clause or right.clause,
        basis=left.basis & right.basis,
    )


def _under_each_other(texts: Iterable[str], longest: int) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))[:longest]
