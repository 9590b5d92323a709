"""What the clock measures of each record that changed: how complete it is, and what it is found by."""

from datetime import datetime
from typing import Any

from dialogue.questionnaire.sections import percent, record_of
from storage import business, record
from storage.searchable import search_text

MOST = 50
"""Records at a time, so that the database is held for a moment only."""


async def measure(db: Any, now: datetime) -> None:
    """Measure the records that changed since, oldest first."""
    waiting = await business.unmeasured(db, MOST)
    measured = []
    for held, (columns, parts) in zip(waiting, await record.of_businesses(db, waiting), strict=True):
        products = (row["name"] or "" for row in parts["product"])
        papers = (row["number"] or "" for row in parts["certificate"])
        line = search_text(columns, products, papers)
        filled = percent(record_of(columns, parts))
        measured.append({"id": held.id, "completeness": filled, "search": line})
    await business.keep_measures(db, measured)
