"""Quiet hours: when the bot may begin something by itself."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lokal.holidays import get_holidays

from dialogue.quiet import BREAKING_FAST, FRIDAY_NOON, MONDAY_TO_FRIDAY, Quiet

WIB, WITA = Quiet("Asia/Jakarta"), Quiet("Asia/Makassar")
HOURS = st.times().map(lambda hour: f"{hour:%H:%M}")
OFFICES = st.builds(
    Quiet,
    st.sampled_from(["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]),
    HOURS,
    HOURS,
    st.sampled_from([MONDAY_TO_FRIDAY, MONDAY_TO_FRIDAY | {5}, frozenset({2})]),
)
FIRST, LAST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-01")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


def at(text: str, zone: str = "Asia/Jakarta") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 05:30", "2026-11-23 07:00"),
        ("2026-11-23 20:00", "2026-11-24 07:00"),
        ("2026-11-27 11:15", "2026-11-27 13:00"),  # Friday noon
        ("2026-11-27 20:30", "2026-11-30 07:00"),  # over a weekend
        ("2026-12-23 21:00", "2026-12-28 07:00"),  # common leave, Christmas, a weekend
        ("2027-02-24 17:00", "2027-02-24 19:30"),  # Ramadan, when the fast is broken
        ("2027-03-08 09:00", "2027-03-16 07:00"),  # Nyepi and Idulfitri
    ],
)
def test_what_would_be_quiet_waits_until_it_may(wanted: str, allowed: str) -> None:
    assert WIB.open_at(at(wanted)) == at(allowed)


def test_each_office_goes_by_its_own_clock() -> None:
    assert WIB.at(date(2026, 11, 23), "09:00") == at("2026-11-23 09:00")
    assert WITA.at(date(2026, 11, 23), "09:00") == at("2026-11-23 08:00")
    assert WITA.is_open(at("2026-11-23 06:30"))
    assert not WIB.is_open(at("2026-11-23 06:30"))


def test_what_cannot_wait_goes_out_before() -> None:
    christmas = at("2026-12-24 09:00")
    assert WIB.open_at(christmas, deadline=at("2026-12-26 00:00")) == christmas
    assert WIB.before(christmas) == at("2026-12-23 09:00")
    assert WIB.working_day_before(date(2026, 12, 28)) == date(2026, 12, 23)


@pytest.mark.parametrize("year", [2026, 2027])
def test_holidays_are_those_of_the_ministers_decree(year: int) -> None:
    decreed = {date.fromisoformat(one.date) for one in get_holidays(year).holidays}
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    every_day = Quiet("Asia/Jakarta", weekdays=frozenset(range(7)))
    assert {day for day in days if not every_day.is_working_day(day)} == decreed


@given(OFFICES, MOMENTS)
@example(Quiet("Asia/Jakarta", "00:00", "23:59"), datetime(2026, 11, 22, tzinfo=UTC))
def test_the_first_allowed_moment_is_allowed_and_the_first(quiet: Quiet, moment: datetime) -> None:
    found = quiet.open_at(moment)
    assert found >= moment
    assert quiet.open_at(found) == found
    assert found == moment or not quiet.is_open(moment)
    if found > moment:
        between = moment + (found - moment) * 0.999
        assert not quiet.is_open(between)


@given(OFFICES, MOMENTS)
def test_what_is_allowed_lies_in_none_of_the_quiet_spans(quiet: Quiet, moment: datetime) -> None:
    found = quiet.open_at(moment).astimezone(ZoneInfo(quiet.zone))
    if quiet.is_open(found):
        assert found.weekday() in quiet.weekdays
        assert not _is_within(found.time(), quiet.quiet_from, quiet.quiet_to)
        assert found.weekday() != 4 or not FRIDAY_NOON[0] <= found.time() < FRIDAY_NOON[1]
        is_fast = date(2026, 2, 19) <= found.date() < date(2026, 3, 21)
        assert not is_fast or not BREAKING_FAST[0] <= found.time() < BREAKING_FAST[1]


def _is_within(hour: time, start: str, end: str) -> bool:
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    return first <= hour < last if first <= last else hour >= first or hour < last


@given(OFFICES, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_deadline_is_never_passed(quiet: Quiet, moment: datetime, left: timedelta) -> None:
    assert moment <= quiet.open_at(moment, deadline=moment + left) <= moment + left
    assert quiet.before(moment) <= moment
