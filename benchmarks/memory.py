"""Memory at rest: what a process holds with the readers and the intents loaded, beside one with neither."""

import subprocess
import sys
from collections.abc import Iterable

from benchmarks.timing import Row

BARE = "import babel.numbers, phonenumbers"
LOADED = (
    f"{BARE}; from datetime import date; from dialogue.values.line import KINDS, read_line; "
    "[read_line(kind, '2,5 jt', date(2026, 11, 23)) for kind in KINDS]; "
    "from dialogue.intents import understand; understand('mau daftar')"
)
TOLD = "; print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')))"


def _megabytes(code: str) -> float:
    ran = subprocess.run([sys.executable, "-c", code + TOLD], capture_output=True, check=True, text=True)
    return int(ran.stdout) / 1024


def resting() -> Iterable[Row]:
    """One row; the peer is Python with only the libraries that both need."""
    loaded, bare = _megabytes(LOADED), _megabytes(BARE)
    memory = "memory at rest, both loaded"
    yield (
        memory,
        f"{loaded:.0f} MB",
        "",
        "Python, Babel, phonenumbers",
        f"{bare:.0f} MB",
        f"{loaded / bare:.1f} x",
    )
