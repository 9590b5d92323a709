"""Bringing in a list: the file comes, is looked through, and waits to be gone on with.

Rina: [daftar.xlsx]
Bot:  Daftar “daftar.xlsx” diterima, sedang dibaca.
"""

from dialogue.i18n import Shown, _, lines
from dialogue.listing.told import MENU, how_to_send, not_found
from dialogue.message import Button, Edit, Go, Message, Say, column
from dialogue.turn import Route, Turn
from documents.refused import MOST_BYTES, NOT_A_LIST, OLD_KIND, TOO_LARGE
from storage import attachment, audit, authority, job, register_import
from storage.register_import import (
    CANCELLED,
    CHOOSING,
    FETCHING,
    PREVIEW,
    READING,
    REFUSED,
    SAVED,
    UNDER_WAY,
    RegisterImport,
)

READ = (".xlsx", ".xlsm", ".csv", ".txt")
OLD = (".xls", ".xlsb", ".ods")
SHOWN = 5
JOBS_OF = ("sheets", "rows", "returned")
STATES: dict[str, Shown] = {
    FETCHING: _("being read"),
    CHOOSING: _("waits for you to look at the columns"),
    READING: _("being compared"),
    PREVIEW: _("not saved yet"),
    SAVED: _("saved"),
    CANCELLED: _("cancelled"),
    REFUSED: _("could not be read"),
}


async def bring(turn: Turn) -> list[Message]:
    """A file that came in from somebody who may bring in a list; it is fetched and looked through."""
    file = turn.event.file
    if file is None:
        return [Go("imports")]
    name = file.name.lower()
    if file.size > MOST_BYTES:
        return [_refusal(TOO_LARGE)]
    if "." in name and not name.endswith(READ):
        return [_refusal(OLD_KIND if name.endswith(OLD) else NOT_A_LIST)]
    kept = await attachment.add(
        turn.db, contact_id=turn.contact, name=file.name, file_id=file.handle, size=file.size, now=turn.now
    )
    listed = await register_import.begin(
        turn.db,
        office_id=turn.office,
        contact_id=turn.contact,
        attachment_id=kept.id,
        name=file.name,
        now=turn.now,
    )
    for kind, subject in (("fetch", kept.id), ("sheets", listed.id)):
        await job.add(turn.db, kind, subject=subject, contact_id=turn.contact, now=turn.now)
    return [Say(_("The list “{name}” has arrived and is being read, one moment.", name=listed.name))]


def _refusal(reason: Shown) -> Say:
    return Say(reason, column(Button(_("How to send a list"), "imports"), MENU))


async def imports(turn: Turn) -> list[Message]:
    """How to send a list, and the newest ones of the office."""
    newest = await register_import.newest(turn.db, turn.office, SHOWN)
    told = [
        _("{name}, {moment}: {state}", name=listed.name, moment=listed.made_at, state=STATES[listed.state])
        for listed in newest
    ]
    open_ = [
        Button(_("Go on: {name}", name=listed.name[:30]), "import", (listed.id,))
        for listed in newest
        if listed.state in UNDER_WAY
    ]
    head = _("*Lists brought in lately*") if told else None
    return [Say(lines(how_to_send(), head, *told), column(*open_, MENU))]


async def go_on(turn: Turn) -> list[Message]:
    """Where one was with a list."""
    listed = await register_import.in_office(turn.db, turn.office, turn.number(0))
    if listed is None:
        return not_found()
    if listed.state in (CHOOSING, PREVIEW):
        return [Go("importcolumn" if listed.state == CHOOSING else "importpreview", (listed.id,))]
    words = _("*{name}*: {state}.", name=listed.name, state=STATES[listed.state])
    stop = Button(_("Cancel"), "importstop", (listed.id,)) if listed.state in UNDER_WAY else None
    return [Say(words, column(stop, Button(_("Another list"), "imports"), MENU))]


async def stop(turn: Turn) -> list[Message]:
    """Throw the list away; one that was compared is asked about first."""
    listed = await register_import.in_office(turn.db, turn.office, turn.number(0))
    if listed is None:
        return not_found()
    if listed.state not in UNDER_WAY:
        return [Go("import", (listed.id,))]
    was_compared = "kept" in (listed.sheets or {}) and listed.state != READING
    if was_compared and turn.args[1:] != ("yes",):
        words = _(
            "Throw away *{name}* and all that was decided for it? The register stays as it is.",
            name=listed.name,
        )
        yes = Button(_("Yes, throw it away"), "importstop", (listed.id, "yes"))
        return [Edit(words, column(yes, Button(_("Back"), "import", (listed.id,))))]
    return await _cancelled(turn, listed)


async def _cancelled(turn: Turn, listed: RegisterImport) -> list[Message]:
    for kind in JOBS_OF:
        await job.cancel_of(turn.db, kind, listed.id, turn.now)
    await register_import.move(turn.db, listed.id, listed.state, CANCELLED, turn.now)
    await register_import.forget(turn.db, listed)
    by = {"contact_id": turn.contact, "office_id": listed.office_id}
    audit.note(turn.db, "cancel_import", "register_import", listed.id, now=turn.now, **by)
    words = _("*{name}* is thrown away, nothing was saved.", name=listed.name)
    return [Say(words, column(Button(_("Another list"), "imports"), MENU))]


ROUTES = (
    Route("bring", bring, right=authority.IMPORT),
    Route("imports", imports, right=authority.IMPORT, words=(_("Bring in a list"),)),
    Route("import", go_on, right=authority.IMPORT),
    Route("importstop", stop, right=authority.IMPORT),
)
