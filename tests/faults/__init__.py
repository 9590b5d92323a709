"""Faults: the bot is killed, cut off and fed nonsense, and loses nothing. `python -m tests.faults`."""
