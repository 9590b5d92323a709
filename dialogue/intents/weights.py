"""The learnt weights: how much each feature speaks for each intent."""

import base64
import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Weights:
    """A linear judge. A feature's row is its weight for each intent, in steps of `step`."""

    learnt_from: str
    step: float
    starts: list[float]
    """Where each intent's score begins."""
    rarities: dict[str, tuple[int, float]]
    """A feature: its row, and how rare it is."""
    rows: "array[int]"

    def scores(self, features: Iterable[str]) -> dict[str, float] | None:
        """Each intent's score, or None when no feature is known."""
        known = [self.rarities[feature] for feature in features if feature in self.rarities]
        if not known:
            return None
        width = len(INTENTS)
        sums = map(
            sum, zip(*(self.rows[row * width : (row + 1) * width] for row, _rarity in known), strict=True)
        )
        share = self.step / sqrt(sum(rarity * rarity for _row, rarity in known))
        return {
            intent: start + share * total
            for intent, start, total in zip(INTENTS, self.starts, sums, strict=True)
        }

    def write(self, path: Path) -> None:
        """Store as JSON, the rows as signed bytes in base64."""
        features = {feature: rarity for feature, (_row, rarity) in self.rarities.items()}
        rows = base64.b64encode(self.rows.tobytes()).decode()
        kept = {"learnt_from": self.learnt_from, "step": self.step, "starts": self.starts}
        path.write_text(
            json.dumps(kept | {"features": features, "rows": rows}, indent=0) + "\n", encoding="utf-8"
        )

    @classmethod
    def read(cls, path: Path) -> "Weights":
        """What `write` stored."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        rarities = {feature: (row, rarity) for row, (feature, rarity) in enumerate(kept["features"].items())}
        rows = array("b", base64.b64decode(kept["rows"]))
        return cls(kept["learnt_from"], kept["step"], kept["starts"], rarities, rows)
