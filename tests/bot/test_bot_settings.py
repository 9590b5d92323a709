"""Settings: what is wrong is told in one line, by its name and without its value."""

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting, read_settings

SECRET = "rahasia"
CANARY_URL = f"postgresql://bot:{SECRET}@db:port_{SECRET}/wadah"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine, and no .env."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_every_setting_has_a_default_and_says_what_it_is() -> None:
    told = read_settings()
    assert told.bot_token == ""
    assert told.office_region == "35.26"
    assert told.database_url == "sqlite:///data/wadah.db"
    assert told.send_seconds >= 30
    assert (told.messages_per_second, told.kept_for_replies, told.chat_per_second) == (25, 5, 1)
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", f"12,{SECRET}"),
        ("ADMIN_IDS", "12;13"),
        ("BOT_API_URL", f"ftp://{SECRET}"),
        ("CHAT_BURST", "0"),
        ("CHAT_PER_SECOND", "0"),
        ("CHAT_PER_SECOND", "nan"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", SECRET),
        ("DATABASE_URL", f"mysql://bot:{SECRET}@db/wadah"),
        ("DATABASE_URL", CANARY_URL),
        ("KEPT_FOR_REPLIES", "-1"),
        ("KEPT_FOR_REPLIES", "25"),
        ("LOG_LEVEL", SECRET),
        ("MESSAGES_PER_SECOND", "0"),
        ("MESSAGES_PER_SECOND", "0.5"),
        ("MESSAGES_PER_SECOND", "inf"),
        ("MESSAGES_PER_SECOND", SECRET),
        ("OFFICE_REGION", "35"),
        ("OFFICE_REGION", "35.26.01"),
        ("OFFICE_REGION", "99.99"),
        ("OFFICE_REGION", f"../.{SECRET}"),
        ("OFFICE_ZONE", SECRET),
        ("OFFICE_ZONE", f"../{SECRET}"),
        ("OFFICE_ZONE", ""),
        ("POLL_SECONDS", "51"),
        ("SEND_SECONDS", "29"),
        ("SEND_SLOTS", "0"),
        ("TURN_SECONDS", "0"),
        ("USER_BURST", "1.5"),
        ("USER_PER_SECOND", "-1"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as wrong:
        read_settings()
    told = str(wrong.value)
    assert told.startswith(f"{name}: ")
    assert "\n" not in told
    assert SECRET not in told
    assert len(told) > len(name) + 10, "and it says why"
    assert wrong.value.__cause__ is None, "or the value would stand in a traceback"
    assert wrong.value.__suppress_context__


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("ADMIN_IDS", "12, 13 ,", (12, 13)),
        ("ADMIN_IDS", "", ()),
        ("ADMIN_IDS", "7000000001", (7_000_000_001,)),
        ("BOT_API_URL", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("DATABASE_URL", "postgres://bot:x@db/wadah", "postgres://bot:x@db/wadah"),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("OFFICE_ZONE", "Asia/Makassar", "Asia/Makassar"),
        ("OFFICE_REGION", "52.71", "52.71"),
        ("MESSAGES_PER_SECOND", "1000", 1000),
        ("KEPT_FOR_REPLIES", "24", 24),
    ],
)
def test_a_right_setting_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(read_settings(), name.lower()) == read


def test_they_are_read_from_a_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=1:abc\nOFFICE_REGION=52.71\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("OFFICE_REGION", "35.23")
    told = read_settings()
    assert (told.bot_token, told.office_region) == ("1:abc", "35.23"), "the environment goes first"
