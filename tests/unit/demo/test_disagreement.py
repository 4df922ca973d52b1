"""What the demo's annotators labelled: repeatable, as documented, and neither agreed nor random."""

import os
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations, permutations
from pathlib import Path

import pytest

from annotator.demo.corpus import LABELS, article_named, articles
from annotator.demo.disagreement import (
    SEED,
    GivenLabel,
    Progress,
    assigned,
    decisions,
    labels_of,
    progress,
    situation,
)
from annotator.demo.habits import HABITS, Habit
from annotator.errors import NotFound

DOCS = Path(__file__).parents[3] / "docs" / "demo.md"


def every_label(seed: int = SEED) -> list[tuple[str, str, GivenLabel]]:
    """Annotator, article and label, for all that was labelled."""
    return [
        (annotator, article.slug, given)
        for article in articles()
        for annotator in assigned(article)
        for given in labels_of(annotator, article, seed)
    ]


def submitted(seed: int = SEED) -> dict[tuple[str, int], dict[str, str]]:
    """Rating by annotator for each sentence, for what was submitted."""
    ratings: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for annotator, slug, given in every_label(seed):
        if progress(annotator, article_named(slug)) is Progress.SUBMITTED:
            ratings[slug, given.sentence][annotator] = given.main or "none"
    return ratings


def alpha(units: Iterable[list[str]]) -> float:
    """Krippendorff's alpha, nominal, from its coincidences."""
    coincidences: dict[tuple[str, str], float] = defaultdict(float)
    for ratings in units:
        for pair in permutations(ratings, 2):
            coincidences[pair] += 1 / (len(ratings) - 1)
    sums: dict[str, float] = defaultdict(float)
    for (one, _), weight in coincidences.items():
        sums[one] += weight
    n = sum(sums.values())
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other)
    expected = sum(sums[one] * sums[other] for one, other in permutations(sums, 2))
    return 1 - (n - 1) * observed / expected


def test_the_same_seed_gives_the_same_labels_whatever_else_draws() -> None:
    random.seed(1)
    before = every_label()
    random.seed(2)
    assert every_label() == before
    assert every_label(SEED + 1) != before


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_labels_do_not_depend_on_the_hash_seed(hash_seed: str) -> None:
    code = (
        "from annotator.demo.corpus import articles\n"
        "from annotator.demo.disagreement import assigned, labels_of\n"
        "print([labels_of(who, article) for article in articles() for who in assigned(article)])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=DOCS.parents[1],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
    ).stdout
    here = [labels_of(who, article) for article in articles() for who in assigned(article)]
    assert printed.strip() == str(here)


def alpha_of(*people: str) -> float:
    """Alpha over what these people submitted."""
    chosen = ([unit[who] for who in people if who in unit] for unit in submitted().values())
    return alpha(ratings for ratings in chosen if len(ratings) > 1)


def kappa_of(one: str, other: str) -> float:
    """Cohen's kappa of two people over the sentences that both submitted."""
    shared = [unit for unit in submitted().values() if {one, other} <= unit.keys()]
    n = len(shared)
    first, second = (Counter(unit[who] for unit in shared) for who in (one, other))
    observed = sum(unit[one] == unit[other] for unit in shared) / n
    by_chance = sum(first[label] * second[label] for label in first) / n**2
    return (observed - by_chance) / (1 - by_chance)


def test_agreement_is_fair_and_differs_between_pairs() -> None:
    assert 0.55 <= alpha_of(*HABITS) <= 0.75
    pairs = [kappa_of(*pair) for pair in combinations(HABITS, 2)]
    assert all(0.4 <= value <= 0.85 for value in pairs)
    assert max(pairs) - min(pairs) > 0.05


def test_each_pair_of_annotators_shares_at_least_three_submitted_articles() -> None:
    shared: Counter[tuple[str, str]] = Counter()
    for article in articles():
        done = [who for who in assigned(article) if progress(who, article) is Progress.SUBMITTED]
        shared.update(combinations(sorted(done), 2))
    assert set(shared) == set(combinations(sorted(HABITS), 2))
    assert min(shared.values()) >= 3


def test_articles_go_to_two_or_three_people_and_everybody_has_one_open() -> None:
    assert {len(assigned(article)) for article in articles()} == {2, 3}
    still_open = [
        (who, progress(who, article))
        for article in articles()
        for who in assigned(article)
        if progress(who, article) is not Progress.SUBMITTED
    ]
    assert {who for who, _ in still_open} == set(HABITS)
    assert {state for _, state in still_open} == {Progress.HALF_DONE, Progress.UNTOUCHED}


