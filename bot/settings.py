"""Settings, from the environment and from `.env`."""

import re
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dialogue import places
from dialogue.values import Known, read_phone
from storage.store import database_url


class Settings(BaseSettings):
    """Every setting has a default but the token; docs/operations.md lists them all."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", allow_inf_nan=False)

    bot_token: str = Field("", description="The bot's token from @BotFather.")
    bot_api_url: str = Field("https://api.telegram.org", description="Where the Bot API is.")
    database_url: str = Field("sqlite:///data/wadah.db", description="SQLite file or PostgreSQL.")
    admin_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Telegram ids of the administrators, with commas."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    office_region: str = Field("35.26", description="Kemendagri code of the office's kabupaten or kota.")
    office_name: str = Field(
        max_length=120,
        default="Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan",
        description="The office's own name.",
    )
    office_zone: str = Field("Asia/Jakarta", description="IANA zone of the office.")
    office_phone: str = Field("", description="WhatsApp number of an officer, such as +6281234567890.")

    report_period: str = Field("quarter", description="How often production is reported: quarter or month.")

    messages_per_second: float = Field(25, ge=1, description="Messages a second for the whole bot.")
    kept_for_replies: float = Field(5, ge=0, description="Of these, kept for conversation (lane 0).")
    chat_per_second: float = Field(1, gt=0, description="Messages a second to one chat.")
    chat_burst: int = Field(3, ge=1, description="Messages that one chat may get at once.")
    send_seconds: float = Field(30, ge=30, description="How long a send waits for its answer, s.")
    send_slots: int = Field(16, ge=1, description="Sends under way at once.")
    user_per_second: float = Field(2, gt=0, description="Updates a second taken from one person.")
    user_burst: int = Field(40, ge=1, description="Updates that one person may send at once.")
    turn_seconds: float = Field(10, gt=0, description="How long one turn may take, s.")
    job_nice: int = Field(10, ge=0, le=19, description="How much the children of jobs yield to the bot.")
    poll_seconds: int = Field(25, ge=0, le=50, description="How long one getUpdates waits, s.")
    clock_file: str = Field("", description="File with the seconds to add to the system's time, for trials.")

    webhook_url: str = Field("", description="Public https address for a webhook; empty for polling.")
    webhook_secret: str = Field("", description="What Telegram sends back with each webhook call.")
    webhook_listen: str = Field("127.0.0.1:8443", description="Where the webhook server listens.")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.replace(" ", "").split(","))) if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        database_url(value)
        return value

    @field_validator("office_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("not a time zone; an example is Asia/Makassar") from None
        return value

    @field_validator("office_region")
    @classmethod
    def _known_region(cls, value: str) -> str:
        if value.count(".") != 1 or not places.inside(value):
            raise ValueError("not the code of a kabupaten or kota; an example is 35.26")
        return value

    @field_validator("office_phone")
    @classmethod
    def _known_phone(cls, value: str) -> str:
        read = read_phone(value) if value else Known("")
        if not isinstance(read, Known):
            raise ValueError("not a phone number; an example is +6281234567890")
        return read.value

    @field_validator("report_period")
    @classmethod
    def _known_period(cls, value: str) -> str:
        if value not in {"quarter", "month"}:
            raise ValueError("choose quarter or month")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _known_listen(cls, value: str) -> str:
        if not re.fullmatch(r"[^:\s]+:\d{1,5}", value):
            raise ValueError("must be an address and a port, such as 127.0.0.1:8443")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("choose DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @model_validator(mode="after")
    def _guarded_webhook(self) -> Self:
        if self.webhook_url and not re.fullmatch(r"[A-Za-z0-9_-]{8,256}", self.webhook_secret):
            raise ValueError("WEBHOOK_SECRET: a webhook needs 8 to 256 letters, digits, _ or -")
        return self

    @model_validator(mode="after")
    def _leaves_some(self) -> Self:
        if self.kept_for_replies > self.messages_per_second - 1:
            raise ValueError("KEPT_FOR_REPLIES: must leave at least 1 of MESSAGES_PER_SECOND for the rest")
        return self

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with https:// (or http:// on this machine)")
        return value.rstrip("/")


class WrongSetting(Exception):
    """A setting cannot be used; the text names it and says why, in one line, without its value."""


def read_settings() -> Settings:
    """The settings; WrongSetting if one is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        reason = first["msg"].removeprefix("Value error, ")
        raise WrongSetting(f"{str(first['loc'][0]).upper()}: {reason}" if first["loc"] else reason) from None
