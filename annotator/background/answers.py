"""What a participant may say of themselves, and how it is checked."""

from dataclasses import dataclass

from annotator.errors import Invalid

PLACEMENTS = (
    ("far-left", "Far left"),
    ("left", "Left"),
    ("centre-left", "Centre-left"),
    ("centre", "Centre"),
    ("centre-right", "Centre-right"),
    ("right", "Right"),
    ("far-right", "Far right"),
    ("elsewhere", "Nowhere on this line"),
)
PROFESSIONS = (
    ("student", "Student"),
    ("research", "Research or teaching"),
    ("media", "Journalism or media"),
    ("language", "Translation or language work"),
    ("law", "Law or public service"),
    ("other", "Other work"),
    ("none", "No paid work"),
)
MOST_LANGUAGES = 8
LONGEST_LANGUAGE = 40


@dataclass(frozen=True, slots=True)
class Background:
    """One person's answers; each may be empty, and is then not given."""

    self_placement: str = ""
    languages: str = ""
    profession: str = ""


def checked(given: Background) -> Background:
    """The answers as they are kept; raises Invalid for one that was not offered, or for none."""
    _offered(given.self_placement, PLACEMENTS)
    _offered(given.profession, PROFESSIONS)
    languages = spoken(given.languages)
    if len(languages) > MOST_LANGUAGES:
        raise Invalid(f"Name at most {MOST_LANGUAGES} languages.")
    if any(len(language) > LONGEST_LANGUAGE for language in languages):
        raise Invalid("Put a comma between two languages.")
    kept = Background(given.self_placement, ", ".join(languages), given.profession)
    if kept == Background():
        raise Invalid("Answer at least one question, or leave the page: nothing is kept then.")
    return kept


def spoken(languages: str) -> tuple[str, ...]:
    """The languages of a list with commas, each once, as they were written."""
    found: dict[str, str] = {}
    for language in languages.replace(";", ",").split(","):
        name = " ".join(language.split())
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _offered(value: str, choices: tuple[tuple[str, str], ...]) -> None:
    if value and value not in dict(choices):
        raise Invalid("Choose one of the answers on the page.")