def test_labels_go_as_far_as_the_person_came() -> None:
    for article in articles():
        for who in assigned(article):
            reached = {
                Progress.SUBMITTED: article.labelled,
                Progress.HALF_DONE: article.labelled[: len(article.labelled) // 2],
                Progress.UNTOUCHED: (),
            }[progress(who, article)]
            assert tuple(given.sentence for given in labels_of(who, article)) == reached


def test_an_article_of_somebody_else_is_refused() -> None:
    with pytest.raises(NotFound, match="not assigned to 'chiara'"):
        labels_of("chiara", article_named("fenjer-law"))


def test_every_habit_has_a_row_for_every_label_and_its_shares_make_one() -> None:
    known = {
        situation(sentence)
        for article in articles()
        for sentence in article.sentences
        if sentence.main is not None
    }
    for habit in HABITS.values():
        assert set(LABELS.values()) <= set(habit.gives) <= known
        for row in habit.gives.values():
            assert sum(row.values()) == pytest.approx(1)
            assert set(row) <= {*LABELS.values(), None}
        for kind, label in habit.notes:
            assert habit.gives[kind][label] > 0


def test_labels_are_drawn_as_often_as_the_habits_say() -> None:
    drawn: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
    for seed in range(60):
        for who, slug, given in every_label(seed):
            kind = situation(article_named(slug).sentences[given.sentence])
            drawn[who, kind][given.main] += 1
    for who, habit in HABITS.items():
        for kind, row in habit.gives.items():
            counts = drawn[who, kind]
            for label, share in row.items():
                allowed = 5 * (share * (1 - share) / counts.total()) ** 0.5
                assert counts[label] / counts.total() == pytest.approx(share, abs=allowed)


def test_a_sentence_left_alone_carries_nothing_and_none_has_no_also_label() -> None:
    for _, _, given in every_label():
        assert given.main not in given.also
        assert len(set(given.also)) == len(given.also)
        if given.main is None:
            assert (given.also, given.phrases, given.note) == ((), (), None)
        if given.main == "none":
            assert given.also == ()


def test_notes_are_rare_and_stand_beside_uncertain_labels() -> None:
    labels = [given for _, _, given in every_label()]
    noted = [given for given in labels if given.note]
    assert all(given.sure < 3 for given in noted)
    assert 0.03 <= len(noted) / len(labels) <= 0.15
    assert {given.sure for given in labels} == {1, 2, 3}


def test_phrases_stay_in_their_sentence_and_some_edges_are_a_word_off() -> None:
    moved = 0
    for _, slug, given in every_label():
        sentence = article_named(slug).sentences[given.sentence]
        for phrase in given.phrases:
            moved += phrase not in sentence.phrases
            assert 0 <= phrase.start < phrase.end <= len(sentence.text)
            quoted = sentence.text[phrase.start : phrase.end]
            assert quoted == quoted.strip()
    assert moved >= 10


def test_the_lead_settled_some_disagreements_and_left_most_open() -> None:
    units = submitted()
    disputed = {unit for unit, ratings in units.items() if len(set(ratings.values())) > 1}
    settled = {(decision.article, decision.sentence) for decision in decisions()}
    assert settled <= disputed
    assert 5 <= len(decisions()) == len(settled) <= 8
    assert len(disputed) > 3 * len(settled)


def test_a_decision_agrees_with_the_reference_and_names_a_clause() -> None:
    for decision in decisions():
        assert decision.label == article_named(decision.article).sentences[decision.sentence].main
        assert re.fullmatch(r"R([1-9]|1[0-6])|3\.[1-5]", decision.clause)
        assert decision.reason


@pytest.mark.parametrize("habit", HABITS.values(), ids=HABITS)
def test_the_documentation_tells_the_habits_as_they_are(habit: Habit) -> None:
    documented = DOCS.read_text("utf-8")
    section = documented.split(f"### {habit.name}\n")[1].split("\n#")[0]
    assert habit.about in section.replace("\n", " ")
    rows = [
        f"| {kind} | "
        + ", ".join(f"{label or 'left unlabelled'} {share:.0%}" for label, share in row.items())
        + " |"
        for kind, row in habit.gives.items()
    ]
    assert [line for line in section.splitlines() if line.startswith("| ")][1:] == rows


def test_the_documentation_tells_who_came_how_far_with_which_article() -> None:
    documented = DOCS.read_text("utf-8")
    for article in articles():
        states = [
            str(progress(who, article)) if who in assigned(article) else "–" for who in HABITS
        ]
        assert f"| {article.outlet}: {article.title} | {' | '.join(states)} |" in documented


def test_the_documentation_tells_what_comes_out() -> None:
    units = [unit for unit in submitted().values() if len(unit) > 1]
    disputed = [unit for unit in units if len(set(unit.values())) > 1]
    section = " ".join(DOCS.read_text("utf-8").split("## What comes out\n")[1].split())
    assert f"{len(units)} sentences have labels" in section
    assert f"disagree on {len(disputed)}." in section
    figures = [alpha_of(*HABITS), *(kappa_of(*pair) for pair in combinations(HABITS, 2))]
    assert re.findall(r"0\.\d\d", section) == [f"{value:.2f}" for value in figures]
