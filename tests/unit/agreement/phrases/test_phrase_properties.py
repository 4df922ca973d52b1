"""What must hold for any spans, and the formulas once more, character by character."""

import random
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    Document,
    Documents,
    PhraseCoefficient,
    Span,
    binary_u_alpha,
    cu_alpha,
    disagreement_parts,
    f1_character,
    f1_exact,
    f1_overlap,
    f1_ptc,
    ku_alpha,
    layer_alphas,
    u_alpha,
)

LENGTH = 24
LABELS = ("claim", "denial", "framing")
PEOPLE = ("ana", "ben", "cleo")
GAP = ""
MEASURES = (u_alpha, binary_u_alpha, cu_alpha, f1_exact, f1_character, f1_overlap, f1_ptc)
Bounds = tuple[int, int, str]

bounds = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8), st.sampled_from(LABELS)).map(
    lambda span: (span[0], min(LENGTH, span[0] + span[1]), span[2])
)


def apart(spans: list[Bounds]) -> list[Bounds]:
    """Those that do not overlap an earlier one."""
    kept: list[Bounds] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def document(name: str, spans: dict[str, list[Bounds]]) -> Document:
    rows = [(who, *span) for who, own in spans.items() for span in own]
    return Document.of(name, LENGTH, spans, rows)


def people(own: st.SearchStrategy[list[Bounds]]) -> st.SearchStrategy[dict[str, list[Bounds]]]:
    return st.integers(1, 3).flatmap(
        lambda many: st.fixed_dictionaries(dict.fromkeys(PEOPLE[:many], own))
    )


def studies(own: st.SearchStrategy[list[Bounds]]) -> st.SearchStrategy[Documents]:
    return st.lists(people(own), min_size=1, max_size=4).map(
        lambda all_spans: Documents.of(
            [document(f"d{at}", spans) for at, spans in enumerate(all_spans)], labels=LABELS
        )
    )


separate = studies(st.lists(bounds, max_size=5).map(apart))
free = studies(st.lists(bounds, max_size=5, unique=True))
several = settings(max_examples=40, deadline=None)


def value(measure: PhraseCoefficient) -> float | None:
    assert (measure.value is None) == (measure.reason is not None)
    return measure.value


