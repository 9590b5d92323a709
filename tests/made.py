"""What a child of the real kind makes, without a bot around it."""

from typing import Any

from bot import child


async def made(kind: str, request: dict[str, Any], database: str = "") -> bytes:
    """The document. Raises Failed if none is made within a minute."""

    async def never_cancelled() -> None:
        return None

    async with child.asked(
        kind, request, database=database, seconds=60, nice=0, look=never_cancelled
    ) as asked:
        return await asked.whole()
