"""Decides whether a sentence ends at a mark, and says why."""

import re

from annotator.articles.splitting.context import Following, following, token_before
from annotator.articles.splitting.full_stop import FullStop
from annotator.articles.splitting.full_stops import FULL_STOP, reason_to_end
from annotator.articles.splitting.languages import Language
from annotator.articles.splitting.languages.words import fold, words
from annotator.articles.splitting.marks import (
    ATTRIBUTION,
    CLOSING_QUOTE,
    DATELINE,
    SIGNATURE,
    TAIL,
    WEB,
)

_LOOK_AROUND = 40
_LONGEST_DATELINE = 60
_MOST_NAME_WORDS = 4
_NAME_LINKS = words("al ben bin da de del della den der di dos du el ibn la le ter van von")
_CLAUSE = re.compile(r"([^，。：！？,:\s]{1,20})(?:[。.！]|[，：,:][“「\"]|\Z)")
_REASONS = {
    "?": "question mark",
    "!": "exclamation mark",
    "…": "ellipsis",
    "؟": "question mark",
    ";": "question mark",
    "？": "question mark",
    "！": "exclamation mark",
}


def boundary_at(
    text: str, start: int, stop: int, mark: re.Match[str], language: Language
) -> tuple[int, str] | None:
    """End and reason of the sentence that began at `start`, or None if it goes on."""
    if mark.lastgroup != "closers":
        glued = mark.lastgroup == "glued"
        return _glued(text, start, mark) if glued else _wide(text, mark, language)
    after = following(text, mark.end(), stop)
    if after.is_small and not SIGNATURE.match(text, mark.end(), stop):
        return None
    closers = mark["closers"]
    quoted = bool(closers) and bool(CLOSING_QUOTE.search(closers))
    run = text[mark.start() : mark.end("more")]
    if run == ".":
        token = token_before(text, start, mark.start())
        full_stop = FullStop(text, start, mark.start(), token, after, language)
        reason = reason_to_end(full_stop) if token else FULL_STOP
    else:
        reason = None if quoted and _names_speaker(after, language) else name_of(run)
    if reason is None or (closers and _goes_on_after(mark, start, after, language)):
        return None
    if mark.end() - start < _LONGEST_DATELINE and DATELINE.match(text, mark.end(), stop):
        return None
    if not after.word and TAIL.match(text, mark.end(), stop):
        return None
    return mark.end(), f"{reason} and closing quote" if quoted else reason


def name_of(run: str) -> str:
    """What a person calls a run of stops."""
    if len(run) > 1 and run.strip(". \u00a0") == "":
        return "ellipsis"
    return _REASONS.get(run[-1], "full stop")


def _goes_on_after(mark: re.Match[str], start: int, after: Following, language: Language) -> bool:
    """Whether what closed was an aside, or a quotation that only its author's name follows."""
    if _is_aside(after.text, start, mark) and not after.opens(language):
        return True
    return bool(ATTRIBUTION.match(after.text, mark.end(), after.stop)) and bool(
        CLOSING_QUOTE.search(mark["closers"])
    )


def _glued(text: str, start: int, mark: re.Match[str]) -> tuple[int, str] | None:
    """A boundary at "it.The", but not within addresses and names of files."""
    at = mark.start()
    if text[at - 1].isupper() or not text[mark.end()].isupper():
        return None
    if not text[mark.end() + 1].islower():
        return None
    before = text[max(start, at - _LOOK_AROUND) : at].rsplit(maxsplit=1)[-1:]
    behind = text[mark.end() : mark.end() + _LOOK_AROUND].split(maxsplit=1)[:1]
    last = behind[0].rstrip(".,;:!?…)]”’»\"'") if behind else ""
    if WEB.search("".join(before)) or WEB.search(last):
        return None
    return mark.end(), f"{name_of(text[at])} without a space after it"


def _wide(text: str, mark: re.Match[str], language: Language) -> tuple[int, str] | None:
    """A Chinese or Japanese full stop, unless the sentence goes on after the quotation."""
    end, run = mark.end(), mark[0]
    quoted = CLOSING_QUOTE.search(run)
    if quoted and language.spaceless and _goes_on(text[end : end + _LOOK_AROUND], language):
        return None
    if quoted:
        return end, f"{name_of(run[: quoted.start()])} and closing quote"
    return end, name_of(run)


def _goes_on(rest: str, language: Language) -> bool:
    """Whether a particle or a named speaker follows a quotation."""
    if rest.startswith(("、", "，", ",", "；")):
        return True
    if rest.startswith(language.particles):
        return not rest.startswith(language.particles_alike)
    clause = _CLAUSE.match(rest)
    return clause is not None and clause[1].endswith(tuple(language.speech_verbs))


def _is_aside(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether the mark ends a bracket within a sentence: "the man (who?)", "[...]"."""
    closers = mark["closers"]
    if ")" not in closers and "]" not in closers:
        return False
    left = max(start, mark.start() - _LOOK_AROUND)
    opened = max(text.rfind("(", left, mark.start()), text.rfind("[", left, mark.start()))
    return opened > start


def _names_speaker(after: Following, language: Language) -> bool:
    """Whether a name and a verb of saying follow a quoted question: "“Why?” Doyle asked"."""
    if after.opens(language) and fold(after.word) not in language.speakers:
        return False
    ahead = after.text[after.at : min(after.stop, after.at + 2 * _LOOK_AROUND)].split()
    for place, raw in enumerate(ahead[: _MOST_NAME_WORDS + 1]):
        word = raw.rstrip(".,:;")
        if (place or not raw[:1].isupper()) and fold(word) in language.speech_verbs:
            return True
        link = word in _NAME_LINKS or (place and fold(word) in language.auxiliaries)
        ended = raw[-1] in ".!?" and len(word) > 1 and word not in language.never_final
        if ended or not (raw[:1].isupper() or link):
            return False
    return False
