"""The register of an office as a workbook, read by the child process itself in chunks."""

import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from dialogue.i18n import Voice
from documents.export import LIST, write_register
from documents.reading import chunks_read
from storage import register_rows
from storage.register_rows import Row
from storage.segment import Segment

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
    source = partial(_chunks, segment=Segment.from_dict(asked), office_id=office_id)
    with tempfile.TemporaryDirectory() as folder, chunks_read(source) as found:
        file = Path(folder) / "register.xlsx"
        write_register(
            ((name, _rows(chunks)) for name, chunks in groupby(found, itemgetter(0))),
            file,
            office=office,
            area=area,
            made_on=date.fromisoformat(day),
            filter_told=filter_told,
            voice=Voice(language, zone),
        )
        return file.read_bytes()


def _rows(chunks: Iterator[Chunk]) -> Iterator[Row]:
    return (row for _name, chunk in chunks for row in chunk)


async def _chunks(db: Any, *, segment: Segment, office_id: int) -> AsyncIterator[Chunk]:
    async for chunk in register_rows.chunks(db, segment, office_id):
        yield LIST, chunk
    async for name, chunk in register_rows.part_chunks(db, segment, office_id):
        yield name, chunk
