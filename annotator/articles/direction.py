"""Which way a language is written."""

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"}
)


def direction_of(language: str) -> str:
    """Return "rtl" for languages written from right to left, else "ltr"."""
    code = language.lower()
    return "rtl" if code in RIGHT_TO_LEFT or code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
