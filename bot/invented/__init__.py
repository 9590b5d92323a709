"""The invented people of the demo, and of the list that is there to be imported."""

from bot.invented.register import register

__all__ = ["register"]