def near(one: float | None, other: float | Fraction | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one == pytest.approx(float(other), abs=1e-9)


class Naive:
    """The family of 2016 from its definition, in fractions, over single characters."""

    def __init__(self, documents: Documents) -> None:
        values = (*LABELS, GAP)
        self.met = {(c, k): Fraction(0) for c in values for k in values}
        self.squares = dict.fromkeys(values, Fraction(0))
        self.corrections = dict.fromkeys(values, Fraction(0))
        for one in documents.paired:
            self.add(one)

    def add(self, one: Document) -> None:
        share = Fraction(1, len(one.annotators) - 1)
        text = {who: [GAP] * one.length for who in one.annotators}
        for span in one.spans:
            text[span.annotator][span.start : span.end] = [span.label] * (span.end - span.start)
            self.squares[span.label] += (span.end - span.start) ** 2
        for i, j in permutations(one.annotators, 2):
            for c, k in zip(text[i], text[j], strict=True):
                self.met[c, k] += share
            for span in one.spans:
                if span.annotator == i:
                    marked = sum(k != GAP for k in text[j][span.start : span.end])
                    self.corrections[span.label] += share * marked**2
        self.squares[GAP] += sum(row.count(GAP) for row in text.values())

    def expected(
        self, values: tuple[str, ...], less: dict[str, Fraction]
    ) -> tuple[dict[tuple[str, str], Fraction], Fraction, dict[str, Fraction]]:
        margin = {c: sum((self.met[c, k] for k in values), Fraction(0)) for c in values}
        whole = sum(margin.values(), Fraction(0))
        rest = whole**2 - sum((less[c] for c in values), Fraction(0))
        # no room to meet another phrase by chance: nothing is expected, nothing defined
        scale = whole / rest if rest > 0 else Fraction(0)
        found = {
            (c, k): scale * (margin[c] * margin[k] - (less[c] if c == k else 0))
            for c in values
            for k in values
        }
        return found, sum(margin.values(), Fraction(0)) if scale else Fraction(0), margin

    def alpha(self, values: tuple[str, ...], less: dict[str, Fraction]) -> Fraction | None:
        chance, whole, _ = self.expected(values, less)
        below = whole - sum(chance[c, c] for c in values)
        return 1 - (whole - sum(self.met[c, c] for c in values)) / below if below else None

    def binary(self) -> Fraction | None:
        chance, _, margin = self.expected((*LABELS, GAP), self.squares)
        below = sum(chance[GAP, k] for k in (*LABELS, GAP)) - chance[GAP, GAP]
        return 1 - (margin[GAP] - self.met[GAP, GAP]) / below if below else None

    def label(self, k: str) -> Fraction | None:
        chance, _, margin = self.expected(LABELS, self.corrections)
        mine = sum(chance[k, c] for c in LABELS)
        if not margin[k] or mine == chance[k, k]:
            return None
        return 1 - mine / margin[k] * (margin[k] - self.met[k, k]) / (mine - chance[k, k])


@several
@given(separate)
def test_the_family_is_that_of_its_definition(documents: Documents) -> None:
    naive = Naive(documents)
    assert near(value(u_alpha(documents)), naive.alpha((*LABELS, GAP), naive.squares))
    assert near(value(binary_u_alpha(documents)), naive.binary())
    assert near(value(cu_alpha(documents)), naive.alpha(LABELS, naive.corrections))
    for label, found in ku_alpha(documents).items():
        assert near(value(found), naive.label(label)), label


@several
@given(free)
def test_a_layer_is_the_family_with_one_label(documents: Documents) -> None:
    for label, found in layer_alphas(documents).items():
        alone = Documents.of(
            [
                Document.of(
                    one.id,
                    one.length,
                    one.annotators,
                    [span for span in one.spans if span.label == label],
                )
                for one in documents.documents
            ],
            labels=LABELS,
        )
        assert near(found.value, u_alpha(alone).value)


@several
@given(free)
def test_the_parts_of_the_disagreement_sum_to_the_whole(documents: Documents) -> None:
    parts, whole = disagreement_parts(documents), u_alpha(documents)
    assert all(part.value.value is None or part.value.value >= 0 for part in parts)
    if whole.value is None:
        assert all(value(part.value) is None for part in parts)
        return
    assert near(sum(part.value.value or 0 for part in parts), 1 - whole.value)
    shares = [value(part.share) for part in parts]
    if whole.value < 1 - 1e-12:
        assert near(sum(share or 0 for share in shares), 1)
    else:
        assert shares == [None, None, None]


@several
@given(separate)
def test_the_parts_are_those_of_single_characters(documents: Documents) -> None:
    amounts = dict.fromkeys(("detection", "boundary", "label"), Fraction(0))
    for one in documents.paired:
        for i, j in combinations(one.annotators, 2):
            for at in range(one.length):
                part = differing(one, i, j, at)
                if part:
                    amounts[part] += Fraction(1, len(one.annotators) - 1)
    total = sum(amounts.values())
    for found in disagreement_parts(documents):
        assert near(value(found.share), amounts[found.name] / total if total else None)


def differing(one: Document, i: str, j: str, at: int) -> str | None:
    """Which part the character belongs to, if i and j differ on it."""
    over = {who: covering(one, who, at) for who in (i, j)}
    mine, theirs = over[i], over[j]
    if mine and theirs:
        return None if mine.label == theirs.label else "label"
    span, other = (mine, j) if mine else (theirs, i)
    if not span:
        return None
    touched = any(covering(one, other, place) for place in range(span.start, span.end))
    return "boundary" if touched else "detection"


def covering(one: Document, who: str, at: int) -> Span | None:
    found = [span for span in one.spans if span.annotator == who and span.start <= at < span.end]
    return found[0] if found else None


Pairs = dict[tuple[str, str], tuple[list[Span], list[Span]]]


def by_pair(documents: Documents) -> Pairs:
    """The spans of every two annotators, with the documents far apart on one axis."""
    pairs: Pairs = {}
    for at, one in enumerate(documents.paired):
        for i, j in combinations(one.annotators, 2):
            mine, theirs = pairs.setdefault((i, j), ([], []))
            for span in one.spans:
                moved = Span(span.annotator, span.start + 99 * at, span.end + 99 * at, span.label)
                if span.annotator in (i, j):
                    (mine if span.annotator == i else theirs).append(moved)
    return pairs


def share(s: Span, t: Span) -> Fraction:
    if s.label != t.label:
        return Fraction(0)
    return Fraction(max(0, min(s.end, t.end) - max(s.start, t.start)), s.end - s.start)


def harmonic(p: Fraction, r: Fraction) -> Fraction:
    return 2 * p * r / (p + r) if p + r else Fraction(0)


def exact(a: list[Span], b: list[Span]) -> Fraction:
    common = {span[1:] for span in a} & {span[1:] for span in b}
    return Fraction(2 * len(common), len(a) + len(b))


def overlap(a: list[Span], b: list[Span]) -> Fraction:
    if not a or not b:
        return Fraction(0)
    touched = [
        Fraction(sum(any(share(s, t) for t in other) for s in own), len(own))
        for own, other in ((a, b), (b, a))
    ]
    return harmonic(*touched)


def ptc(a: list[Span], b: list[Span]) -> Fraction:
    if not a or not b:
        return Fraction(0)
    p, r = (
        sum((share(s, t) for s in own for t in other), Fraction(0)) / len(own)
        for own, other in ((a, b), (b, a))
    )
    return harmonic(p, r)


def marked(spans: list[Span]) -> set[tuple[int, str]]:
    return {(at, span.label) for span in spans for at in range(span.start, span.end)}


@several
@given(free)
def test_f1_is_that_of_sets_and_pairs_weigh_by_what_they_marked(documents: Documents) -> None:
    for measure, score in ((f1_exact, exact), (f1_overlap, overlap), (f1_ptc, ptc)):
        pairs = by_pair(documents).values()
        weight = sum(len(a) + len(b) for a, b in pairs)
        total = sum((len(a) + len(b)) * score(a, b) for a, b in pairs if a or b)
        assert near(value(measure(documents)), Fraction(total) / weight if weight else None)
    pairs = by_pair(documents).values()
    weight = sum(len(marked(a)) + len(marked(b)) for a, b in pairs)
    both = sum(2 * len(marked(a) & marked(b)) for a, b in pairs)
    assert near(value(f1_character(documents)), Fraction(both, weight) if weight else None)


@several
@given(free, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(documents: Documents, mixed: random.Random) -> None:
    again = Documents.of(
        mixed.sample(
            [
                Document.of(
                    one.id,
                    one.length,
                    mixed.sample(one.annotators, len(one.annotators)),
                    mixed.sample(one.spans, len(one.spans)),
                )
                for one in documents.documents
            ],
            len(documents.documents),
        ),
        labels=LABELS,
    )
    assert again.documents == documents.documents
    for measure in MEASURES:
        assert measure(documents) == measure(again)


@several
@given(free)
def test_other_names_change_nothing(documents: Documents) -> None:
    names = dict(zip(PEOPLE, ("z", "x", "y"), strict=True))
    labels = dict(zip(LABELS, ("r", "q", "p"), strict=True))
    again = Documents.of(
        [
            Document.of(
                one.id,
                one.length,
                [names[who] for who in one.annotators],
                [(names[who], s, e, labels[label]) for who, s, e, label in one.spans],
            )
            for one in documents.documents
        ]
    )
    for measure in MEASURES:
        assert near(measure(documents).value, measure(again).value)
    for label, found in ku_alpha(documents).items():
        if labels[label] in again.labels:
            assert near(found.value, ku_alpha(again)[labels[label]].value)


@several
@given(free)
def test_all_documents_twice_leave_f1_and_the_shares_as_they_are(documents: Documents) -> None:
    twice = Documents.of(
        [
            Document.of(f"{one.id}{copy}", one.length, one.annotators, one.spans)
            for one in documents.documents
            for copy in "ab"
        ],
        labels=LABELS,
    )
    for measure in (f1_exact, f1_character, f1_overlap, f1_ptc):
        assert near(measure(twice).value, measure(documents).value)
    for one, other in zip(disagreement_parts(twice), disagreement_parts(documents), strict=True):
        assert near(one.share.value, other.share.value)


@several
@given(st.lists(bounds, min_size=1, max_size=5, unique=True))
def test_a_person_who_agrees_with_themselves_agrees_fully(spans: list[Bounds]) -> None:
    documents = Documents.of([document("d", {"ana": spans, "ben": spans})])
    found = [measure(documents) for measure in (u_alpha, binary_u_alpha, f1_exact, f1_character)]
    assert {one.value for one in found} <= {1.0, None}
    assert found[2].value == 1


@several
@given(st.lists(bounds, min_size=1, max_size=5).map(apart))
def test_overlapping_spans_of_one_label_are_merged(spans: list[Bounds]) -> None:
    assume(all(end - start > 2 for start, end, _ in spans))
    halves = [half for s, e, label in spans for half in ((s, e - 1, label), (s + 1, e, label))]
    merged = Documents.of([document("d", {"ana": halves, "ben": []})])
    whole = Documents.of([document("d", {"ana": spans, "ben": []})])
    assert near(u_alpha(merged).value, u_alpha(whole).value)
    assert u_alpha(merged).note == (
        "Overlapping spans of one annotator with the same label were merged."
    )
