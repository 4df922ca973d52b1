"""What the splitter knows about one language."""

from dataclasses import dataclass

from annotator.articles.splitting.languages.words import NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Word lists and habits of one language, or of a group that writes alike.

    Abbreviations stand without their last full stop ("Mr", "z.B"); the other words are folded.
    """

    never_final: frozenset[str] = NONE  # no sentence ends with these: titles, "z.B."
    may_be_final: frozenset[str] = NONE  # end a sentence only before a common opener: "Inc."
    often_final: frozenset[str] = NONE  # end it before any capital but a continuer: "p.m."
    number_only: frozenset[str] = NONE  # abbreviations only before a digit: "No. 5"
    number_only_endings: tuple[str, ...] = ()  # of compounds: "Hauptstr. 5"
    not_ordinal_after: frozenset[str] = NONE  # a number after these is none: "br. 7."
    digit_units: frozenset[str] = NONE  # final after a number, "1999 г.", else as the rest says
    continuers: frozenset[str] = NONE  # carry a sentence on after an often final abbreviation
    months: frozenset[str] = NONE  # after a number with a full stop these make a date
    openers: frozenset[str] = NONE  # words that often begin a sentence and are seldom names
    letter_words: frozenset[str] = NONE  # words of one letter that may end a sentence: "I"
    speakers: frozenset[str] = NONE  # openers that may name a speaker: "“Why?” I asked"
    speech_verbs: frozenset[str] = NONE  # after a quoted question and a name: "Doyle asked"
    auxiliaries: frozenset[str] = NONE  # may stand between the speaker and the verb: "je upitao"
    particles: tuple[str, ...] = ()  # after a quoted sentence these carry the sentence on
    particles_alike: tuple[str, ...] = ()  # words that begin like a particle, but a sentence
    spaceless: bool = False  # no spaces between words
    ordinal_digits: int = 0  # how long a number may be for "3." to mean "third"; 4 has years
    semicolon_asks: bool = False  # ";" is the question mark
