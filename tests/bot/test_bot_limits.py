"""Token buckets: never more than they hold and gain."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.limits import Bucket, Buckets

rates = st.floats(0.01, 1000)
sizes = st.floats(1, 100)
waits = st.lists(st.floats(0, 5), min_size=1, max_size=80)


@settings(max_examples=200, derandomize=True)
@given(rate=rates, size=sizes, waits=waits, start=st.floats(0, 10**6))
def test_never_more_than_it_holds_and_gains(
    rate: float, size: float, waits: list[float], start: float
) -> None:
    """Between any two moments at most `size` and what it gained meanwhile."""
    bucket, now = Bucket(rate, size), start
    taken: list[float] = []
    for wait in waits:
        now += wait
        assert 0 <= bucket.level(now) <= size
        while bucket.take(now) and len(taken) < 2000:
            taken.append(now)
    for first in range(0, len(taken), 7):
        for last in range(first, len(taken), 5):
            gained = (taken[last] - taken[first]) * rate
            assert last - first + 1 <= size + gained + 1e-3 * (1 + size)


@settings(max_examples=200, derandomize=True)
@given(rate=rates, size=sizes)
def test_it_is_full_at_first_and_again_after_a_while(rate: float, size: float) -> None:
    bucket = Bucket(rate, size)
    for now in (5.0, 5.0 + size / rate + 1):
        taken = 0
        while bucket.take(now):
            taken += 1
        assert taken == int(size)


def test_it_gains_its_rate() -> None:
    bucket = Bucket(rate=2, size=3)
    assert [bucket.take(0) for _ in range(4)] == [True, True, True, False]
    assert not bucket.take(0.4)
    assert bucket.take(0.5)
    assert not bucket.take(0.6)
    assert bucket.take(1.0)


def test_it_loses_all_when_it_was_too_much() -> None:
    bucket = Bucket(rate=1, size=30)
    bucket.empty(10)
    assert not bucket.take(10.9)
    assert bucket.take(11)


def test_each_key_has_its_own() -> None:
    buckets = Buckets(rate=1, size=2)
    assert [buckets.take("a", 0) for _ in range(3)] == [True, True, False]
    assert buckets.take("b", 0)
    assert buckets.empty_keys(0) == ["a"]
    assert buckets.empty_keys(1) == []


def test_a_flood_of_strangers_is_forgotten() -> None:
    buckets = Buckets(rate=1, size=2)
    for key in range(1000):
        buckets.take(key, 0)
    buckets.take("busy", 4)
    buckets.empty_keys(4.5)
    assert list(buckets._buckets) == ["busy"]
