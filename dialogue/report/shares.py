"""Shares in per cent that make 100 together."""

from collections.abc import Sequence


def shares(counts: Sequence[int]) -> list[int]:
    """The share of each count in their sum, in whole per cent: rounded so that all make 100.

    The largest remainders are rounded up. All are 0 if there is nothing.
    """
    whole = sum(counts)
    if not whole:
        return [0] * len(counts)
    rounded = [100 * count // whole for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda place: (-(100 * counts[place] % whole), place))
    for place in by_rest[: 100 - sum(rounded)]:
        rounded[place] += 1
    return rounded
