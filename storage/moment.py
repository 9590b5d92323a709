"""Moments that the machine remembers: when Telegram was last reached, how far the clock had come."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Moment(Base):
    __tablename__ = "moment"

    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    at: Mapped[datetime]
