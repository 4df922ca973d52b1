"""A repair before it is made: the new sentences, and what becomes of all that was said."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.articles.repairs import RepairKind
from annotator.codebook import queries as codebook
from annotator.errors import Conflict, Invalid
from annotator.labelling.kinds import State
from annotator.repair import edges, rules, toll
from annotator.repair.edges import Piece
from annotator.repair.queries import said
from annotator.repair.queries.said import Person, Submitted, Unit
from annotator.repair.rules import Answer, Ruling, Standing
from annotator.repair.toll import Toll


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a lead asks for: of two sentences `sentence_id` is the first, `next_id` the second.

    `at` is a place in the article's text, in code points.
    """

    kind: RepairKind
    sentence_id: int
    next_id: int = 0
    at: int = -1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repair with everything that it changes; pairs hold what was before and what is after."""

    wanted: Wanted
    text: str
    old: tuple[Unit, ...]
    new: tuple[Piece, ...]
    people: tuple[tuple[Person, tuple[Standing, ...]], ...]
    submitted: tuple[tuple[Submitted, tuple[Answer | None, ...]], ...]
    before: tuple[Ruling | None, ...]
    after: tuple[Ruling | None, ...]

    @property
    def toll(self) -> Toll:
        """The same in numbers."""
        after = [standings for _, standings in self.people]
        newest = {found.assignment_id: answers for found, answers in self._by_number()}
        counting = toll.answered(newest.values())
        decided, reopened = toll.decided(self.before, self.after)
        return Toll(
            self.wanted.kind,
            labels=toll.labels_kept(after),
            questions=toll.questions(after),
            answered=counting,
            unanswered=len(newest) - counting,
            decided=decided,
            reopened=reopened,
        )

    def _by_number(self) -> list[tuple[Submitted, tuple[Answer | None, ...]]]:
        return sorted(self.submitted, key=lambda one: one[0].number)


def proposal(session: Session, project_id: int, article_id: int, wanted: Wanted) -> Proposal:
    """What a repair of a live article would do.

    Raises Conflict when the sentences are no longer those that the lead saw, and Invalid when there
    is no such repair.
    """
    text = said.text(session, project_id, article_id)
    found = said.neighbours(session, article_id, wanted.sentence_id)
    old = found[:1] if wanted.kind is RepairKind.SPLIT else found
    if wanted.kind is not RepairKind.SPLIT:
        _check_next(found, wanted)
    ids = tuple(unit.id for unit in old)
    people = said.people(session, project_id, article_id, ids)
    submitted = said.submitted(session, project_id, ids)
    before = said.rulings(session, project_id, ids)
    none = codebook.scheme(session, project_id).none.number
    kind = wanted.kind
    return Proposal(
        wanted,
        text,
        old,
        _pieces(text, [unit.piece for unit in old], wanted),
        tuple((one, rules.standings(kind, one.standings, _silence(one, none))) for one in people),
        tuple((one, rules.answers(kind, one.answers)) for one in submitted),
        before,
        rules.rulings(kind, before),
    )


def _check_next(found: tuple[Unit, ...], wanted: Wanted) -> None:
    if len(found) == 1 and not wanted.next_id:
        raise Invalid("This is the last sentence of its paragraph: there is no next one.")
    if [unit.id for unit in found] != [wanted.sentence_id, wanted.next_id]:
        raise Conflict(
            "Somebody repaired the sentence beside this one meanwhile, so nothing of yours was "
            "done. Look at the article as it stands now."
        )


def _pieces(text: str, old: list[Piece], wanted: Wanted) -> tuple[Piece, ...]:
    if wanted.kind is RepairKind.SPLIT:
        return edges.split(text, old[0], wanted.at)
    left, right = old
    if wanted.kind is RepairKind.MERGE:
        return edges.merge(left, right)
    return edges.move_edge(text, left, right, wanted.at)


def _silence(person: Person, none: int) -> int | None:
    return none if person.state == State.SUBMITTED else None
