"""A list of a notice as a workbook, read by the child process itself in chunks."""

import io
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from dialogue.i18n import Voice
from dialogue.listing.recipients import CALLS, sheet
from documents.export import write_sheet
from documents.reading import chunks_read
from storage import audience, broadcast, recipient


def write_recipients(*, broadcast_id: int, list_name: str, language: str, zone: str) -> bytes:
    """The workbook of one of the lists (dialogue/listing/recipients.py) of a broadcast.

    The database is the one of the environment's DATABASE_URL, read in one read-only session.
    """
    file = io.BytesIO()
    source = partial(_chunks, broadcast_id=broadcast_id, list_name=list_name)
    with chunks_read(source) as found:
        write_sheet(file, sheet(list_name, Voice(language, zone)), (row for chunk in found for row in chunk))
    return file.getvalue()


async def _chunks(db: Any, *, broadcast_id: int, list_name: str) -> AsyncIterator[list[dict[str, Any]]]:
    row = await broadcast.by_id(db, broadcast_id)
    assert row is not None
    if list_name == CALLS:
        yield [{**one._mapping, "businesses": [one.name or ""]} for one in await audience.unreached(db, row)]
        return
    async for people in recipient.chunks(db, row, list_name):
        yield [vars(one) for one in people]
