"""What the turns of one batch ask again and again, such as who holds which role: asked once for all of them.

What is known lives as long as its transaction, and ends the moment its table is written to: a row added or
deleted takes along what is known of its contact or business, a statement over many rows all that is known of
its table. So a role that one turn takes back is gone for the next turn of the same batch.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, bindparam
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")
EXPECTED, KNOWN, TOGETHER = "expected", "known", "together"
LIVE = {"autoflush": False}


class Question(Generic[T]):
    """A query for the rows of one contact or business, by the column that says whose they are.

    What may change in a row itself, as when a role is revoked, is for the asker to see: the rows are live, so
    changes of them need not be written before they are read.
    """

    def __init__(self, query: Select[T], whose: InstrumentedAttribute[int]) -> None:
        self.table, self.column = whose.class_.__tablename__, whose.key
        self._query = query.add_columns(whose).where(whose.in_(bindparam("wanted", expanding=True)))

    async def of(self, db: AsyncSession, one: int) -> list[T]:
        """The rows of this one; where answers are kept, asked for all that are expected."""
        known: dict[Question[Any], dict[int, list[T]]] = db.info.get(KNOWN, {})
        answer = known.get(self, {}).get(one)
        return answer if answer is not None else (await self.of_all(db, (one,)))[one]

    async def of_all(self, db: AsyncSession, wanted: Collection[int]) -> dict[int, list[T]]:
        """The same of several, with one query."""
        known: dict[Question[Any], dict[int, list[T]]] = db.info.get(KNOWN, {})
        expected = () if self in known else db.info.get(EXPECTED, {}).get(self.column, ())
        answers = known.setdefault(self, {})
        unknown = {*wanted, *expected} - answers.keys()
        if unknown:
            answers |= await self._ask(db, unknown)
        return answers

    async def _ask(self, db: AsyncSession, wanted: set[int]) -> dict[int, list[T]]:
        if db.new:
            await db.flush()
        found: dict[int, list[T]] = {one: [] for one in wanted}
        for row, whose in await db.execute(self._query, {"wanted": [*wanted]}, execution_options=LIVE):
            found[whose].append(row)
        return found


def expect(db: AsyncSession, column: str, wanted: Iterable[int]) -> None:
    """From now on answers are kept; what is asked of one of these by this column is asked for all."""
    db.info.setdefault(KNOWN, {})
    db.info.setdefault(EXPECTED, {})[column] = set(wanted)


@dataclass
class _Together:
    contacts: set[int]
    answers: dict[Hashable, dict[int, Any]] = field(default_factory=dict)


def write_together(db: AsyncSession, contacts: Iterable[int]) -> None:
    """From now on messages to these contacts are written, and nothing that they come from changes: what
    is asked for one of them is asked for all."""
    db.info[TOGETHER] = _Together(set(contacts))
    expect(db, "contact_id", contacts)


async def together(
    db: AsyncSession, what: Hashable, contact_id: int, ask: Callable[[set[int]], Awaitable[dict[int, T]]]
) -> T | None:
    """What `ask` finds of this contact, if anything; asked once for all to whom messages are written."""
    asked: _Together | None = db.info.get(TOGETHER)
    if asked is None or contact_id not in asked.contacts:
        return (await ask({contact_id})).get(contact_id)
    if what not in asked.answers:
        asked.answers[what] = await ask(asked.contacts)
    return asked.answers[what].get(contact_id)


def forget(session: Session, table: str | None = None) -> None:
    """Nothing is known any more of this table, or of any."""
    known = session.info.get(KNOWN, {})
    for question in [one for one in known if table in (None, one.table)]:
        del known[question]


def forget_whose(session: Session, row: Any) -> None:
    """A row came or went: nothing is known any more of its contact or business in this table."""
    for question, answers in session.info.get(KNOWN, {}).items():
        if question.table == row.__tablename__:
            answers.pop(getattr(row, question.column), None)
