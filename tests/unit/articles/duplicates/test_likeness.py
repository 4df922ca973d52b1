import pytest

import wire
from annotator.articles.duplicates.likeness import near_pairs
from annotator.articles.duplicates.normalising import words
from annotator.articles.duplicates.sketching import KEPT, LONGEST, is_telling, sketch

# As a lead picture's caption, a deck and an aside repeat the body of the same report.
REPORT = [
    (
        "Brandt says the mission is reportedly to look at Orvania’s claim that “smugglers” from "
        "Hesk, Tarn and Lower Sarn move diesel over the frozen strait to supply the rebels."
    ),
    (
        "The mission is reportedly to look at Orvania’s claim that “smugglers” from Hesk, Tarn and "
        "Lower Sarn move diesel over the frozen strait to supply the rebels."
    ),
    (
        "Orvania’s President Oskar Vale on Monday summoned the heads of the coast guard, who also "
        "heard the reports of “smugglers” on the strait."
    ),
    (
        "Vale on Monday summoned the heads of the coast guard, who reportedly also heard reports "
        "of “smugglers” on the strait."
    ),
    (
        "Mayors of Hesk, Tarn and Lower Sarn have rejected the smuggling claims, which the harbour "
        "master Edo Marn made last week"
    ),
    (
        "Mayors of Hesk, Tarn and Lower Sarn have rejected those claims, which the harbour "
        "master Edo "
        "Marn made last week."
    ),
    (
        "PORT VELEN, Orvania (NPA) — With the strait still frozen, Prime Minister Nadia "
        "Corvin sends "
        "her first envoy to the isles, according to reports."
    ),
    (
        "With the strait still frozen, Prime Minister Nadia Corvin sends her first envoy to the "
        "isles."
    ),
    (
        "Newspapers close to the government said on Monday that Jon Aster, the silent "
        "secretary of the "
        "Harbour Council, is due to arrive in Tarn next week."
    ),
    (
        "Newspapers close to the government said on Monday Jon Aster, the silent secretary of the "
        "Harbour Council, is due to arrive in Tarn in the coming days."
    ),
    "Corvin has not announced any journey.",
    (
        "“There is word that boats are being hired in Hesk and Tarn,” Marn said, according to "
        "the state "
        "agency Orvapress."
    ),
    (
        "The union leader Mira Tosk called the mission another proud day for people who "
        "cannot read a "
        "chart."
    ),
    "Mayors along the strait are in the middle of a quarrel about who pays for the ice breakers.",
]


def folded(sentences: list[str]) -> list[list[str]]:
    return [words(sentence) for sentence in sentences]


def test_a_report_that_repeats_itself_has_five_pairs_two_of_them_with_another_source() -> None:
    found = near_pairs(folded(REPORT[0:10:2] + REPORT[10:]), folded(REPORT[1:10:2] + REPORT[10:]))
    others = {(place, place) for place in range(5, 9)}
    assert {(a, b) for a, b, _ in found} - others == {(place, place) for place in range(5)}


def test_only_the_five_pairs_are_alike_among_all_sentences() -> None:
    first, second = folded(REPORT), folded(REPORT)
    pairs = {
        (a, b)
        for place in range(len(first))
        for _, b, _ in near_pairs([first[place]], [*second[:place], [], *second[place + 1 :]])
        for a in [place]
    }
    assert pairs == {(a, b) for n in range(0, 10, 2) for a, b in ((n, n + 1), (n + 1, n))}


def test_edited_sentences_are_found_and_none_is_taken_for_another() -> None:
    random = wire.dice(11)
    found = wrong = count = 0
    for _ in range(12):
        before = wire.sentences(wire.story(random))
        after = [wire.edited(random, sentence) for sentence in before]
        pairs = near_pairs(folded(before), folded(after))
        found += sum(a == b for a, b, _ in pairs)
        wrong += sum(a != b for a, b, _ in pairs)
        count += len(before)
    assert found >= 0.98 * count
    assert wrong <= 0.01 * count


def test_an_edited_sentence_keeps_a_mark_of_its_sketch_as_a_rule() -> None:
    random = wire.dice(12)
    sentences = [s for _ in range(12) for s in wire.sentences(wire.story(random))]
    kept = sum(
        not set(sketch(words(s))).isdisjoint(sketch(words(wire.edited(random, s))))
        for s in sentences
    )
    assert kept >= 0.95 * len(sentences)


def test_short_sentences_have_no_sketch() -> None:
    assert not is_telling(words("Read more."))
    assert sketch(words("Read more.")) == ()
    assert len(sketch(words("The ferry waited nine hours off Port Velen."))) == KEPT
    assert is_telling(words("北京说没有人知道渡轮在哪里"))
    assert not is_telling(words("北京说没有"))


@pytest.mark.parametrize(
    "hostile",
    [
        [["a", "b"] * 150] * 400,
        [["a", "b", "c", "d", str(n)] for n in range(5000)],
        [["x"] * (LONGEST * 50)] * 20,
    ],
)
def test_texts_made_to_be_slow_are_compared_in_time(hostile: list[list[str]]) -> None:
    pairs = near_pairs(hostile, hostile)
    assert len({a for a, _, _ in pairs}) == len(pairs)
