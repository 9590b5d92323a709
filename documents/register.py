"""The register of an office as a workbook, read by the child process itself in chunks."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from dialogue.i18n import Voice
from documents.export import write_register
from storage import register_rows
from storage.register_rows import Row
from storage.segment import Segment
from storage.store import Store


def export_register(
    *,
    office_id: int,
    asked: Mapping[str, Any],
    office: str,
    area: str,
    day: str,
    filter_told: str,
    language: str,
    zone: str,
) -> bytes:
    """The workbook of a segment (`asked`, as it is kept) of one office; `day` is 2026-11-22.

    The database is the one of the environment's DATABASE_URL, read in one read-only session.
    """
    with tempfile.TemporaryDirectory() as folder, _rows(Segment.from_dict(asked), office_id) as rows:
        file = Path(folder) / "register.xlsx"
        write_register(
            rows,
            file,
            office=office,
            area=area,
            made_on=date.fromisoformat(day),
            filter_told=filter_told,
            voice=Voice(language, zone),
        )
        return file.read_bytes()


@contextmanager
def _rows(segment: Segment, office_id: int) -> Iterator[Iterator[Row]]:
    """The rows one after another; the database is asked for the next chunk when one is used up."""
    with asyncio.Runner() as runner:
        source = _read(segment, office_id)
        try:
            yield _drawn(runner, source)
        finally:
            runner.run(_close(source))


async def _close(source: AsyncIterator[list[Row]]) -> None:
    await source.aclose()  # type: ignore[attr-defined]


async def _read(segment: Segment, office_id: int) -> AsyncIterator[list[Row]]:
    store = Store(os.environ["DATABASE_URL"])
    try:
        async with store.reading() as db:
            async for chunk in register_rows.chunks(db, segment, office_id):
                yield chunk
    finally:
        await store.close()


def _drawn(runner: asyncio.Runner, source: AsyncIterator[list[Row]]) -> Iterator[Row]:
    while chunk := runner.run(_next(source)):
        yield from chunk


async def _next(source: AsyncIterator[list[Row]]) -> list[Row]:
    return await anext(source, [])
