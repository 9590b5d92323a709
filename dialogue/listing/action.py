"""What shall be done with a row, as the column Tindakan says it: pre-filled, chosen, or typed.

    Simpan baru · Perbarui IKM-3526-00042 · Gabung IKM-3526-00042 · Lewati · Pakai usulan · Catat apa adanya

Two may stand together: "Gabung IKM-3526-00042; pakai usulan". "Pakai usulan 2" takes the second reading.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz, process

from dialogue.i18n import LANGUAGES, Lines, Shown, Text, Voice, _

NUMBER = re.compile(r"\bIKM\W*(\d{4})\W*(\d{4,})\b", re.IGNORECASE)
CLOSE = 80


class Fate(StrEnum):
    """What becomes of the row."""

    NEW = "new"
    UPDATE = "update"
    MERGE = "merge"
    SKIP = "skip"


class Settling(StrEnum):
    """What becomes of its doubts."""

    PROPOSED = "proposed"
    AS_IS = "as_is"


NAMES: dict[Fate | Settling, Text] = {
    Fate.NEW: _("Save as new"),
    Fate.UPDATE: _("Update"),
    Fate.MERGE: _("Merge"),
    Fate.SKIP: _("Leave out"),
    Settling.PROPOSED: _("Use the proposal"),
    Settling.AS_IS: _("Note as written"),
}
ALSO: dict[Fate | Settling, str] = {
    Fate.NEW: "simpan baru;baru;simpan;tambah;tambah baru;keduanya;simpan keduanya",
    Fate.UPDATE: "perbarui;perbaharui;update;ubah;ganti",
    Fate.MERGE: "gabung;gabungkan;merge;satukan;sama",
    Fate.SKIP: "lewati;lewat;skip;abaikan;hapus;buang;jangan disimpan;tidak usah",
    Settling.PROPOSED: "pakai usulan;usulan;setuju;setujui;setuju usulan;ya;ok;oke;benar;pakai",
    Settling.AS_IS: "catat apa adanya;apa adanya;catat;biarkan;catat saja;simpan apa adanya",
}
"""What else people type, Indonesian whatever the language is."""


@dataclass(frozen=True)
class Action:
    """Both empty where nothing was said; `option` counts the readings from 1, 0 for the one proposed."""

    fate: Fate | None = None
    number: str = ""
    settling: Settling | None = None
    option: int = 0

    def shown(self) -> Shown:
        """The words for the column."""
        parts: list[Shown] = []
        if self.fate:
            name = NAMES[self.fate]
            parts.append(_("{action} {number}", action=name, number=self.number) if self.number else name)
        if self.settling:
            name = NAMES[self.settling]
            parts.append(_("{action} {number}", action=name, number=self.option) if self.option else name)
        return Lines(tuple(parts), "; ")


@cache
def _spellings() -> dict[str, Fate | Settling]:
    known = {word: action for action, words in ALSO.items() for word in words.split(";")}
    for language in LANGUAGES:
        known |= {Voice(language).say(name).lower(): action for action, name in NAMES.items()}
    return known


def read_action(text: str) -> Action:
    """What was said; words that are no action say nothing. A register number alone means: update that one."""
    if not text:
        return Action()
    found = NUMBER.search(text)
    number = f"IKM-{found[1]}-{found[2]}" if found else ""
    fate: Fate | None = None
    settling: Settling | None = None
    option = 0
    spellings = _spellings()
    for part in re.split(r"[;,\n]|\bdan\b", NUMBER.sub("", text).lower()):
        words = " ".join(re.sub(r"[^a-z\s]|\b(?:saja|aja|deh)\b", " ", part).split())
        close = (
            process.extractOne(words, spellings.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
            if words
            else None
        )
        meant = spellings[close[0]] if close else None
        if isinstance(meant, Fate):
            fate = meant
        elif isinstance(meant, Settling):
            settling = meant
            digits = re.search(r"\d", part)
            option = int(digits[0]) if digits else 0
    if number and fate is None:
        fate = Fate.UPDATE
    return Action(fate, number, settling, option)
