"""The default label scheme and guidelines, as data."""

from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """One label of a scheme before it belongs to a project; `hue` 1 to 9, or 0 for grey."""

    number: int
    key: str
    name: str
    letter: str
    shortcut: str
    hue: int
    description: str
    for_phrases: bool = True
    is_none: bool = False

    def snapshot(self) -> dict[str, Any]:
        """The label as a codebook version keeps it."""
        return asdict(self)


DEFAULT_SCHEME = (
    LabelSpec(
        1,
        "claim",
        "Claim",
        "C",
        "1",
        1,
        "The article itself states something that could be checked: an event, a number, a cause, "
        "a forecast, an act. Test: could a reader ask the article “is that so?”",
    ),
    LabelSpec(
        2,
        "denial",
        "Denial",
        "D",
        "2",
        2,
        "Someone, or the writer, rejects a statement that can be named. "
        "Test: can you fill in “X says it is not so that ...”?",
    ),
    LabelSpec(
        3,
        "attribution",
        "Attribution",
        "A",
        "3",
        3,
        "The main statement is handed to a source: a person, an office, a document, other media. "
        "Test: if it were wrong, could the writer answer “I only said that they said it”?",
    ),
    LabelSpec(
        4,
        "framing",
        "Editorial framing",
        "F",
        "4",
        4,
        "The writer judges, interprets, insinuates or colours, with no source for it. "
        "Test: rewritten as dry agency copy, would the sentence lose its point?",
    ),
    LabelSpec(
        5,
        "none",
        "None of these",
        "N",
        "0",
        0,
        "Nothing to label: navigation, credits, dates, captions that only describe the picture, "
        "greetings, questions that insinuate nothing.",
        for_phrases=False,
        is_none=True,
    ),
)


def default_guidelines() -> str:
    """The guidelines of the default codebook, in Markdown."""
    return files("annotator.codebook").joinpath("default.md").read_text(encoding="utf-8")
