"""The queries that run at every turn find their rows by an index, however much old mail there is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from storage import inbox, outbox
from storage.migrate import migrate
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


async def plans_of(store: Store, query: Any) -> list[str]:
    """What SQLite would do for every statement that the query sends."""
    sent: list[tuple[str, Any]] = []
    async with store.writing() as db:
        connection = (await db.connection()).sync_connection
        assert connection is not None

        def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
            sent.append((statement, values))

        event.listen(connection, "before_cursor_execute", note)
        await query(db)
        event.remove(connection, "before_cursor_execute", note)
        steps = []
        for statement, values in sent:
            found = await (await db.connection()).exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps += [row[3] for row in found]
    return steps


@pytest.mark.parametrize(
    "query",
    [
        lambda db: outbox.claim(db, 0, 16, NOW),
        lambda db: outbox.claim(db, 2, 16, NOW, resting=[1, 2], silent=[3]),
        lambda db: outbox.next_due(db),
        lambda db: outbox.owed_as(db, 1, 2),
        lambda db: inbox.has_open(db),
        lambda db: inbox.oldest_open(db, 100, 20),
    ],
    ids=["claim", "claim lane 2", "next due", "owed as", "has open", "oldest open"],
)
async def test_no_table_is_read_from_end_to_end(tmp_path: Path, query: Any) -> None:
    url = f"sqlite:///{tmp_path / 'wadah.db'}"
    await migrate(url)
    store = Store(url)
    steps = await plans_of(store, query)
    async with store.reading() as db:
        scanned = await db.execute(text("EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE state = 'waiting'"))
        assert "SCAN" in scanned.all()[0][3], "a query that does not say the index's words reads everything"
    await store.close()
    assert steps
    for step in steps:
        table = step.removeprefix("SCAN ").split()[0]
        assert table not in {"inbox", "outbox", "earlier", "contact"} or "INDEX" in step, steps
