"""What of a sentence counts when two are compared: its words, without case, marks and spacing."""

import hashlib
import unicodedata

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai and Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x4DBF),  # Chinese characters, here and below
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_FIRST_WITHOUT_MARKS = 0x3000

UNSPACED = "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED)
"""Characters of scripts that put no space between words, as the inside of a character class."""

# Marks that change what is said: “He won?” is not “He won.”, and 5 percent are not 5.
_TELLING_MARKS = {"?": " ? ", "\u061f": " ? ", "%": " % ", "\u2030": " \u2030 "}

_SYMBOLS = {"Sc", "Sm", "So"}


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(character: str) -> str:
    if character in _TELLING_MARKS:
        return _TELLING_MARKS[character]
    category = unicodedata.category(character)
    if _is_unspaced(ord(character)) and category[0] != "M":
        # In the scripts of South-East Asia, marks may follow, and stay with the character.
        return f" {character} " if ord(character) >= _FIRST_WITHOUT_MARKS else f" {character}"
    if category[0] in "LNM":
        return character
    if category in _SYMBOLS:
        return f" {character} "
    return "" if category == "Cf" else " "  # soft hyphens and marks of direction join nothing


def _is_unspaced(code: int) -> bool:
    return code >= _UNSPACED[0][0] and any(first <= code <= last for first, last in _UNSPACED)


_FOLDING = _Folding()


def words(sentence: str) -> list[str]:
    """The words of a sentence that count; single characters where a script has no spaces.

    Width, case, quotation marks, dashes, full stops, commas and white space do not count.
    """
    folded = unicodedata.normalize("NFKC", sentence).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_FOLDING).split()


def is_unspaced(word: str) -> bool:
    """Whether a word is a single character of a script without spaces."""
    return _is_unspaced(ord(word[0]))


def key(sentence: str) -> str:
    """What two sentences have in common if they say the same; never empty for one that is not."""
    return " ".join(words(sentence)) or " ".join(sentence.split())


def text_hash(sentence: str) -> int:
    """A signed 64-bit number of the sentence's key, the same on every machine and in every year."""
    return number(key(sentence))


def number(text: str) -> int:
    """A signed 64-bit number of a text."""
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
