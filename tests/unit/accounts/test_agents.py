import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.accounts.agents import BROWSERS, SYSTEMS, described

MOZILLA = "Mozilla/5.0 "
LIKE = "AppleWebKit/537.36 (KHTML, like Gecko) "
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "(Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
            "Firefox on Windows",
        ),
        ("(X11; Linux x86_64) " + LIKE + "Chrome/141.0.0.0 Safari/537.36", "Chrome on Linux"),
        (
            "(Windows NT 10.0) " + LIKE + "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            "Edge on Windows",
        ),
        (
            "(Macintosh; Intel Mac OS X 10_15_7) " + WEBKIT + "Version/19.0 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            "(iPhone; CPU iPhone OS 19_0 like Mac OS X) " + WEBKIT + "Version/19.0 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "(Linux; Android 15; K) " + LIKE + "SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537",
            "Samsung Internet on Android",
        ),
        (
            "(X11; CrOS x86_64 14541.0.0) " + LIKE + "Chrome/141.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        ("(something; Linux)", "A browser on Linux"),
    ],
)
def test_common_browsers_are_named(said: str, name: str) -> None:
    assert described(MOZILLA + said) == name


def test_what_is_no_browser_is_told_too() -> None:
    assert described("curl/8.5") == "A program"
    assert described("") == "An unknown browser"


@given(st.text())
def test_nothing_that_was_sent_is_repeated(said: str) -> None:
    ours = {name for _, name in (*BROWSERS, *SYSTEMS)} | {"A browser", "An unknown browser"}
    assert set(described(said).split(" on ")) <= ours
