"""Words as the search compares them: folded alike in what is stored and in what is typed.

Case and diacritics go, Cyrillic is written in Latin letters (so that "Вучић", "Vučić" and "vucic"
are one word), and scripts that put no space between words are cut into pairs of characters. A
tokenizer that cuts everything into three characters was the alternative: it cannot find the two
characters that most Chinese words have, and its index is several times as large.
"""

import re
import unicodedata

LONGEST_WORD = 64

# Thai, Lao, Burmese, Khmer, kana, Han.
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
)
_WORD = re.compile(rf"([{_PAIRED}]+)|[^\W_{_PAIRED}]+")
_MARKS = re.compile(r"[\u0300-\u036f]")

_LETTERS = str.maketrans(
    {
        "đ": "dj",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
        # Arabic's lengthening stroke, and characters that join or do not join.
        "\u0640": None,
        "\u200c": None,
        "\u200d": None,
        "\u00ad": None,
    }
    | dict(
        zip(
            "абвгдеђжзијклљмнњопрстћуфхцчџшщъыьэюяєіґѕ",
            (
                "a b v g d e dj z z i j k l lj m n nj o p r s t c u f h c c dz s sc"
                " _ y _ e ju ja je i g dz"
            )
            .replace("_", "")
            .split(" "),
            strict=True,
        )
    )
)


def fold(text: str) -> str:
    """The folded words of a text, one space between two."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of a text in order; a pair of characters counts as a word."""
    found: list[str] = []
    for match in _WORD.finditer(_plain(text)):
        if match[1]:
            found += _pairs(match[1])
        else:
            found.append(match[0][:LONGEST_WORD])
    return found


def is_paired(word: str) -> bool:
    """Whether the word is a piece of a script without spaces."""
    return bool(re.match(f"[{_PAIRED}]", word))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    # The long way is for what is not ASCII; marks are told by their category only where needed.
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    bare = _MARKS.sub("", apart)
    if not bare.isascii():
        bare = "".join(c for c in bare if c < "\u0300" or unicodedata.category(c) != "Mn")
        bare = unicodedata.normalize("NFC", bare.translate(_LETTERS))
    return bare


def _pairs(run: str) -> list[str]:
    """Each character with the one after it; the last stands alone, so that it can be found too."""
    letters = "".join(filter(str.isalnum, run))
    return [letters[place : place + 2] for place in range(len(letters))]
