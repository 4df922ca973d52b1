"""Made-up wire stories, and what outlets make of them: cuts, edits, other sources, own paragraphs.

Stories of one topic share its people, places and phrases, and are about different events.
"""

from collections.abc import Callable, Sequence
from random import Random


def _listed(words: str) -> list[str]:
    return words.split()


PEOPLE = [
    "Foreign Minister Ilse Brandt",
    "President Oskar Vale",
    "the harbour master Edo Marn",
    "Prime Minister Nadia Corvin",
    "General Pavel Hruska",
    "the union leader Mira Tosk",
    "Commissioner Jon Aster",
    "the opposition deputy Lea Quillon",
    "Governor Samir Dren",
    "the analyst Petra Vogel",
]
PLACES = [
    "Port Velen",
    "Orvania",
    "the Dorn valley",
    "Quillon",
    "northern Marrow",
    "the Strait of Alma",
    "Castel Brandt",
    "the border town of Hesk",
    "Tarn",
    "Lower Sarn",
]
SOURCES = [
    "the Velen Post",
    "the state agency Orvapress",
    "two officials who asked not to be named",
    "the Northern Press Agency",
    "a ministry statement",
    "the broadcaster Channel Nine",
    "residents reached by telephone",
    "a report seen by the newspaper Zenith",
]
ADJECTIVES = _listed("""
    disputed northern costly early secret joint regional sudden second frozen public heavy interim
    foreign unsigned rural coastal wooden annual partial armed idle loyal ruined narrow empty
    modern hidden bitter silent
""")
NOUNS = _listed("""
    agreement bridge tariff convoy election ferry pipeline strike inquiry harbour loan patrol
    refinery census treaty depot railway quota ceasefire blackout dam court embassy market orchard
    satellite tunnel warehouse school archive mine stadium clinic budget airport newspaper fence
    harvest summit rebellion
""")
VERBS = _listed("""
    delayed inspected rejected financed closed doubled surrounded repaired postponed questioned
    supplied abandoned praised divided replaced searched occupied reopened registered defended
""")
WHEN = [
    "on Monday",
    "late on Tuesday",
    "before dawn",
    "in the spring",
    "last week",
    "after the talks",
    "within three days",
    "at a closed session",
    "in recent months",
    "on the eve of the vote",
    "since January",
    "by the weekend",
]
SHAPES = (
    (
        "{person} said {when} that the {a} {n} in {place} had {v} the {b} {m} without the "
        "consent of "
        "the {c} {o}."
    ),
    (
        "The {a} {n} {v} the {b} {m} {when}, according to {source}, although nobody in {place} had "
        "seen the {c} {o}."
    ),
    (
        "“We have {v} the {a} {n}, and the {b} {m} will follow,” {person} told reporters in "
        "{place} "
        "{when}."
    ),
    "In {place}, the {a} {n} was {v} by a {b} {m} {when} while the {c} {o} waited outside.",
    (
        "Officials denied that the {a} {n} of {place} had ever {v} a {b} {m}, as {source} reported "
        "{when}."
    ),
    (
        "It was not clear {when} whether {person} had {v} the {a} {n} or only the {b} {m} "
        "near {place}."
    ),
    "More than {number} people left {place} {when} because the {a} {n} had {v} their {b} {m}.",
    (
        "Critics of {person} call the {a} {n} a {b} {m} that {v} every {c} {o} between "
        "{place} and the "
        "sea."
    ),
    "A {a} {n} worth {number} crowns was {v} {when}, and the {b} {m} in {place} stayed shut.",
    (
        "{person} and {other} met in {place} {when} to speak about the {a} {n} and the {b} "
        "{m} it had "
        "{v}."
    ),
    "Both sides have {v} the {a} {n} before, and neither has shown the {b} {m} to {source}.",
    "The {a} {n} began {when}, when {person} {v} a {b} {m} and told {place} to expect a {c} {o}.",
)
BOILERPLATE = (
    "Sign up for our morning letter to get the news of the day before breakfast.",
    "This article was first published in the print edition of our newspaper.",
    "The Velen Post is owned by its readers and takes no money from parties.",
    "Read more.",
)

Story = list[list[str]]
"""Paragraphs of sentences."""


def dice(seed: int) -> Random:
    """Return chance that falls the same way each time."""
    return Random(seed)  # noqa: S311  # made-up texts, no secrets


def story(random: Random, paragraphs: int = 14) -> Story:
    """Return a story of its own event, of two or three sentences a paragraph."""
    cast, places = random.sample(PEOPLE, 4), random.sample(PLACES, 3)
    return [
        [_sentence(random, cast, places) for _ in range(random.randint(2, 3))]
        for _ in range(paragraphs)
    ]


def version(random: Random, original: Story, share: float) -> Story:
    """Return the story as an outlet runs it: so many paragraphs dropped, edited or replaced."""
    touched = set(random.sample(range(len(original)), round(share * len(original))))
    cast, places = random.sample(PEOPLE, 4), random.sample(PLACES, 3)
    found = []
    for place, paragraph in enumerate(original):
        if place not in touched:
            found.append(paragraph)
            continue
        fate = random.random()
        if fate < 0.5:
            found.append([edited(random, sentence) for sentence in paragraph])
        elif fate < 0.6:
            found.append([_sentence(random, cast, places) for _ in paragraph])
    return found


def edited(random: Random, sentence: str) -> str:
    """Return a sentence as a sub-editor leaves it."""
    return random.choice(EDITS)(random, sentence)


def text(found: Story) -> str:
    """Return the story as plain text."""
    return "\n\n".join(" ".join(paragraph) for paragraph in found)


def sentences(found: Story) -> list[str]:
    """Return its sentences in order."""
    return [sentence for paragraph in found for sentence in paragraph]


def _sentence(random: Random, cast: Sequence[str], places: Sequence[str]) -> str:
    a, b, c = random.sample(ADJECTIVES, 3)
    n, m, o = random.sample(NOUNS, 3)
    person, other = random.sample(cast, 2)
    said = random.choice(SHAPES).format(
        a=a, b=b, c=c, n=n, m=m, o=o, person=person, other=other,
        place=random.choice(places), source=random.choice(SOURCES), when=random.choice(WHEN),
        v=random.choice(VERBS), number=random.randint(2, 99) * 100,
    )  # fmt: skip
    return said[0].upper() + said[1:]


def _other_source(random: Random, sentence: str) -> str:
    for source in SOURCES:
        if source in sentence:
            return sentence.replace(source, random.choice([s for s in SOURCES if s != source]))
    return f"{random.choice(PEOPLE)[:1].upper()}{random.choice(PEOPLE)[1:]} says {_lower(sentence)}"


def _cut(_random: Random, sentence: str) -> str:
    words = sentence.rstrip(".").split()
    return " ".join(words[: max(6, len(words) * 3 // 4)]) + "."


def _other_words(random: Random, sentence: str) -> str:
    words = sentence.split()
    for place in random.sample(range(1, len(words)), max(1, len(words) // 7)):
        words[place] = random.choice(ADJECTIVES)
    return " ".join(words)


def _led_in(random: Random, sentence: str) -> str:
    return f"As reported by {random.choice(SOURCES)}, {_lower(sentence)}"


def _without_opening(_random: Random, sentence: str) -> str:
    words = sentence.split()[3:]
    return " ".join([words[0].capitalize(), *words[1:]])


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


EDITS: tuple[Callable[[Random, str], str], ...] = (
    _other_source, _cut, _other_words, _led_in, _without_opening,
)  # fmt: skip
