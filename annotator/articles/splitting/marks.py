"""The patterns that find where a sentence may end and what follows.

Every repetition that could be tried from many places is bounded or possessive, which keeps the
time linear in the text's length whatever the text holds.
"""

import re

_STOPS = ".!?…؟۔।॥‼⁇⁈⁉‽։።៖។။\u037e"
_WIDE_STOPS = "。！？｡．"
_QUOTES = "\"'”“„»«›‹’‘‚＂״"
_WIDE_CLOSERS = "」』）】》〉］”’»"
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0000"
_CLOSERS = rf"{_QUOTES})\]}}{_WIDE_CLOSERS}{_UNSEEN}"
_OPENERS = r"“„«‘‹(\[「『（【《"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"

PARAGRAPH = re.compile("[^\n\r\u0085\u2028\u2029]+")
CLOSING_QUOTE = re.compile(rf"[{_QUOTES}」』》]")


def _mark(stops: str) -> re.Pattern[str]:
    """The pattern of a mark; it begins with one set of characters, for which `re` looks fast.

    The name of the last group tells which of the three kinds of mark was found.
    """
    return re.compile(
        rf"[{stops}{_WIDE_STOPS}](?:"
        # A stop, with whatever closes after it, before white space or something that opens.
        rf"(?<=[{stops}])(?P<more>[{stops}]*+(?:[ \u00a0\u202f][.!?…]++(?!\w))*+)"
        rf"(?:\[\d{{1,3}}\]){{0,4}}"
        rf"(?P<closers>[{_CLOSERS}]{{0,8}}(?:[ \u00a0\u2009\u202f][»”](?=[\s,;:.]|\Z))?+)"
        rf"(?=\s|\Z|[(\[「『（【《„]|[“«‘‹]\w)"
        # Chinese and Japanese need no space after the stop.
        rf"|(?P<wide>(?:(?<=[{_WIDE_STOPS}])(?!(?<=．)\d)|(?<=[{_CJK}][!?])(?=[{_CJK}{_WIDE_CLOSERS}]))"
        rf"[{_WIDE_STOPS}!?…]{{0,8}}[{_WIDE_CLOSERS}\"'\])]{{0,8}})"
        # A missing space: "it.The".
        r"|(?<=[.!?])(?P<glued>(?:(?<=[^\W\d_]{2}[.!?])|(?<=[^\W\d_][\"”»)][.!?]))"
        r"[”»]?(?=[^\W\d_]{2}))"
        r")"
    )


MARK = _mark(_STOPS)
GREEK_MARK = _mark(f"{_STOPS};")

# What stands between a stop and the first word of whatever comes next.
NEXT = re.compile(
    rf"[\s{_UNSEEN}]{{0,40}}+[{_QUOTES}`{_OPENERS}¿¡\-–—―•*…\s{_UNSEEN}]{{0,12}}+\.{{0,3}}+"
    r"(?P<first>(?P<word>[^\W\d_][^\W\d_\u0300-\u036f]{0,30}+)?)"
)
DASH = re.compile(r"\s*[-–—―]")
TOKEN_REVERSED = re.compile("[\\w.\u0300-\u036f]*")
ROMAN = re.compile(r"[IVXLC]{1,6}\Z|[ІХѴ]{1,5}\Z")
# "“It is over.” — Ada Kole" at the end of a paragraph.
ATTRIBUTION = re.compile(r"\s?[-–—―]\s?[^\W\d_][^.!?…:;\"“”„«»]{1,60}+\Z")
# Who wrote a piece, as agencies and small papers put it after its last full stop: "(vd)".
SIGNATURE = re.compile(r"\s{0,40}+[(\[](?:[^\W\d_]{1,4}[./,\- ]{0,2}){1,4}[)\]]\Z")
# The agency of a dateline that ends in a date: "DORRIN, 3. 5. 2010. (FENA) –".
DATELINE = re.compile(r"\s?\([^()]{2,30}\)\s?[-–—:]")
# What is left of a paragraph when no letter or digit comes any more: "***", ":)".
TAIL = re.compile(r"[\W_]{1,12}\Z")
ADDRESS = re.compile(r"https?://|www\.")
WEB = re.compile(r"[/@_\\.]")

_CREDIT_WORDS = (
    "photo|photos|foto|fotos|fotó|fotografija|fotografía|fotoğraf|photograph|photographs|image|"
    "images|picture|pictures|credit|credits|courtesy|handout|screenshot|illustration|фото|"
    "фотографија|снимка|снимки|φωτογραφία|φωτό|bild|archivbild|zdjęcie|fot|写真|图|图片|صورة|تصوير|"
    "צילום"
)
_AGENCIES = (
    "AP|AFP|Reuters|REUTERS|Getty|EPA|EFE|ANSA|dpa|APA|PAP|ČTK|TASR|STA|Tanjug|TANJUG|HINA|Hina|"
    "FENA|Fena|FoNet|MIA|Agerpres|BTA|MTI|Anadolu|Xinhua|Sputnik|Bloomberg|Shutterstock|iStock|"
    "TASS|ТАСС|Танјуг|РИА|Рейтер|Ройтерс|УНІАН|Укрінформ|БТА|МИА|新华社|رويترز"
)
CREDIT = re.compile(
    rf"[(\[](?=[^()\[\]]{{0,100}}(?<!\w)(?:(?i:{_CREDIT_WORDS})|{_AGENCIES})(?!\w))"
    r"[^()\[\]]{2,160}[)\]](?=\s|\Z)"
)
