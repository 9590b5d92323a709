"""A Telegram of our own on loopback: a stand-in Bot API server and a chat page.

It knows only the Bot API and imports nothing of the project's, so that it can be trusted as a judge.
"""

from playground.limits import Limits
from playground.server import Playground

__all__ = ["Limits", "Playground"]
