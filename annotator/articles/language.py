"""Which language a text is written in; "und" (undetermined) when it cannot be told."""

import re

try:
    import pycld2
except ImportError:  # it has no wheel for this system: the language is then left to the person
    pycld2 = None

UNKNOWN = "und"
_ONE_LANGUAGE = frozenset({"sr", "hr", "bs", "cnr", "sh", "sr-me"})
_RENAMED = {"iw": "he", "in": "id", "no": "nb", "zh-hant": "zh", "sr-me": "cnr", "un": UNKNOWN}
_LEAST_LETTERS = 20
_EKAVIAN = re.compile(
    r"\b(?:vreme|svet|reč|mesto|mešta|vest|čovek|pre|posle|gde|uvek|deo|ceo|cel[aeiou]|dete|dec[aeiu]|"
    r"leto|lep|nedelj|sred[aeiu]|zahtev|rešenj|sednic|bezbed|promen|izmen|verova|želel|videl)",
    re.IGNORECASE,
)
_IJEKAVIAN = re.compile(
    r"\b(?:vrijeme|svijet|riječ|mjesto|mješta|vijest|čovjek|prije|poslije|gdje|uvijek|dio|cijel|dijete|"
    r"djec|ljeto|lijep|nedjelj|srijed|zahtjev|rješenj|sjednic|bezbjed|promjen|izmjen|vjerova|željel|vidjel)",
    re.IGNORECASE,
)


def detect_language(text: str, declared: str = "") -> str:
    """The text's language code; `declared` (a page's own word) decides between sr, hr, bs, cnr."""
    stated = base_language(declared)
    letters = text[:200_000]
    if not letters.replace("\n", "").isprintable():
        letters = "".join(c if c.isprintable() or c == "\n" else " " for c in letters)
    if pycld2 is None or sum(map(str.isalpha, letters[:2_000])) < _LEAST_LETTERS:
        return stated or UNKNOWN
    try:
        reliable, _, details = pycld2.detect(letters, isPlainText=True, bestEffort=True)
    except pycld2.error:
        return stated or UNKNOWN
    code = str(details[0][1]).lower()
    code = _RENAMED.get(code, code)
    if not reliable or code == UNKNOWN:
        return stated or UNKNOWN
    if code in _ONE_LANGUAGE:
        return stated if stated in _ONE_LANGUAGE else _by_vowels(letters, code)
    return code


def _by_vowels(text: str, code: str) -> str:
    """Serbian where its Ekavian vowels prevail ("vest", not "vijest"); else the code as given."""
    return "sr" if len(_EKAVIAN.findall(text)) > len(_IJEKAVIAN.findall(text)) else code


def base_language(tag: str) -> str:
    """The language of a tag as pages write them: "de" of "de-AT" or "de_AT"; "" when it is none."""
    match = re.match(r"\s*([a-z]{2,3})(?![a-z])", tag.lower())
    return _RENAMED.get(match[1], match[1]) if match else ""
