"""What repeats in a record: products, machines, raw materials, markets. Each is a form of its own.

Bot:  Produk (2)
      1. Keripik balado: Rp15.000 per bungkus
      [Keripik balado] [Keripik original] [Tambah] [Semua bagian]
"""

from functools import partial
from typing import Any

from dialogue.i18n import Lines, Shown, _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.market import OTHERS
from dialogue.questionnaire.sections import BY_NAME, SECTIONS, Section, record_of
from dialogue.record import MENU, barred, changes, ended, first_shown, kept, told, under
from dialogue.turn import FormRoute, Route, Turn
from storage import answer, authority, business, consent, job, part, returned_field
from storage import record as stored
from storage.base import columns_of
from storage.record import PARTS, is_named

MOST = 40
"""Things of one kind in one record; a message holds no more buttons."""


def _section(turn: Turn) -> Section | None:
    found = BY_NAME.get(turn.args[1] if len(turn.args) > 1 else "")
    return found if found is not None and found.repeats else None


async def _part(turn: Turn) -> part.Part | None:
    """The thing that the arguments name, if it stands in the business's record."""
    chosen = _section(turn)
    if chosen is None:
        return None
    return await part.held_by(turn.db, PARTS[chosen.name], turn.number(0), turn.number(2))


async def _named(turn: Turn, kind: str, business_id: int) -> list[part.Part]:
    """The things of this kind; one that was begun and has no name yet is left out."""
    rows = await part.of_business(turn.db, PARTS[kind], business_id)
    return [row for row in rows if is_named(kind, columns_of(row))]


async def parts(turn: Turn) -> list[Message]:
    """The things of one kind, to open, add to, or say that there are none."""
    business_id, chosen = int(turn.args[0]), _section(turn)
    if chosen is None:
        return [Go("sections", (business_id,))]
    rows = await _named(turn, chosen.name, business_id)
    held = await business.by_id(turn.db, business_id)
    is_without = held is not None and chosen.name in (held.without or ())
    names = [first_shown(chosen.form, columns_of(row)) for row in rows]
    opens = [
        Button(name, "part", (business_id, chosen.name, row.id))
        for name, row in zip(names, rows, strict=True)
    ]
    add = Button(_("Add one"), "addpart", (business_id, chosen.name)) if len(rows) < MOST else None
    none = None if rows or is_without else Button(chosen.none or "", "nopart", (business_id, chosen.name))
    title = _("*{title}* ({count})", title=chosen.title, count=len(rows))
    empty = _("Nothing is listed yet. Add them one by one.") if none else None
    words = lines(title, empty, chosen.none if is_without else None, _sum_of_shares(chosen, rows))
    back = Button(_("All parts"), "sections", (business_id,))
    return [Say(words, column(*opens, add, none, back, MENU))]


def _sum_of_shares(chosen: Section, rows: list[part.Part]) -> Shown | None:
    """Shares that are told should make 100 together."""
    shares = [columns_of(row).get("share") for row in rows]
    told_shares = [share for share in shares if share is not None]
    if chosen.name != "market" or not told_shares or sum(told_shares) == 100:
        return None
    return _("The shares make {sum}% together; all should make 100%.", sum=sum(told_shares))


async def open_part(turn: Turn) -> list[Message]:
    """One thing, with all that is told of it."""
    row, chosen = await _part(turn), _section(turn)
    if row is None or chosen is None:
        return [Go("parts", turn.args[:2])]
    named = (int(turn.args[0]), chosen.name, row.id)
    answers = columns_of(row)
    buttons = changes(chosen.form, answers, "editpart", named)
    drop = (Button(_("Remove it"), "droppart", named),)
    back = (Button(_("Back to the list"), "parts", named[:2]), MENU)
    return [under(Lines(tuple(told(chosen.form, answers))), *buttons, drop, back)]


async def add(turn: Turn) -> list[Message]:
    """Begin with one more; one that was begun without a name is gone on with."""
    business_id, chosen = int(turn.args[0]), _section(turn)
    if chosen is None:
        return [Go("sections", (business_id,))]
    rows = await part.of_business(turn.db, PARTS[chosen.name], business_id)
    row = next((row for row in rows if not is_named(chosen.name, columns_of(row))), None)
    if row is None and len(rows) >= MOST:
        return [Go("parts", turn.args[:2])]
    if row is None:
        row = await part.add(turn.db, PARTS[chosen.name], business_id, turn.now)
    return [Ask(chosen.name, row.id)]


async def none(turn: Turn) -> list[Message]:
    """The owner says that there are none of these."""
    business_id, chosen = int(turn.args[0]), _section(turn)
    held = await business.by_id(turn.db, business_id)
    assert held is not None  # the route's right is the holder's
    if chosen is None or await _named(turn, chosen.name, business_id):
        return [Go("sections", (business_id,))]
    without = sorted({*(held.without or ()), chosen.name})
    await _change(turn, held, "business", "without", {"without": without}, words=chosen.name)
    record = record_of(*await stored.of_business(turn.db, held))
    return [ended(business_id, record, chosen, chosen.none or "")]


