"""Bad weather on request: rules that say which calls or updates go wrong, how, and how often."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

CALL_KINDS = frozenset({"lost_reply", "reset", "status", "garbage", "outage", "retry_after"})
UPDATE_KINDS = frozenset({"duplicate", "shuffle", "renumber"})
KINDS = CALL_KINDS | UPDATE_KINDS | {"latency"}


@dataclass
class Fault:
    """One rule. `methods` None means every method; `count` None means for as long as the rule stands."""

    kind: str
    methods: frozenset[str] | None = None
    probability: float = 1.0
    count: int | None = None
    seconds: float = 0.0
    status: int = 502
    effect: bool = False  # for "status" and "garbage": the call takes effect before it fails
    seed: int | None = None
    struck: int = 0
    _random: random.Random = field(default_factory=random.Random, repr=False)

    @classmethod
    def read(cls, rule: Mapping[str, Any]) -> Fault:
        """A rule from JSON. ValueError says what is wrong with it."""
        known = {"kind", "methods", "probability", "count", "seconds", "status", "effect", "seed"}
        unknown = set(rule) - known
        if unknown or rule.get("kind") not in KINDS:
            raise ValueError(f"a fault has a kind of {sorted(KINDS)} and {sorted(known)}; got {dict(rule)}")
        methods = rule.get("methods")
        names = None if methods is None else frozenset(str(name).lower() for name in methods)
        fault = cls(**{**rule, "methods": names})
        fault._random = random.Random(fault.seed)
        return fault

    def strikes(self, method: str) -> bool:
        """Whether the rule hits this time. A hit uses up one of its count."""
        if self.count is not None and self.struck >= self.count:
            return False
        if self.methods is not None and method not in self.methods:
            return False
        if self.probability < 1 and self._random.random() >= self.probability:
            return False
        self.struck += 1
        return True

    def shown(self) -> dict[str, Any]:
        shown = {name: value for name, value in asdict(self).items() if not name.startswith("_")}
        return shown | {"methods": sorted(self.methods) if self.methods is not None else None}


class Faults:
    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def strike(self, kinds: Iterable[str], method: str) -> Fault | None:
        """The first rule of these kinds that hits this call, if any."""
        for rule in self.rules:
            if rule.kind in kinds and rule.strikes(method):
                return rule
        return None
