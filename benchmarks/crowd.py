"""A crowd: an office with so many owners on Telegram, made at once in a database."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from storage import contact, office, role
from storage.business import Business, BusinessContact
from storage.contact import Contact
from storage.migrate import migrate
from storage.store import Store

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""A Monday, 10.00 WIB: no quiet hour."""
FIRST = 1_000_000_000
OFFICER = 100
CHUNK = 10_000


async def gather(store: Store, count: int) -> tuple[int, int]:
    """So many owners, each with a business; the ids of the office and of a head who may send."""
    await migrate(store.url.render_as_string(hide_password=False))
    async with store.writing() as db:
        here = await office.settle(
            db, region="35.26", name="Dinas", area="Kabupaten Bangkalan", zone="Asia/Jakarta", phone=""
        )
        head = await contact.add(db, "telegram", str(OFFICER), here.id, NOW)
        await role.grant(
            db, contact_id=head.id, office_id=here.id, name=role.HEAD, person="Hadi", granted_by=None, now=NOW
        )
        first = head.id + 1
        for begin in range(0, count, CHUNK):
            numbers = range(begin, min(begin + CHUNK, count))
            people = {"channel": "telegram", "office_id": here.id, "created_at": NOW, "seen_at": NOW}
            await db.execute(
                insert(Contact), [{**people, "id": first + n, "address": str(FIRST + n)} for n in numbers]
            )
            held = {"office_id": here.id, "state": "submitted", "created_at": NOW, "district": "35.26.02"}
            named = [
                {"number": f"IKM-9-{n}", "owner_name": f"Pemilik {n}", "name": f"Usaha {n}"} for n in numbers
            ]
            rows = [{**held, "id": n + 1, **one} for n, one in zip(numbers, named, strict=True)]
            await db.execute(insert(Business), rows)
            await db.execute(
                insert(BusinessContact),
                [{"business_id": n + 1, "contact_id": first + n, "since": NOW} for n in numbers],
            )
        await db.commit()
        return here.id, head.id


def store_in(folder: Path) -> Store:
    """A database of its own."""
    return Store(f"sqlite:///{folder / 'wadah.db'}")
