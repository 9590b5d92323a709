"""Children for the tests of jobs, from a process run as `python -m tests.bot.children`: the real protocol,
with work that a test can watch."""

import os
import time
from collections.abc import Iterator

from documents import __main__ as child


def count(*, last: int, rest: float = 0.0, size: int = 1) -> Iterator[dict[str, object]]:
    """The numbers up to the last, each on a line with so many letters beside it."""
    for number in range(1, last + 1):
        time.sleep(rest)
        yield {"number": number, "words": "x" * size}


def break_off(*, last: int) -> Iterator[dict[str, object]]:
    """As far as the last number, then it dies."""
    yield from count(last=last)
    os._exit(1)


def look_around() -> bytes:
    """What a child is told of where it runs."""
    told = [os.environ.get(name, "") for name in ("DATABASE_URL", "BOT_TOKEN")]
    return "\n".join([*told, str(os.nice(0))]).encode()


def hang(*, seconds: float) -> bytes:
    time.sleep(seconds)
    return b"late"


child.KINDS |= {kind: f"tests.bot.children:{kind}" for kind in ("count", "break_off", "look_around", "hang")}

if __name__ == "__main__":
    child.main()
