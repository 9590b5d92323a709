"""The offices of the demo with their registers, and who works in them: what stands before its first turn."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.invented.owners import Held, Owner, with_owners
from bot.invented.register import Columns, register
from bot.updates import CHANNEL
from dialogue import places
from dialogue.fields.base import Context
from dialogue.i18n import Voice
from dialogue.questionnaire.consent import CONSENT, VERSION
from dialogue.questionnaire.sections import percent, record_of
from dialogue.zones import zone_of
from storage import contact, intake, office, role
from storage.business import VERIFIED

BANGKALAN, TUBAN, MATARAM = "35.26", "35.23", "52.71"
OFFICES = {
    BANGKALAN: ("Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan", "+62811000000"),
    TUBAN: ("Dinas Ketenagakerjaan dan Perindustrian Kabupaten Tuban", "+62811000001"),
    MATARAM: ("Dinas Perindustrian Kota Mataram", "+62811000002"),
}
"""Name and number of each, by its region."""


@dataclass(frozen=True)
class Staff:
    """Somebody who holds a role from the beginning; `address` is the person's chat."""

    address: str
    person: str
    role: str
    region: str


def registers(now: datetime) -> dict[str, list[Held]]:
    """What each office holds before the first turn, by its region.

    In Bangkalan one of the non-agro owners on Telegram is left out: in her place Nurul Hidayati registers in
    the chat itself (people.py).
    """
    held = {region: with_owners(region, register(region, now), now) for region in OFFICES}
    first = held[BANGKALAN]
    first.remove(next(one for one in first if one[1] and one[0]["sector"] == "non_agro"))
    return held


async def open_offices(
    db: Any, now: datetime, staff: Sequence[Staff], held: Mapping[str, Sequence[Held]]
) -> None:
    """Found the offices of these regions with what they hold, and hire who works there."""
    for region, records in held.items():
        name, phone = OFFICES[region]
        here = await office.settle(
            db, region=region, name=name, area=places.name_of(region), zone=zone_of(region), phone=phone
        )
        ids = await intake.take_in(db, here.id, [_measured(record) for record, _owner in records])
        owners = [(id_, owner) for id_, (_record, owner) in zip(ids, records, strict=True) if owner]
        agreed = _agreed(region, now)
        await intake.let_speak(db, here.id, [_speaker(id_, owner, agreed) for id_, owner in owners])
        for one in staff:
            if one.region == region:
                await _hire(db, one, here.id, now)


def _measured(record: Columns) -> Columns:
    """The record with its completeness, which the clock would take a minute to measure of all."""
    kinds = {"certificate": [_paper(kind, number) for kind, number in record["papers"].items()]}
    parts = {kind: [defaultdict(lambda: None, part) for part in of] for kind, of in record["parts"].items()}
    return {**record, "completeness": percent(record_of(record, {**parts, **kinds}))}


def _paper(kind: str, number: str) -> Columns:
    return defaultdict(lambda: None, kind=kind, number=number or None, is_held=bool(number))


def _agreed(region: str, now: datetime) -> dict[str, str]:
    """The words of each purpose of the consent, as owners are shown them."""
    context, voice = Context(region, now.date(), {}), Voice()
    return {field.name: voice.say(field.asks(context)) for field in CONSENT.fields}


def _speaker(business_id: int, owner: Owner, agreed: Mapping[str, str]) -> Columns:
    """The owner's contact with her consents."""
    consents = [
        {"purpose": purpose, "version": VERSION, "text": words, "given": owner.agrees[purpose]}
        for purpose, words in agreed.items()
    ]
    who = {"channel": CHANNEL, "address": str(owner.chat), "phone": owner.phone, "since": owner.since}
    return {"business_id": business_id, **who, "consents": consents}


def listed_owner(held: Sequence[Held]) -> tuple[str, str]:
    """Name and number of an owner who is on the list of an office, and nobody else's, but not on Telegram."""
    phones = Counter(record["phone"] for record, _owner in held)
    found = next(
        record
        for record, owner in held
        if not owner and record["state"] == VERIFIED and phones[record["phone"]] == 1
    )
    return found["owner_name"], found["phone"]


async def _hire(db: Any, one: Staff, office_id: int, now: datetime) -> None:
    person = await contact.add(db, CHANNEL, one.address, office_id, now)
    await role.grant(
        db,
        contact_id=person.id,
        office_id=role.EVERYWHERE if one.role == role.ADMIN else office_id,
        name=one.role,
        person=one.person,
        granted_by=None,
        now=now,
    )
