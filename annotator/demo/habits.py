"""The demo's three annotators and how each of them labels.

A habit says how often a person gives which label to what the reference holds. `docs/demo.md` tells
the same in words; the figures there come from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEFT = None
"""The sentence was read and left without a label; submitting makes that an implied none."""


@dataclass(frozen=True)
class Habit:
    """How one person labels; every figure is a probability.

    `gives` has a row for each reference label, and may have rows for a harder kind of it:
    `loaded claim` (framing is an also label), `negative claim`, `document attribution` and so on.
    """

    name: str
    about: str
    gives: Mapping[str, Mapping[str | None, float]]
    doubts: float
    """Is not quite sure of a label that is usual for this person."""
    also: float
    """Adds an also label that the sentence deserves."""
    marks: Mapping[str, float]
    """Marks a phrase of this label that the reference marks."""
    shifts: float
    """Sets one edge of a phrase a word too early or too late."""
    notes: Mapping[tuple[str, str], tuple[str, ...]]
    """What is written beside an uncertain label, by (row, label given)."""


ANA = Habit(
    name="Ana",
    about="Knows the codebook well; takes negative facts for denials more often than it allows.",
    gives={
        "claim": {"claim": 0.97, "framing": 0.03},
        "loaded claim": {"claim": 0.80, "framing": 0.20},
        "negative claim": {"claim": 0.60, "denial": 0.40},
        "denial": {"denial": 0.92, "attribution": 0.08},
        "attribution": {"attribution": 0.98, "claim": 0.02},
        "continued attribution": {"attribution": 0.85, "claim": 0.15},
        "framing": {"framing": 0.90, "claim": 0.10},
        "none": {"none": 0.85, "claim": 0.15},
    },
    doubts=0.10,
    also=0.75,
    marks={"claim": 0.80, "attribution": 0.80, "denial": 0.85, "framing": 0.85},
    shifts=0.15,
    notes={
        ("negative claim", "denial"): (
            "Reads as an answer to what the other side says, so denial; considered claim.",
            "Considered claim. It says that something is not so.",
        ),
        ("loaded claim", "framing"): ("Without the colour little is left; considered claim.",),
        ("denial", "attribution"): ("Considered denial; another version is put beside it.",),
        ("framing", "claim"): ("Could be checked, so claim; considered framing.",),
        ("none", "claim"): ("Describes the picture, but it does say that it happened.",),
    },
)

BORIS = Habit(
    name="Boris",
    about="Sees editorial framing wherever wording is loaded, and overlooks denials.",
    gives={
        "claim": {"claim": 0.97, "framing": 0.03},
        "loaded claim": {"framing": 0.80, "claim": 0.20},
        "negative claim": {"claim": 0.75, "framing": 0.17, "denial": 0.08},
        "denial": {"denial": 0.55, "attribution": 0.35, "claim": 0.10},
        "loaded denial": {"framing": 0.60, "denial": 0.40},
        "attribution": {"attribution": 0.97, "framing": 0.03},
        "loaded attribution": {"framing": 0.70, "attribution": 0.30},
        "continued attribution": {"attribution": 0.70, "framing": 0.30},
        "framing": {"framing": 0.97, "claim": 0.03},
        "none": {"none": 0.75, "claim": 0.15, "framing": 0.10},
    },
    doubts=0.05,
    also=0.35,
    marks={"claim": 0.35, "attribution": 0.45, "denial": 0.35, "framing": 0.95},
    shifts=0.35,
    notes={
        ("loaded claim", "framing"): (
            "The wording decides here, not the fact.",
            "Agency copy would not say it like this.",
        ),
        ("negative claim", "framing"): ("Why tell what is missing, if not to accuse?",),
        ("denial", "attribution"): (
            "Somebody says something; that it is a no is in the content.",
            "Considered denial.",
        ),
        ("denial", "claim"): ("Told as a fact, so claim; considered denial.",),
        ("loaded denial", "framing"): ("The denial is only there to be laughed at.",),
        ("attribution", "framing"): ("The source is there to colour the story.",),
        ("continued attribution", "framing"): ("Strong words and no speaker in the sentence.",),
        ("none", "framing"): ("Chosen for effect.",),
    },
)

CHIARA = Habit(
    name="Chiara",
    about=(
        "Cautious: takes what a document says for the article's own claim, seldom calls anything "
        "framing, and leaves plain sentences unlabelled."
    ),
    gives={
        "claim": {"claim": 0.93, LEFT: 0.07},
        "loaded claim": {"claim": 0.88, "framing": 0.12},
        "negative claim": {"claim": 0.70, "denial": 0.18, LEFT: 0.12},
        "denial": {"denial": 0.86, "attribution": 0.14},
        "attribution": {"attribution": 0.97, "claim": 0.03},
        "continued attribution": {"attribution": 0.65, "claim": 0.35},
        "document attribution": {"claim": 0.75, "attribution": 0.25},
        "framing": {"framing": 0.64, "claim": 0.28, LEFT: 0.08},
        "none": {LEFT: 0.90, "none": 0.10},
    },
    doubts=0.25,
    also=0.50,
    marks={"claim": 0.60, "attribution": 0.55, "denial": 0.60, "framing": 0.50},
    shifts=0.25,
    notes={
        ("negative claim", "denial"): ("Not sure whether anybody had said the opposite.",),
        ("document attribution", "claim"): (
            "The document is the evidence, so the article asserts it; considered attribution.",
            "Not sure. Nobody speaks here, a paper does.",
        ),
        ("continued attribution", "claim"): (
            "No source in this sentence; considered attribution.",
        ),
        ("denial", "attribution"): ("Considered denial. Is another version already a rejection?",),
        ("framing", "claim"): (
            "There is a fact in it, so I stay with claim.",
            "Sharp, but I cannot say that the point is lost without the wording.",
        ),
    },
)

HABITS: Mapping[str, Habit] = {"ana": ANA, "boris": BORIS, "chiara": CHIARA}
"""The habit of each annotator, by username."""
