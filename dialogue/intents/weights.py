"""The learnt weights: how much each feature speaks for each intent."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path

FILE = Path(__file__).parent / "weights.json"
INTENTS = (
    "register_business",
    "update_business",
    "report_production",
    "catalog",
    "demand",
    "event",
    "partnership",
    "assistance",
    "mentoring",
    "organization",
    "check_status",
    "privacy",
    "contact_officer",
    "help",
    "out_of_scope",
)
FIELD = 3
"""Bytes in which an intent's weights add up; a weight itself is one byte, `ZERO` more than it weighs."""
ZERO = 128
UNSIGNED = bytes((byte + ZERO) % 256 for byte in range(256))


@dataclass(frozen=True)
class Found:
    """What features say together: their weights side by side in one number, and what they are measured by."""

    weights: int = 0
    features: int = 0
    rarity: float = 0.0

    @classmethod
    def together(cls, parts: Sequence["Found"]) -> "Found":
        return cls(
            sum(part.weights for part in parts),
            sum(part.features for part in parts),
            sum(part.rarity for part in parts),
        )


@dataclass(frozen=True)
class Weights:
    """A linear judge. A feature's row is its weight for each intent, in steps of `step`."""

    learnt_from: str
    step: float
    starts: list[float]
    """Where each intent's score begins."""
    features: dict[str, int]
    """A feature: its row."""
    rarities: list[float]
    """How rare the feature of each row is."""
    rows: bytes
    """Signed bytes, one an intent, row by row."""

    def scores(self, features: Iterable[str]) -> dict[str, float] | None:
        """Each intent's score, or None when no feature is known."""
        return self.scores_of(self.found(features))

    def found(self, features: Iterable[str]) -> Found:
        """The weights of those features that are known. Adding each row as one number is quick."""
        known = [row for row in map(self.features.get, features) if row is not None]
        size = FIELD * len(INTENTS)
        rows = (self._fields[row * size : (row + 1) * size] for row in known)
        weights = sum(int.from_bytes(row, "little") for row in rows)
        return Found(weights, len(known), sum(self.rarities[row] ** 2 for row in known))

    def scores_of(self, found: Found) -> dict[str, float] | None:
        """Each intent's score by what was found, or None when nothing was."""
        if not found.features:
            return None
        fields = found.weights.to_bytes(FIELD * len(INTENTS), "little")
        share, zero = self.step / sqrt(found.rarity), ZERO * found.features
        return {
            intent: start + share * (int.from_bytes(fields[at : at + FIELD], "little") - zero)
            for intent, start, at in zip(INTENTS, self.starts, range(0, len(fields), FIELD), strict=True)
        }

    @cached_property
    def _fields(self) -> bytes:
        """The rows with every weight widened to a field."""
        fields = bytearray(FIELD * len(self.rows))
        fields[::FIELD] = self.rows.translate(UNSIGNED)
        return bytes(fields)

    def write(self, path: Path) -> None:
        """Store as JSON, the rows in base64."""
        kept = {
            "learnt_from": self.learnt_from,
            "step": self.step,
            "starts": self.starts,
            "features": dict(zip(self.features, self.rarities, strict=True)),
            "rows": base64.b64encode(self.rows).decode(),
        }
        path.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Weights":
        """What `write` stored."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        features = dict(zip(kept["features"], range(len(kept["features"])), strict=True))
        rarities, rows = list(kept["features"].values()), base64.b64decode(kept["rows"])
        return cls(kept["learnt_from"], kept["step"], kept["starts"], features, rarities, rows)
