from hypothesis import given
from hypothesis import strategies as st

from annotator.accounts import limits
from annotator.accounts.limits import ACCOUNT, ADDRESS, Failures, address_key, seconds_to_wait

NOW = 1_800_000_000_000_000


def test_the_first_failures_are_free() -> None:
    assert [ACCOUNT.wait_after(count) for count in range(5)] == [0] * 5
    assert ADDRESS.wait_after(99) == 0


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    waits = [ACCOUNT.wait_after(count) for count in range(5, 16)]
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_day_holds_about_a_hundred_guesses_of_one_account() -> None:
    seconds, guesses = 0, 0
    while seconds < 24 * 3600:
        guesses += 1
        seconds += ACCOUNT.wait_after(guesses)
    assert guesses <= 110


def test_the_wait_runs_down_while_time_passes() -> None:
    failures = Failures(8, NOW)
    assert seconds_to_wait(ACCOUNT, failures, NOW) == 16
    assert seconds_to_wait(ACCOUNT, failures, NOW + 15_000_001) == 1
    assert seconds_to_wait(ACCOUNT, failures, NOW + 16_000_000) == 0


@given(st.integers(0, 10**6), st.integers(-(10**15), 10**15))
def test_no_wait_is_longer_than_the_longest_whatever_the_clock_does(count: int, ago: int) -> None:
    wait = seconds_to_wait(ACCOUNT, Failures(count, NOW - ago), NOW)
    assert 0 <= wait <= ACCOUNT.longest


def test_an_address_is_counted_as_a_whole_household() -> None:
    assert address_key("2001:db8:1:2::7") == address_key("2001:db8:1:2:ffff::1")
    assert address_key("2001:db8:1:2::7") != address_key("2001:db8:1:3::7")
    assert address_key("fe80::1%eth0") == "fe80::/64"
    assert address_key("::ffff:192.0.2.7") == address_key("192.0.2.7") == "192.0.2.7"
    assert address_key("") == ""
    assert len(address_key("no address " * 100)) <= limits.LONGEST_KEY


def test_the_wait_is_told_in_words() -> None:
    assert "Wait 1 second, then" in limits.sentence(1)
    assert "Wait 64 seconds, then" in limits.sentence(64)
    assert "Wait 15 minutes, then" in limits.sentence(900)
