"""Token buckets: how fast we may send, and how fast one person may write."""

from dataclasses import dataclass, field


@dataclass
class Bucket:
    """Holds at most `size` tokens and gains `rate` of them a second; times are monotonic seconds."""

    rate: float
    size: float
    tokens: float = field(default=-1.0)
    at: float = 0.0

    def level(self, now: float) -> float:
        """How many tokens there are now."""
        if self.tokens < 0:
            self.tokens, self.at = self.size, now
        self.tokens = min(self.size, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = now
        return self.tokens

    def take(self, now: float) -> bool:
        """Take one token, if there is one."""
        if self.level(now) < 1:
            return False
        self.tokens -= 1
        return True

    def empty(self, now: float) -> None:
        """Lose all tokens: the other side said that it was too much."""
        self.level(now)
        self.tokens = 0.0


class Buckets:
    """A bucket for each key; those that are full again are forgotten."""

    def __init__(self, rate: float, size: float) -> None:
        self.rate, self.size = rate, size
        self._buckets: dict[object, Bucket] = {}

    def take(self, key: object, now: float) -> bool:
        """Take one token of this key's bucket, if there is one."""
        return self._buckets.setdefault(key, Bucket(self.rate, self.size)).take(now)

    def empty_keys(self, now: float) -> list[object]:
        """The keys that have no token now."""
        for key, bucket in list(self._buckets.items()):
            if bucket.level(now) >= self.size:
                del self._buckets[key]
        return [key for key, bucket in self._buckets.items() if bucket.tokens < 1]
