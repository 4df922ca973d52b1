import pytest

from annotator.accounts.blocklist import weakness

WORDS = ("mira", "Mira Lund", "Border law, two outlets")


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PassWord",
        "1qaz2wsx3edc4rfv",
        "passwordpassword",
        "password1234567!",
        "12dragon34567890",
        "ｐａｓｓｗｏｒｄ",
        "p-a-s-s-w-o-r-d",
        "Correct Horse Battery Staple",
    ],
)
def test_a_common_password_is_refused_in_every_dress(password: str) -> None:
    assert "guessed first" in weakness(password)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "123123123123123",
        "9876543210123456",
        "qwertyuiopasdfgh",
        "QazWsxEdcRfvTgbYhn",
        "1qaz2wsx3edc4rfv5",
    ],
)
def test_a_run_is_refused(password: str) -> None:
    assert "guessed first" in weakness(password) or "neighbouring" in weakness(password)


@pytest.mark.parametrize(
    "password",
    [
        "miralund-annotator",
        "Mira Lund 2026!",
        "border law outlets 1",
        "BORDERLAWTWOOUTLETS",
        "annotator-annotator",
        "mira-lund-password",
    ],
)
def test_names_of_the_person_the_project_and_the_product_do_not_make_a_password(
    password: str,
) -> None:
    assert weakness(password, WORDS) != ""


@pytest.mark.parametrize(
    "password",
    [
        "three calm readers",
        "seven grey herons",
        "correct horse battery",
        "mira paints nine barns",
        "qK7#vP2mXz",
        "šest tihih čamaca",
        "四艘安静的绿船在河上慢慢地走",
    ],
)
def test_other_passwords_pass_whatever_they_are_made_of(password: str) -> None:
    assert weakness(password, WORDS) == ""


def test_a_very_short_name_forbids_nothing() -> None:
    assert weakness("seven grey herons", ("s", "e", "", "n-e")) == ""
