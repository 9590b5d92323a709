"""The queue: what owners handed in, checked by an officer, what waits longest first.

Rina: [Antrean periksa]
Bot:  3 usaha menunggu diperiksa, yang paling lama sejak Senin, 5 Januari 2026.
      [Periksa yang paling lama] [Dikembalikan ke pemilik (1)]
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogue.checking import Asked, asked_of, odd
from dialogue.i18n import Lines, Shown, _, lines
from dialogue.indicative import CLASSES
from dialogue.labels import LABELS, short
from dialogue.message import Button, Buttons, Go, Link, Message, Moot, Owed, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.sections import SECTIONS, record_of
from dialogue.record import MENU, head, section_told
from dialogue.standing import LEVELS
from dialogue.turn import Notice, Route, Turn
from dialogue.values.phone import as_dialled
from storage import audit, authority, business, consent, production_report, returned_field, role, verification
from storage import record as stored
from storage.base import columns_of
from storage.business import VERIFIED, Business

PAGE = 8
REPORTS = 10
"""The newest reports, which are looked at with the record."""
CHANGES = 15


async def queue(turn: Turn) -> list[Message]:
    """How many wait, and since when."""
    waiting, returned_ = await verification.counts(turn.db, turn.office)
    first = await verification.oldest(turn.db, turn.office)
    words: Shown = _("Nothing waits to be checked. Well done.")
    if first is not None and first.submitted_at is not None:
        since = _day(turn, first.submitted_at)
        words = _("*{count}* businesses wait to be checked, the first since {day}.", count=waiting, day=since)
    begin = Button(_("Check the one that waits longest"), "check", (first.id,)) if first else None
    back = (
        Button(_("Given back to their owners ({count})", count=returned_), "returned") if returned_ else None
    )
    return [Say(words, column(begin, back, MENU))]


async def returned(turn: Turn) -> list[Message]:
    """What was given back and not answered yet, with who can be reached only by phone."""
    page = turn.number(0)
    _waiting, count = await verification.counts(turn.db, turn.office)
    rows = await verification.returned(turn.db, turn.office, page * PAGE, PAGE)
    if not rows:
        return [Go("queue")]
    audit.note(
        turn.db,
        authority.VIEW,
        "returned",
        contact_id=turn.contact,
        office_id=turn.office,
        now=turn.now,
        count=len(rows),
        about=[row.id for row in rows],
    )
    open_ = await returned_field.open_of(turn.db, [row.id for row in rows])
    told = [
        _(
            "{name}: {labels}",
            name=row.name or "",
            labels=Lines(tuple(LABELS[one.thing, one.field] for one in open_[row.id]), ", "),
        )
        for row in rows
    ]
    opens = [Button(row.name or row.number or "", "check", (row.id,)) for row in rows]
    more = Button(_("More"), "returned", (page + 1,)) if count > (page + 1) * PAGE else None
    title = _("*Given back to their owners*: {count}", count=count)
    return [Say(lines(title, *told), column(*opens, more, Button(_("To be checked"), "queue"), MENU))]


async def check(turn: Turn) -> list[Message]:
    """The record to be checked: what is odd or was changed first, then all of it."""
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    if await _is_withdrawn(turn, held):
        words = _(
            "The owner of *{name}* withdrew consent, so it cannot be checked now.", name=held.name or ""
        )
        return [Say(words, column(_skip(held), MENU))]
    columns, parts = await stored.of_business(turn.db, held)
    record = record_of(columns, parts)
    reports = (await production_report.handed_in(turn.db, [held.id]))[held.id][:REPORTS]
    asked = asked_of(record, [columns_of(report) for report in reports])
    all_of_it = Lines(tuple(section_told(one, record) for one in SECTIONS), "\n\n")
    first = lines(
        head(columns),
        *(await _standing(turn, held)),
        *_remarkable(asked),
        *(await _changed(turn, held, {kind: [row["id"] for row in rows] for kind, rows in parts.items()})),
    )
    return [Say(first), Say(all_of_it, await _decisions(turn, held))]


async def _is_withdrawn(turn: Turn, held: Business) -> bool:
    return await consent.lacking(turn.db, turn.contact, held.id, VERSION) == "owner"


def _remarkable(asked: list[Asked]) -> list[Shown]:
    """Answers in the owner's own words, and questions without any."""
    strange = odd(asked)
    told: list[Shown] = []
    if strange:
        told += [_("*Look at these first*, in the owner's own words:"), *(one.told for one in strange)]
    missing = dict.fromkeys(one.label for one in asked if one.form == "registration" and not one.is_answered)
    if missing:
        told.append(_("Basic data that is missing: {names}.", names=Lines(tuple(missing), ", ")))
    return told