async def edit(turn: Turn) -> list[Message]:
    """Ask one question about a thing again."""
    row, chosen = await _part(turn), _section(turn)
    field = turn.args[3] if len(turn.args) > 3 else ""
    if row is None or chosen is None or chosen.form.field(field) is None:
        return [Go("parts", turn.args[:2])]
    return [Ask(chosen.name, row.id, field)]


async def drop(turn: Turn) -> list[Message]:
    """Remove a thing, once that is confirmed; history keeps it."""
    row, chosen = await _part(turn), _section(turn)
    if row is None or chosen is None:
        return [Go("parts", turn.args[:2])]
    named = (int(turn.args[0]), chosen.name, row.id)
    name = first_shown(chosen.form, columns_of(row))
    if turn.args[3:] != ("yes",):
        yes = Button(_("Yes, remove it"), "droppart", (*named, "yes"))
        return [
            Say(_("Remove *{name}* from your data?", name=name), column(yes, Button(_("No"), "part", named)))
        ]
    await _change(turn, row, chosen.name, "removed", {"removed_at": turn.now}, words="")
    return [Say(_("*{name}* was removed.", name=name)), Go("parts", named[:2])]


async def _change(
    turn: Turn, row: Any, thing: str, field: str, values: dict[str, Any], *, words: str
) -> None:
    business_id = row.id if thing == "business" else row.business_id
    await answer.keep(
        turn.db,
        row,
        thing,
        field,
        values,
        words=words,
        business_id=business_id,
        contact_id=turn.contact,
        now=turn.now,
    )


async def bar(turn: Turn, part_id: int, kind: str) -> list[Message]:
    """Only who speaks for the business answers for what belongs to it, with consent to the register."""
    row = await part.by_id(turn.db, PARTS[kind], part_id)
    if (
        row is None
        or row.removed_at
        or not await authority.business_for(turn.db, turn.contact, authority.EDIT, row.business_id)
    ):
        return [Say(_("That is not among your data."), column(MENU))]
    lacking = await consent.lacking(turn.db, turn.contact, row.business_id, VERSION)
    return barred(lacking, turn.contact, row.business_id)


async def answers(turn: Turn, part_id: int, kind: str) -> dict[str, Any]:
    """The thing as it stands; of a market also what the others' shares come to."""
    row = await part.by_id(turn.db, PARTS[kind], part_id)
    assert row is not None
    known = await part.answers_of(turn.db, row)
    if kind == "market":
        others = await part.of_business(turn.db, PARTS[kind], row.business_id)
        known[OTHERS] = sum(columns_of(one).get("share") or 0 for one in others if one.id != part_id)
    return known


async def write(turn: Turn, part_id: int, field: str, columns: dict[str, Any], words: str, kind: str) -> None:
    """Store one answer at once; the business is no longer without such things."""
    row = await part.by_id(turn.db, PARTS[kind], part_id)
    assert row is not None
    await _change(turn, row, kind, field, columns, words=words)
    held = await business.by_id(turn.db, row.business_id)
    if held is not None and kind in (held.without or ()):
        held.without = [other for other in held.without or () if other != kind] or None
    if columns.get("photo_id"):
        await job.add(turn.db, "fetch", subject=columns["photo_id"], contact_id=turn.contact, now=turn.now)


async def finish(turn: Turn, part_id: int, kind: str) -> list[Message]:
    """Say that it is kept, and offer one more or the next section."""
    row = await part.by_id(turn.db, PARTS[kind], part_id)
    assert row is not None
    held = await business.by_id(turn.db, row.business_id)
    assert held is not None
    record = record_of(*await stored.of_business(turn.db, held))
    name = first_shown(BY_NAME[kind].form, columns_of(row))
    is_looked_at = await returned_field.is_answered_now(turn.db, held.id, turn.now)
    note = kept(_("*{name}* is kept.", name=name), is_looked_at=is_looked_at)
    back = Button(_("Back to the list"), "parts", (held.id, kind))
    more = Button(_("Add one more"), "addpart", (held.id, kind))
    return [ended(held.id, record, BY_NAME[kind], note, more, back)]


def _form_route(chosen: Section) -> FormRoute:
    kind = chosen.name
    return FormRoute(
        chosen.form,
        partial(bar, kind=kind),
        partial(answers, kind=kind),
        partial(write, kind=kind),
        partial(finish, kind=kind),
        thing=kind,
        right="edit business",
    )


ROUTES = (
    Route("parts", parts, right="view business"),
    Route("part", open_part, right="view business"),
    Route("addpart", add, right="edit business"),
    Route("nopart", none, right="edit business"),
    Route("editpart", edit, right="view business"),
    Route("droppart", drop, right="edit business"),
)
FORMS = tuple(_form_route(section) for section in SECTIONS if section.repeats)
