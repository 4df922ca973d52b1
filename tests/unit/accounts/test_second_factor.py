import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.accounts.second_factor import codes

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SECOND = 1_000_000
STEP = 30


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")],
)
def test_the_codes_of_the_standard_are_right(seconds: int, code: str) -> None:
    # RFC 6238, appendix B, the last six digits of its SHA-1 column
    assert codes.step_of(SECRET, code, 0, seconds * SECOND) == seconds // STEP


@given(st.integers(10**9, 2 * 10**9), st.integers(-4, 4))
def test_one_step_of_drift_is_allowed_and_no_more(now: int, drift: int) -> None:
    step = now // STEP + drift
    code = pyotp.TOTP(SECRET).generate_otp(step)
    found = codes.step_of(SECRET, code, 0, now * SECOND)
    assert (found is not None) == (abs(drift) <= 1)


def test_a_step_that_was_used_gives_nothing_a_second_time() -> None:
    now = 1_700_000_000
    code = pyotp.TOTP(SECRET).at(now)
    step = codes.step_of(SECRET, code, 0, now * SECOND)
    assert step is not None
    assert codes.step_of(SECRET, code, step, now * SECOND) is None
    assert codes.step_of(SECRET, code, step + 1, now * SECOND) is None
    assert codes.step_of(SECRET, code, step - 1, now * SECOND) == step


def test_a_code_may_be_typed_in_two_groups() -> None:
    assert codes.step_of(SECRET, " 287 082 ", 0, 59 * SECOND) == 1


@given(st.text(max_size=12))
def test_no_text_breaks_the_check(text: str) -> None:
    assert codes.step_of(SECRET, text, 2**40, 59 * SECOND) is None


def test_secrets_have_160_bits_and_differ() -> None:
    made = {codes.new_secret() for _ in range(20)}
    assert len(made) == 20
    assert all(len(secret) * 5 >= 160 for secret in made)


def test_recovery_codes_are_ten_long_and_different() -> None:
    made = codes.new_recovery_codes()
    assert len(set(made)) == 10
    assert all(len(code.replace("-", "")) * 5 >= 112 for code in made)


def test_a_recovery_code_may_be_typed_in_any_case_and_grouping() -> None:
    code = codes.new_recovery_codes()[0]
    assert codes.recovery_hash(code) == codes.recovery_hash(code.upper().replace("-", " "))
    assert code.replace("-", "") not in codes.recovery_hash(code)


def test_the_address_names_the_account_and_the_secret() -> None:
    found = pyotp.parse_uri(codes.address(SECRET, "zoë:x"))
    assert (found.secret, found.issuer, found.name) == (SECRET, "Annotator", "zoë:x")


def test_the_drawing_is_the_code_with_a_quiet_frame() -> None:
    drawn = codes.drawing(codes.address(SECRET, "ana"))
    dark = set()
    for part in drawn.path.removesuffix("z").split("z"):
        place, _, rest = part.removeprefix("M").partition("h")
        x, y = map(int, place.split())
        dark |= {(column, y) for column in range(x, x + int(rest.split("v")[0]))}
    # The three corner marks: a ring of seven modules, and nothing dark in the frame around.
    far = drawn.size - 4
    assert {(4, 4), (10, 4), (4, 10), (far - 1, 4), (4, far - 1)} <= dark
    assert not {(5, 5), (9, 5)} & dark
    assert all(4 <= number < far for place in dark for number in place)