async def _standing(turn: Turn, held: Business) -> list[Shown]:
    """Who looks after it, what the office settled, and whether the owner can be reached here."""
    told: list[Shown] = []
    if not await business.reachable(turn.db, held.id):
        phone = as_dialled(held.phone) if held.phone else _("not filled in yet")
        told.append(_("The owner is not on Telegram. Phone number: {phone}.", phone=phone))
    if held.assigned_to:
        name = await role.person(turn.db, held.assigned_to, held.office_id)
        told.append(_("Looked after by: {name}.", name=name or _("an officer")))
    if held.size_class:
        told.append(_("Size class, confirmed: {size}.", size=CLASSES[held.size_class]))
    if held.level:
        told.append(_("Level: {level}.", level=LEVELS[held.level]))
    return told


async def _changed(turn: Turn, held: Business, parts: dict[str, list[int]]) -> list[Shown]:
    """What changed since the record was checked last."""
    last = await verification.last_check(turn.db, held)
    if last is None:
        return []
    rows = await verification.changed_since(turn.db, {"business": [held.id], **parts}, last, CHANGES)
    told = [
        _("{label}, “{words}”", label=LABELS[row.thing, row.field], words=short(row.words))
        for row in rows
        if (row.thing, row.field) in LABELS
    ]
    title = _("*Changed since the last check* ({day}):", day=_day(turn, last))
    return [title, *told] if told else [_("Nothing was changed since the last check.")]


async def _decisions(turn: Turn, held: Business) -> Buttons:
    right = Button(_("All is right, mark as checked"), "verify", (held.id, seen_of(held)))
    phone = (held.phone or "").lstrip("+")
    call = Link(_("WhatsApp to the owner"), f"https://wa.me/{phone}") if phone else None
    is_here = bool(await business.reachable(turn.db, held.id))
    open_ = (await returned_field.open_of(turn.db, [held.id]))[held.id]
    answers = [
        Button(_("Fill in for the owner: {label}", label=LABELS[one.thing, one.field]), "again", (one.id,))
        for one in open_
    ]
    return column(
        None if held.state == VERIFIED else right,
        Button(_("Give one answer back"), "giveback", (held.id,)),
        *answers,
        Button(_("Size class, level and mentor"), "standing", (held.id,)),
        Button(_("Write to the owner"), "write", (held.id,)) if is_here else call,
        _skip(held),
        MENU,
    )


def _skip(held: Business) -> Button:
    return Button(_("Leave it for now, next"), "nextcheck", (held.id,))


def seen_of(held: Business) -> str:
    """Tells what an officer has looked at from what the owner changed afterwards."""
    return f"{int((held.changed_at or held.created_at).timestamp() * 1000):x}"


async def next_check(turn: Turn) -> list[Message]:
    """The record that waits behind this one."""
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None
    following = await verification.oldest(turn.db, held.office_id, after=held)
    return [Go("check", (following.id,)) if following else Go("queue")]


async def verify(turn: Turn) -> list[Message]:
    """Mark as checked what was looked at, tell the owner, and go on with the next; nobody checks the own."""
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None
    if held.state == VERIFIED:
        return await _is_done(turn, held)
    if await _is_withdrawn(turn, held) or not held.number:
        return [Go("check", (held.id,))]
    if await business.held_by(turn.db, turn.contact, held.id) is not None:
        words = _("This is your own business; another officer has to check it.")
        return [Say(words, column(_skip(held), MENU))]
    if turn.args[1:] != (seen_of(held),):
        return [
            Say(_("The owner has changed something meanwhile. This is how it stands now:")),
            Go("check", (held.id,)),
        ]
    if not await verification.verify(turn.db, held, turn.contact, turn.now):
        return await _is_done(turn, held)
    people = await business.reachable(turn.db, held.id)
    owed = [Owed("verified", held.id, to=people[0])] if people else []
    done = _("*{name}* is marked as checked.", name=held.name or "")
    return [*owed, Say(done), *(await next_check(turn))]


async def _is_done(turn: Turn, held: Business) -> list[Message]:
    who = await role.person(turn.db, held.verified_by, held.office_id)
    words = _("*{name}* was checked already, by {who}.", name=held.name or "", who=who or _("an officer"))
    return [Say(words), *(await next_check(turn))]


async def notice(turn: Turn, business_id: int) -> Message | Moot:
    """To the owner: all is right. Not said of what changed again meanwhile."""
    held = await business.held_by(turn.db, turn.contact, business_id)
    if held is None or held.removed_at is not None or held.state != VERIFIED:
        return Moot("not verified any more")
    if await consent.lacking(turn.db, turn.contact, held.id, VERSION):
        return Moot("consent withdrawn")
    words = _(
        "Good news: an officer has checked the data of *{name}*, and all is right. Thank you!",
        name=held.name or "",
    )
    return Say(words, column(Button(_("My data"), "record"), MENU))


def _day(turn: Turn, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(turn.voice.zone)).date()


ROUTES = (
    Route("queue", queue, right="verify"),
    Route("returned", returned, right="verify"),
    Route("check", check, right="verify business"),
    Route("nextcheck", next_check, right="verify business"),
    Route("verify", verify, right="verify business"),
)
NOTICES: dict[str, Notice] = {"verified": notice}
