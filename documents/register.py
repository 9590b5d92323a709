"""The register of an office as a workbook, read by the child process itself in chunks."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from dialogue.i18n import Voice
from documents.export import LIST, write_register
from storage import register_rows
from storage.register_rows import Row
from storage.segment import Segment
from storage.store import Store

Chunk = tuple[str, list[Row]]
"""Rows that follow each other on the sheet of this name."""


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
    with tempfile.TemporaryDirectory() as folder, _read(Segment.from_dict(asked), office_id) as sheets:
        file = Path(folder) / "register.xlsx"
        write_register(
            sheets,
            file,
            office=office,
            area=area,
            made_on=date.fromisoformat(day),
            filter_told=filter_told,
            voice=Voice(language, zone),
        )
        return file.read_bytes()


@contextmanager
def _read(segment: Segment, office_id: int) -> Iterator[Iterator[tuple[str, Iterator[Row]]]]:
    """Each sheet's name with its rows one after another; the database is asked for the next chunk when one is
    used up."""
    with asyncio.Runner() as runner:
        source = _chunks(segment, office_id)
        try:
            yield ((name, _rows(chunks)) for name, chunks in groupby(_drawn(runner, source), itemgetter(0)))
        finally:
            runner.run(_close(source))


def _rows(chunks: Iterator[Chunk]) -> Iterator[Row]:
    return (row for _name, chunk in chunks for row in chunk)


async def _close(source: AsyncIterator[Chunk]) -> None:
    await source.aclose()  # type: ignore[attr-defined]


async def _chunks(segment: Segment, office_id: int) -> AsyncIterator[Chunk]:
    store = Store(os.environ["DATABASE_URL"])
    try:
        async with store.reading() as db:
            async for chunk in register_rows.chunks(db, segment, office_id):
                yield LIST, chunk
            async for name, chunk in register_rows.part_chunks(db, segment, office_id):
                yield name, chunk
    finally:
        await store.close()


def _drawn(runner: asyncio.Runner, source: AsyncIterator[Chunk]) -> Iterator[Chunk]:
    while chunk := runner.run(_next(source)):
        yield chunk


async def _next(source: AsyncIterator[Chunk]) -> Chunk | None:
    return await anext(source, None)
