"""The offices of the demo with their registers, and who works in them: what stands before its first turn."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.invented.register import Columns, register
from bot.updates import CHANNEL
from dialogue import places
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


async def open_offices(
    db: Any, now: datetime, regions: Sequence[str], staff: Sequence[Staff], *, is_filled: bool
) -> None:
    """Found the offices of these regions, with their registers if wanted, and hire who works there."""
    for region in regions:
        name, phone = OFFICES[region]
        here = await office.settle(
            db, region=region, name=name, area=places.name_of(region), zone=zone_of(region), phone=phone
        )
        if is_filled:
            await intake.take_in(db, here.id, [_measured(record) for record in register(region, now)])
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


def listed_owner(now: datetime) -> tuple[str, str]:
    """Name and number of an owner whose business the first office has on its list, and nobody else's."""
    records = register(BANGKALAN, now)
    phones = Counter(record["phone"] for record in records)
    found = next(one for one in records if one["state"] == VERIFIED and phones[one["phone"]] == 1)
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
