"""The bot's own `run` in a process that was forked ready, so that a thousand starts take minutes, not hours.

Nothing of the bot is replaced here. A fault may be armed first: it kills the process at a named point.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

import bot.__main__

Arm = Callable[[], None]


def launch(environment: dict[str, str], folder: Path, log: Path, arms: Sequence[Arm]) -> None:
    """Run the bot in this process until it ends; its exit code is the process's own."""
    command(environment, folder, log, arms, bot.__main__.run)


def command(
    environment: dict[str, str], folder: Path, log: Path, arms: Sequence[Arm], what: Callable[[], None]
) -> None:
    """Run one command of the program in this process."""
    os.environ.update(environment)
    os.chdir(folder)
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    for arm in arms:
        arm()
    try:
        what()
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
