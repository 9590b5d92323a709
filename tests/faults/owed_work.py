"""What can be owed to one person, and what can be withdrawn while it waits: role, consent, topic, record.

Each case has a member, a record and an officer of its own. All is made and withdrawn by the program's own
functions, or as its turns would leave it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from storage import attachment, broadcast, handout, outbox, relay, role, topic
from storage.broadcast import ASKED, HELD, SENDING, STOPPED, Broadcast
from storage.business import SUBMITTED, VERIFIED, Business
from storage.delivery import Delivery
from storage.invite import BUSINESS, Invite
from storage.outbox import ANNOUNCED, OWED, Outbox
from storage.returned_field import ReturnedField
from tests.faults.members import now, refuse

DAY = timedelta(days=1)


@dataclass
class Case:
    """One piece of work and whom it concerns; people by their number on Telegram."""

    office: int
    member: int
    contact: int
    business: int
    officer: int
    officer_contact: int
    work: str
    end: str
    outbox_id: int = 0
    broadcast_id: int = 0
    is_withdrawn: bool = False
    """The withdrawal was committed while it still waited."""

    @property
    def recipient(self) -> int:
        return self.officer if self.work in TO_OFFICER else self.member

    async def owe(self, db: Any) -> None:
        """Queue the work."""
        kind, subject = await WORKS[self.work][0](db, self)
        to = self.officer_contact if self.work in TO_OFFICER else self.contact
        row = Outbox(
            lane=ANNOUNCED if kind == "broadcast" else OWED,
            contact_id=to,
            kind=kind,
            subject=subject,
            state=outbox.WAITING,
            due_at=now() + DAY,
            created_at=now(),
        )
        db.add(row)
        await db.flush()
        self.outbox_id = row.id
        if kind == "broadcast":
            db.add(Delivery(broadcast_id=subject, contact_id=to, outbox_id=row.id))

    async def falls_due(self, db: Any, seconds: float) -> None:
        """So many seconds from now."""
        (await db.get(Outbox, self.outbox_id)).due_at = now() + timedelta(seconds=seconds)

    async def withdraw(self, db: Any) -> None:
        """Withdraw what the work rests on, unless it has begun already."""
        row = await db.get(Outbox, self.outbox_id)
        if row.state == outbox.WAITING:
            await WORKS[self.work][1][self.end](db, self)
            self.is_withdrawn = True


async def _announced(db: Any, case: Case, **changes: Any) -> tuple[str, int]:
    told: dict[str, Any] = {
        "office_id": case.office,
        "author_id": case.officer_contact,
        "state": SENDING,
        "topic": topic.TRAINING,
        "text": f"Undangan untuk {case.member}.",
        "filter": {},
        "counted": 1,
        "override_reason": "uji coba",
        "are_made": True,
    }
    moments = {name: now() for name in ("due_at", "made_at", "changed_at", "started_at")}
    row = Broadcast(**told, **moments)
    for name, value in changes.items():
        setattr(row, name, value)
    db.add(row)
    await db.flush()
    case.broadcast_id = row.id
    return "broadcast", row.id


async def _held(db: Any, case: Case) -> tuple[str, int]:
    return "noticenews", (await _announced(db, case, state=HELD, held_for="late", started_at=None))[1]


async def _asked(db: Any, case: Case) -> tuple[str, int]:
    return "noticeapproval", (await _announced(db, case, state=ASKED, digest="a" * 64, started_at=None))[1]


async def _letter(db: Any, case: Case) -> tuple[str, int]:
    return await _relayed(db, case, case.officer_contact, case.contact, relay.OFFICE)


async def _reply(db: Any, case: Case) -> tuple[str, int]:
    return await _relayed(db, case, case.contact, case.officer_contact, relay.OWNER)


async def _relayed(db: Any, case: Case, sender: int, to: int, side: str) -> tuple[str, int]:
    about: dict[str, Any] = {"office_id": case.office, "business_id": case.business, "side": side}
    row = await relay.add(db, from_contact=sender, to_contact=to, text="Apa kabar?", now=now(), **about)
    return "relayed", row.id


async def _returned(db: Any, case: Case) -> tuple[str, int]:
    about = {"business_id": case.business, "thing": "business", "form": "registration"}
    row = ReturnedField(**about, subject=case.business, field="owner_name", reason="salah", returned_at=now())
    db.add(row)
    await db.flush()
    return "returned", row.id


async def _verified(db: Any, case: Case) -> tuple[str, int]:
    (await db.get(Business, case.business)).state = VERIFIED
    return "verified", case.business


async def _assigned(db: Any, case: Case) -> tuple[str, int]:
    (await db.get(Business, case.business)).assigned_to = case.officer_contact
    return "assigned", case.business


async def _joined(db: Any, case: Case) -> tuple[str, int]:
    row = Invite(
        digest=f"{case.business:064d}",
        kind=BUSINESS,
        subject=case.business,
        invited_by=case.contact,
        expires_at=now() + timedelta(hours=1),
        used_by=case.officer_contact,
        used_at=now(),
    )
    db.add(row)
    await db.flush()
    return "joined", row.id


async def _exported(db: Any, case: Case) -> tuple[str, int]:
    who = {"office_id": case.office, "contact_id": case.officer_contact}
    number = await handout.ask(db, "register", {"segment": {}}, **who, now=now())
    made = await attachment.add(
        db, contact_id=case.officer_contact, name="daftar.xlsx", size=1, content=b"x", now=now()
    )
    row = await handout.of_contact(db, number, case.officer_contact)
    assert row is not None
    await handout.enclose(db, row, made.id)
    return "export", number


async def _role_ends(db: Any, case: Case) -> None:
    for held in await role.held_by(db, case.officer_contact):
        held.revoked_at = now()


async def _consent_ends(db: Any, case: Case) -> None:
    refuse(db, case.contact)


async def _topic_ends(db: Any, case: Case) -> None:
    await topic.switch(db, case.contact, topic.TRAINING, False, now())


async def _record_ends(db: Any, case: Case) -> None:
    (await db.get(Business, case.business)).removed_at = now()


async def _notice_ends(db: Any, case: Case) -> None:
    await broadcast.move(db, case.broadcast_id, (SENDING,), state=STOPPED, changed_at=now())


async def _notice_changes(db: Any, case: Case) -> None:
    row = await broadcast.by_id(db, case.broadcast_id)
    assert row is not None
    broadcast.edit(row, now(), text="Undangan lain.")


async def _answered(db: Any, case: Case) -> None:
    row = await db.get(Outbox, case.outbox_id)
    (await db.get(ReturnedField, row.subject)).answered_at = now()


async def _changed(db: Any, case: Case) -> None:
    (await db.get(Business, case.business)).state = SUBMITTED


async def _reassigned(db: Any, case: Case) -> None:
    (await db.get(Business, case.business)).assigned_to = None


Owing = Callable[[Any, Case], Awaitable[tuple[str, int]]]
Ending = Callable[[Any, Case], Awaitable[None]]
ROLE, CONSENT, RECORD = {"role": _role_ends}, {"consent": _consent_ends}, {"record": _record_ends}
WORKS: dict[str, tuple[Owing, dict[str, Ending]]] = {
    "notice": (_announced, {**ROLE, **CONSENT, **RECORD, "topic": _topic_ends, "stop": _notice_ends}),
    "letter": (_letter, {**ROLE, **CONSENT, **RECORD}),
    "reply": (_reply, ROLE),
    "returned": (_returned, {**CONSENT, **RECORD, "answer": _answered}),
    "verified": (_verified, {**CONSENT, **RECORD, "change": _changed}),
    "joined": (_joined, {**CONSENT, **RECORD}),
    "assigned": (_assigned, {**ROLE, **CONSENT, **RECORD, "another": _reassigned}),
    "held": (_held, ROLE),
    "asked": (_asked, {**ROLE, "edit": _notice_changes}),
    "export": (_exported, ROLE),
}
"""What is owed, how it is queued, and what of it can be withdrawn."""
TO_OFFICER = {"reply", "assigned", "held", "asked", "export"}
EVERY = [(work, end) for work, (_owing, ends) in WORKS.items() for end in ends]
