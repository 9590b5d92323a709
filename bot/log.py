"""Logs: one JSON object a line, with ids and kinds only. No token, name or phone number at any level.

What libraries log may hold any of these (aiosqlite logs the parameters of a statement), so of their
records only the logger and the level are told.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

OURS = ("bot", "handlers", "storage", "dialogue", "documents", "__main__")
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """A record as a JSON line: moment, level, logger, and for our own records what and which ids."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {"at": at, "level": record.levelname, "from": record.name}
        if record.name.partition(".")[0] in OURS:
            told["what"] = record.msg
            told.update({k: v for k, v in vars(record).items() if k not in PLAIN})
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            told["place"] = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-3:]]
        return json.dumps(told, default=lambda value: type(value).__name__)


def set_up_logs(level: str) -> None:
    """Send the logs to standard error; libraries are heard from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
