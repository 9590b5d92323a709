"""The process that the children of jobs are forked from, warm: what they need is loaded once.

On standard input, a socket, it is handed one end of a pair for each piece of work, with the kind of work in
KIND_BYTES. A child takes that end, and tells its number on a line. It is asked with a line of JSON, the
request and where the database is, and answers in parts, each after its length; a part of no length says that
it is done. A document is one part; of a result in parts each is a JSON object.

A child is killed without a word, so it must leave nothing behind; and all of it ends when the bot does.
"""

import json
import os
import pkgutil
import select
import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from dialogue import places
from dialogue.i18n import LANGUAGES, catalog

KINDS = {
    "sheets": "documents.importing:sheets",
    "rows": "documents.importing:rows",
    "returned": "documents.importing:returned",
    "card": "documents.card:draw_card",
    "slip": "documents.slip_kept:kept_slip",
    "invitation": "documents.invitation:kept_invitation",
    "register": "documents.register:export_register",
    "recipients": "documents.recipients:write_recipients",
    "tables": "documents.tables:write_tables",
    "bars": "documents.charts:draw_bars",
    "growth": "documents.charts:draw_growth",
    "parts": "documents.charts:draw_parts",
}
"""Where the function of each kind is: it returns bytes or yields parts."""
KIND_BYTES = 32
LENGTH_BYTES = 4


def main() -> None:
    """Fork a child for each piece of work, until nobody is left to hand any over.

    JOB_NICE in the environment tells how much all of it yields to the bot, as `nice` counts it: owners' turns
    keep the processor. A kind is loaded when it is asked for, or before, while nothing else is to be done.
    """
    os.nice(int(os.environ.get("JOB_NICE", 0)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at the terminal: the bot is told too, and ends us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a child ended but who waits for its words
    hands = socket.socket(fileno=0)
    unread: list[Callable[[], object]] = [
        _read_texts,
        *(partial(pkgutil.resolve_name, place) for place in KINDS.values()),
    ]
    while True:
        while unread and not select.select([hands], [], [], 0)[0]:
            unread.pop(0)()
        kind, ends, _flags, _address = socket.recv_fds(hands, KIND_BYTES, 1)
        if not kind:
            return
        place = KINDS.get(kind.decode().strip())
        if place:
            pkgutil.resolve_name(place)
        if place and os.fork() == 0:
            try:
                hands.close()
                _answer(place, socket.socket(fileno=ends[0]))
            finally:
                os._exit(0)
        os.close(ends[0])


def _read_texts() -> None:
    """The translations, and the names of all places."""
    for language in LANGUAGES:
        catalog(language)
    places.inside("")


def _answer(place: str, end: socket.socket) -> None:
    with end.makefile("rb") as asking, end.makefile("wb") as answer:
        answer.write(b"%d\n" % os.getpid())
        answer.flush()
        asked = json.loads(asking.readline())
        os.environ["DATABASE_URL"] = asked["database"]
        result = pkgutil.resolve_name(place)(**asked["request"])
        if isinstance(result, bytes):
            _write(answer, result)
        else:
            for part in result:
                _write(answer, json.dumps(part, ensure_ascii=False).encode())
        _write(answer, b"")
        asking.read()  # until the bot hangs up: as long as it may end us, our number is no other's


def _write(answer: BinaryIO, part: bytes) -> None:
    answer.write(len(part).to_bytes(LENGTH_BYTES, "big") + part)
    answer.flush()


if __name__ == "__main__":
    main()
