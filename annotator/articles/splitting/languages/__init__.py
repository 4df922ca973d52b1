"""Finds the splitter's knowledge of a language by its code."""

from annotator.articles.splitting.languages.east_slavic import RUSSIAN, UKRAINIAN
from annotator.articles.splitting.languages.english import ENGLISH
from annotator.articles.splitting.languages.german import GERMAN
from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.other import OTHER
from annotator.articles.splitting.languages.other_european import (
    ALBANIAN,
    DUTCH,
    GREEK,
    HUNGARIAN,
    TURKISH,
)
from annotator.articles.splitting.languages.romance import (
    FRENCH,
    ITALIAN,
    PORTUGUESE,
    ROMANIAN,
    SPANISH,
)
from annotator.articles.splitting.languages.south_slavic import (
    BULGARIAN,
    MACEDONIAN,
    SERBO_CROATIAN,
    SLOVENE,
)
from annotator.articles.splitting.languages.west_slavic import CZECH, POLISH
from annotator.articles.splitting.languages.without_case import ARABIC, CHINESE, HEBREW, JAPANESE

__all__ = ["Language", "language_for"]

_LANGUAGES = {
    "ar": ARABIC,
    "be": RUSSIAN,
    "bg": BULGARIAN,
    "bs": SERBO_CROATIAN,
    "cnr": SERBO_CROATIAN,
    "cs": CZECH,
    "de": GERMAN,
    "el": GREEK,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "hbs": SERBO_CROATIAN,
    "he": HEBREW,
    "hr": SERBO_CROATIAN,
    "hu": HUNGARIAN,
    "it": ITALIAN,
    "iw": HEBREW,
    "ja": JAPANESE,
    "mk": MACEDONIAN,
    "mo": ROMANIAN,
    "nl": DUTCH,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "ro": ROMANIAN,
    "ru": RUSSIAN,
    "sh": SERBO_CROATIAN,
    "sk": CZECH,
    "sl": SLOVENE,
    "sq": ALBANIAN,
    "sr": SERBO_CROATIAN,
    "tr": TURKISH,
    "uk": UKRAINIAN,
    "yue": CHINESE,
    "zh": CHINESE,
}


def language_for(code: str) -> Language:
    """What is known about the language of a BCP 47 code, or what holds in most languages."""
    return _LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower(), OTHER)
