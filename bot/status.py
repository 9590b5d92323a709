"""The queues as a table for the terminal."""

from collections.abc import Mapping

from rich.table import Table

from storage.status import Status

MEANINGS = {
    ("Outbox", "waiting"): "to be sent",
    ("Outbox", "sending"): "under way",
    ("Outbox", "unknown"): "perhaps sent; only a person sends it again",
    ("Outbox", "failed"): "refused, with a reason",
    ("Outbox", "closed"): "owed no more, with a reason",
    ("Inbox", "open"): "to be answered",
    ("Inbox", "quarantined"): "could not be read",
    ("Inbox", "parked"): "failed three times",
}


def drawn(status: Status) -> Table:
    """One line for each state of each queue."""
    title = "The bot runs." if status.is_running else "The bot does not run."
    table = Table("queue", "state", "rows", "", title=title, title_justify="left", box=None)
    table.columns[2].justify = "right"
    _add(table, "Outbox", status.outbox)
    _add(table, "Inbox", status.inbox)
    _add(table, "Jobs", status.jobs)
    return table


def _add(table: Table, queue: str, counts: Mapping[str, int]) -> None:
    for number, (state, count) in enumerate(counts.items()):
        table.add_row("" if number else queue, state, f"{count:,}", MEANINGS.get((queue, state), ""))
