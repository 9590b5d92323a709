"""The judge: what must hold after any fault, told from updates fed, sends accepted, and the last database.

I1 acknowledged updates are kept · I2 each effect once · I3 per chat in order · I4 confirmations are true ·
I5 every owed message has an end · I6 nobody gets another's data · I7 the database is sound · I8 it lives.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

SENDS = ("sendMessage", "sendPhoto", "sendDocument")
TAG = re.compile(r"\bw(\d{3})x\d+")
NOTED = re.compile(r"Dicatat: (.+?)\.?(?:\n|$)")
NUMBER = re.compile(r"terdaftar dengan nomor (IKM-\S+?)\.?$", re.M)
HELP = "/batal"
"""Stands in the reply of help and nowhere else."""
HISTORY = "SELECT field, words FROM history WHERE contact_id = ?"
QUESTION = "SELECT text FROM question WHERE contact_id = ?"
PHOTOS = "SELECT '' FROM attachment WHERE contact_id = ? AND file_id != '' AND name NOT LIKE 'IKM%'"
NUMBERS = "SELECT number FROM business JOIN business_contact ON business_id = id WHERE contact_id = ?"
SUBMITTED = f"SELECT state {NUMBERS.removeprefix('SELECT number ')} AND number IS NOT NULL"
HELPED = f"SELECT '{HELP}' FROM outbox WHERE contact_id = ? AND json_extract(body, '$.text') LIKE '%{HELP}%'"
CONVERSATION = """SELECT contact_id, body, state FROM outbox
                  WHERE lane = 0 AND state IN ('sent', 'unknown') AND kind = 'say' ORDER BY id"""
OWED = "SELECT contact_id, lane, state, body FROM outbox WHERE lane > 0 AND body IS NOT NULL"
BOARDS = ("artu usaha", "Pemberitahuan: ")
"""Messages that change stand where they first appeared; their words have no place in the order."""
FOREIGN = """SELECT id FROM job WHERE kind = 'card' AND NOT EXISTS (SELECT 1 FROM business_contact b
             WHERE b.business_id = job.subject AND b.contact_id = job.contact_id)"""
STATES = {"waiting", "sent", "failed", "unknown", "closed"}
ANNOUNCED = 2
"""The lane of what goes to many."""
KEPT = {"open", "done", "quarantined", "parked"}


@dataclass(frozen=True)
class Violation:
    invariant: str
    kind: str
    """lost, doubled, reordered, or another word for what went wrong."""
    words: str

    def __str__(self) -> str:
        return f"{self.invariant} {self.kind}: {self.words}"


class Told(Protocol):
    """What one owner did, and what she was told."""

    id: int
    index: int
    answers: list[tuple[str, str]]
    shown: dict[str, tuple[str, str]]
    consents: list[str]
    questions: list[str]
    screen: list[dict[str, Any]]
    helps: int
    saved: int
    photos: int

    async def look(self) -> None:
        """Fetch what is new on the screen."""


@dataclass(frozen=True)
class Histories:
    database: Path
    fed: Sequence[int] = ()
    """Numbers of all updates that were made for the bot."""
    pending: int = 0
    """Of these, how many the playground still keeps, as not confirmed."""
    unanswered: int = 0
    """Presses that no answer came to."""
    calls: Sequence[dict[str, Any]] = ()
    owners: Sequence[Told] = ()
    may_repeat: int = 0
    """How many sends may have been made twice."""


@dataclass
class Verdict:
    violations: list[Violation] = field(default_factory=list)
    repeats: int = 0
    """Sends that were made twice."""


def check(histories: Histories) -> Verdict:
    """All that was violated, in words; and how many sends were made twice."""
    verdict = Verdict()
    db = sqlite3.connect(f"{histories.database.as_uri()}?mode=ro", uri=True, timeout=20)
    db.row_factory = sqlite3.Row
    try:
        verdict.violations += _sound(db)
        verdict.violations += _acknowledged(db, histories)
        verdict.violations += _numbers(db)
        contacts = {int(row["address"]): row["id"] for row in db.execute("SELECT id, address FROM contact")}
        for owner in histories.owners:
            verdict.violations += _effects(db, owner, contacts.get(owner.id, 0))
            verdict.violations += _confirmed(db, owner, contacts.get(owner.id, 0))
        verdict.violations += _owed(db, histories)
        verdict.violations += _given(db, histories, contacts)
        verdict.violations += _scope(db, histories, contacts)
        _order(db, histories, contacts, verdict)
    finally:
        db.close()
    if verdict.repeats > histories.may_repeat:
        words = f"{verdict.repeats} sends were made twice, at most {histories.may_repeat} may be"
        verdict.violations.append(Violation("I3", "repeated", words))
    return verdict


def _sound(db: sqlite3.Connection) -> Iterator[Violation]:
    found = db.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        yield Violation("I7", "corrupt", str(found))
    for row in db.execute("PRAGMA foreign_key_check"):
        yield Violation("I7", "corrupt", f"a row of {row[0]} points to nothing in {row[2]}")


def _acknowledged(db: sqlite3.Connection, told: Histories) -> Iterator[Violation]:
    """I1: what the playground handed over for good is in the inbox, or was counted as too much."""
    events = db.execute("SELECT event_id FROM inbox WHERE event_id GLOB '[0-9]*'")
    stored = Counter(int(row[0]) for row in events)
    throttled = db.execute("SELECT coalesce(sum(count), 0) FROM throttled").fetchone()[0]
    missing = Counter(told.fed) - stored
    if missing.total() > told.pending + throttled:
        some = ", ".join(map(str, list(missing)[:5]))
        yield Violation("I1", "lost", f"{missing.total()} updates are nowhere ({told.pending} wait): {some}")
    for state, count in db.execute("SELECT state, count(*) FROM inbox GROUP BY state"):
        if state not in KEPT:
            yield Violation("I1", "lost", f"{count} updates are {state!r}")
    for count, event in db.execute(
        "SELECT count(*), event_id FROM inbox GROUP BY channel, event_id, digest HAVING count(*) > 1"
    ):
        yield Violation("I1", "doubled", f"update {event} is stored {count} times")


def _numbers(db: sqlite3.Connection) -> Iterator[Violation]:
    """I2: each business number is given once, and none is skipped."""
    given = [row[0] for row in db.execute("SELECT number FROM business WHERE number IS NOT NULL")]
    last = db.execute("SELECT coalesce(sum(last_number), 0) FROM office").fetchone()[0]
    if len(set(given)) != len(given) or last != len(given):
        yield Violation("I2", "doubled", f"{len(given)} businesses have numbers, {last} were given")


def _effects(db: sqlite3.Connection, owner: Told, contact: int) -> Iterator[Violation]:
    """I2: all that this owner did stands in the database, each once."""
    done: dict[str, tuple[Iterable[Any], str]] = {
        "answer": (owner.answers, HISTORY),
        "consent": (owner.consents, "SELECT purpose FROM consent WHERE contact_id = ?"),
        "question": (owner.questions, QUESTION),
        "photo": ([""] * owner.photos, PHOTOS),
        "card": (["card"] * owner.saved, "SELECT kind FROM job WHERE contact_id = ? AND kind = 'card'"),
        "business with a number": (["submitted"] * owner.saved, SUBMITTED),
        "reply of help": ([HELP] * owner.helps, HELPED),
    }
    for name, (acts, sql) in done.items():
        rows = (tuple(row) if len(row) > 1 else row[0] for row in db.execute(sql, (contact,)))
        yield from _compare(f"owner {owner.index}: {name}", Counter(acts), Counter(rows))


def _compare(what: str, done: Counter[Any], stands: Counter[Any]) -> Iterator[Violation]:
    for one, count in (done - stands).items():
        yield Violation("I2", "lost", f"{what} {one} is missing {count} times")
    for one, count in (stands - done).items():
        yield Violation("I2", "doubled", f"{what} {one} stands {count} times too often")


def _confirmed(db: sqlite3.Connection, owner: Told, contact: int) -> Iterator[Violation]:
    """I4: what was read back to the owner is in the database."""
    answers = {tuple(row) for row in db.execute(HISTORY, (contact,))}
    asked = {row[0] for row in db.execute(QUESTION, (contact,))}
    numbers = {row[0] for row in db.execute(NUMBERS, (contact,))}
    for message in owner.screen:
        words = _words(message) if message["from"] == "bot" else ""
        for shown in NOTED.findall(words):
            is_own_word = shown not in owner.shown and not TAG.search(shown)  # a button's, or a picture's
            if not is_own_word and owner.shown.get(shown) not in answers and shown not in asked:
                yield Violation("I4", "lost", f"owner {owner.index} was told {shown!r}, which is not there")
        for number in NUMBER.findall(words):
            if number not in numbers:
                yield Violation("I4", "lost", f"owner {owner.index} was told {number}, which is not hers")


def _owed(db: sqlite3.Connection, told: Histories) -> Iterator[Violation]:
    """I5: every message has an end with a reason, or waits; every press was answered."""
    for state, reason, count in db.execute(
        "SELECT state, reason, count(*) FROM outbox GROUP BY state, reason"
    ):
        if state not in STATES or (state in ("failed", "closed") and not reason):
            yield Violation("I5", "lost", f"{count} messages are {state!r} for {reason!r}")
    if told.unanswered:
        yield Violation("I5", "lost", f"{told.unanswered} presses spin without an answer")


def _given(db: sqlite3.Connection, told: Histories, contacts: dict[int, int]) -> Iterator[Violation]:
    """I2 and I5: what is owed and counts as sent was sent; an announcement never more than once."""
    accepted: Counter[tuple[int | None, str]] = Counter()
    for call in told.calls:
        if call["method"] in SENDS and call["ok"]:
            accepted[contacts.get(call["chat_id"]), _words(call["params"])] += 1
    sent: Counter[tuple[int, int, str]] = Counter()
    may_be: Counter[tuple[int, int, str]] = Counter()
    for contact, lane, state, body in db.execute(OWED):
        key = (contact, lane, _words(json.loads(body)))
        sent[key] += state == "sent"
        may_be[key] += state in ("sent", "unknown")
    for (contact, lane, words), count in may_be.items():
        came = accepted[contact, words]
        if came < sent[contact, lane, words]:
            yield Violation("I5", "lost", f"contact {contact}: {words[:40]!r} counts as sent and was not")
        if lane == ANNOUNCED and came > count:
            yield Violation(
                "I2", "doubled", f"contact {contact} got {words[:40]!r} {came} times, not {count}"
            )


def _scope(db: sqlite3.Connection, told: Histories, contacts: dict[int, int]) -> Iterator[Violation]:
    """I6: no chat shows another owner's words, and nobody has work done about another's business."""
    index_of = {owner.id: owner.index for owner in told.owners}
    for call in told.calls:
        if call["chat_id"] is not None and call["ok"]:
            others = {int(tag) for tag in TAG.findall(json.dumps(call["params"]))} - {
                index_of.get(call["chat_id"])
            }
            if others:
                yield Violation(
                    "I6", "leaked", f"chat {call['chat_id']} was shown words of owner {min(others)}"
                )
    for row in db.execute(FOREIGN):
        yield Violation("I6", "leaked", f"job {row[0]} is about a business of somebody else")


def _order(db: sqlite3.Connection, told: Histories, contacts: dict[int, int], verdict: Verdict) -> None:
    """I3: each chat got its conversation in the order in which it was written; counts what came twice."""
    owed = {(row["contact_id"], _words(json.loads(row["body"]))) for row in db.execute(OWED)}
    sends: dict[int, list[str]] = {}
    for call in told.calls:
        words, contact = _words(call["params"]), contacts.get(call["chat_id"], 0)
        has_place = (contact, words) not in owed and not any(board in words for board in BOARDS)
        if call["method"] in SENDS and call["ok"] and has_place:
            sends.setdefault(call["chat_id"], []).append(words)
    written: dict[int, list[tuple[str, bool]]] = {}
    for contact, body, state in db.execute(CONVERSATION):
        written.setdefault(contact, []).append((_words(json.loads(body)), state == "unknown"))
    for address, contact in contacts.items():
        _follow(address, sends.get(address, []), written.get(contact, []), verdict)


def _words(body: Any) -> str:
    return str(body.get("text") or body.get("caption") or "")


def _follow(chat: int, sent: Iterable[str], written: list[tuple[str, bool]], verdict: Verdict) -> None:
    """Walk along what was written; a send may repeat the step just taken, and an unknown step may lack."""
    place = 0
    for words in sent:
        following = place
        while following < len(written) and written[following][1] and written[following][0] != words:
            following += 1
        if following < len(written) and words == written[following][0]:
            place = following + 1
        elif place and words == written[place - 1][0]:
            verdict.repeats += 1
        else:
            verdict.violations.append(
                Violation("I3", "reordered", f"chat {chat} got {words[:60]!r} out of turn")
            )
            return
    lost = sum(not may_lack for _step, may_lack in written[place:])
    if lost:
        verdict.violations.append(
            Violation("I5", "lost", f"chat {chat}: {lost} messages count as sent and were not")
        )
