"""Timing one call at a time, ours and the peer's turn by turn, so that noise falls on both."""

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles

ROUNDS = 5
Call = Callable[[str], object]
Row = tuple[str, str, str, str, str, str]


def milliseconds(call: Call, text: str) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    call(text)
    return 1000 * (time.perf_counter() - begun)


def against(name: str, ours: Call, peer_name: str, peer: Call, texts: Sequence[str]) -> Row:
    """A row of the table: all texts, several times over, after one round that does not count."""
    for text in texts:
        ours(text)
        peer(text)
    pairs = [(milliseconds(ours, text), milliseconds(peer, text)) for _ in range(ROUNDS) for text in texts]
    mine, other = ([pair[side] for pair in pairs] for side in (0, 1))
    return (
        f"{name} ({len(texts)} texts)",
        f"{median(mine):.3f} ms",
        f"{quantiles(mine, n=100)[98]:.2f} ms",
        peer_name,
        f"{median(other):.3f} ms",
        f"{median(mine) / median(other):.1f} x",
    )
