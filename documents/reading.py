"""Reading the database in a child process: chunk after chunk, in one read-only session."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from storage.store import Store

Chunk = TypeVar("Chunk")


@contextmanager
def chunks_read(chunks: Callable[[Any], AsyncIterator[Chunk]]) -> Iterator[Iterator[Chunk]]:
    """What `chunks` reads from a session of the database that the environment's DATABASE_URL names; it is
    asked for the next chunk when one is used up."""
    with asyncio.Runner() as runner:
        source = _read(chunks)
        try:
            yield _drawn(runner, source)
        finally:
            runner.run(_close(source))


async def _read(chunks: Callable[[Any], AsyncIterator[Chunk]]) -> AsyncIterator[Chunk]:
    store = Store(os.environ["DATABASE_URL"])
    try:
        async with store.reading() as db:
            async for chunk in chunks(db):
                yield chunk
    finally:
        await store.close()


def _drawn(runner: asyncio.Runner, source: AsyncIterator[Chunk]) -> Iterator[Chunk]:
    while chunk := runner.run(_next(source)):
        yield chunk


async def _next(source: AsyncIterator[Chunk]) -> Chunk | None:
    return await anext(source, None)


async def _close(source: AsyncIterator[Chunk]) -> None:
    await source.aclose()  # type: ignore[attr-defined]
