"""Assisted entry: an officer or field helper fills in for an owner without Telegram, who agreed before.

Rina: [Isikan untuk pemilik usaha] [Mulai isi baru] Siti Aminah, Paseseh
Bot:  Belum ada di daftar. Bagaimana pemilik menyatakan setuju?
      [Pemilik ada di sini] [Lewat telepon] [Di atas kertas: ditandatangani]
"""

from typing import Any

from dialogue.claiming import is_alike
from dialogue.i18n import Shown, _
from dialogue.message import Ask, Button, Message, Say, column
from dialogue.questionnaire.agreement import AGREEMENT
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.lookup import LOOKUP, Sought, sought
from dialogue.record import MENU
from dialogue.turn import FormRoute, Route, Turn
from storage import audit, authority, business, job, lookalike, office, unclaimed
from storage.business import Business

PAGE = 8
"""Records shown at once."""
MOST_LIKE = 5
"""Records shown that may be the same."""


async def assist(turn: Turn) -> list[Message]:
    """What to do for an owner who has no Telegram."""
    words = _("Here you fill in for an owner who has no Telegram. The owner agrees first, and it is free.")
    begin_ = Button(_("Begin with a new one"), "lookup")
    return [Say(words, column(begin_, Button(_("What I filled in"), "entered"), MENU))]


async def look(turn: Turn) -> list[Message]:
    """Ask who it is, before a record is begun."""
    return [Ask("lookup", turn.contact, "mark")]


async def bar_lookup(turn: Turn, contact_id: int) -> list[Message]:
    """Only who may begin a record in this office, asked again at every turn."""
    if contact_id == turn.contact and await authority.may(
        turn.db, turn.contact, authority.ENTER, turn.office
    ):
        return []
    return [Say(_("That is not for you to do."), column(MENU))]


async def unanswered(turn: Turn, contact_id: int) -> dict[str, Any]:
    """Every look into the register is a new one."""
    return {}


async def forget(turn: Turn, contact_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """What was looked for is not kept: the record may belong to somebody else."""


async def looked(turn: Turn, contact_id: int) -> list[Message]:
    """What stands in the register already, as far as this person may see it, or the owner's consent."""
    here = await office.by_id(turn.db, turn.office)
    found = await _found(turn, sought(turn.event.phone or turn.event.text, here.region))
    by = {"contact_id": turn.contact, "office_id": turn.office}
    about = ["lookup", *(one.id for one in found)]
    audit.note(turn.db, "view", "business", now=turn.now, count=len(found), about=about, **by)
    if not found:
        return [Say(_("Nobody like that is on the list yet.")), *await begin(turn)]
    new = Button(_("It is somebody else, begin anew"), "begin_for")
    if not await authority.may(turn.db, turn.contact, authority.VIEW, turn.office):
        endings = ", ".join(f"…{one.number[-5:]}" for one in found if one.number) or "…"
        words = _(
            "It seems to be on the list already, number {number}. Please ask an officer.", number=endings
        )
        return [Say(words, column(Button(_("Ask an officer"), "officer"), new, MENU))]
    opens = [Button(_name(one), "entry", (one.id,)) for one in found]
    return [Say(_("It may be on the list already. Is it one of these?"), column(*opens, new, MENU))]


async def _found(turn: Turn, wanted: Sought) -> list[Business]:
    here = turn.office
    if wanted.phone or wanted.nib:
        by_phone = await lookalike.with_phone(turn.db, here, wanted.phone) if wanted.phone else []
        by_nib = await lookalike.with_nib(turn.db, here, wanted.nib) if wanted.nib else []
        return list({one.id: one for one in (*by_phone, *by_nib)}.values())[:MOST_LIKE]
    named = await lookalike.named(turn.db, here, wanted.villages)
    ids = [number for number, *names in named if any(is_alike(wanted.name, name) for name in names)]
    return await lookalike.by_ids(turn.db, here, ids[:MOST_LIKE])


def _name(held: Business) -> Shown:
    return _("{name} · {number}", name=held.name or held.owner_name or "…", number=held.number or _("draft"))


async def begin(turn: Turn) -> list[Message]:
    """A new record; one that was begun and not agreed to yet holds nothing, and serves again."""
    draft = await unclaimed.not_agreed(turn.db, turn.office, turn.contact)
    if draft is None:
        draft = await business.begin_for(turn.db, turn.office, turn.contact, turn.now)
    return [Ask("agreement", draft.id)]


async def bar(turn: Turn, business_id: int) -> list[Message]:
    """Only who may change the record, while it is nobody's."""
    held = await authority.business_for(turn.db, turn.contact, authority.EDIT, business_id)
    if held is None or held.claimed_at is not None:
        return [Say(_("That is not among your data."), column(MENU))]
    return []


async def answers(turn: Turn, business_id: int) -> dict[str, Any]:
    """How it was agreed; a refusal stands in the record only till the end of the turn."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    agreed = False if held.removed_at is not None else True if held.agreed_at is not None else None
    how = {"agreed_how": held.agreed_how, "agreed_photo_id": held.agreed_photo_id, "agreed": agreed}
    return {**how, "office_id": held.office_id}


async def write(turn: Turn, business_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Keep how and when it was agreed, and which words were read."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    if field == "agreed_how":
        held.agreed_how = columns["agreed_how"]
    elif field == "agreed_photo":
        held.agreed_photo_id = columns["agreed_photo_id"]
        await job.add(turn.db, "fetch", subject=held.agreed_photo_id, contact_id=turn.contact, now=turn.now)
    elif columns["agreed"]:
        held.agreed_at, held.agreed_version = turn.now, VERSION
        by = {"contact_id": turn.contact, "office_id": held.office_id}
        about = [held.agreed_how, VERSION]
        audit.note(turn.db, "agree", "business", held.id, now=turn.now, about=about, **by)
    else:  # its number is told to nobody: the next record may get it
        held.removed_at = turn.now
        by = {"contact_id": turn.contact, "office_id": held.office_id}
        audit.note(turn.db, "declined", "business", now=turn.now, about=held.agreed_how, **by)


async def finish(turn: Turn, business_id: int) -> list[Message]:
    """Go on to the nine questions; without consent nothing was typed and nothing stays."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    if held.removed_at is not None:
        await unclaimed.forget(turn.db, held)
        refused = _("All right. Without the owner's consent nothing is kept.")
        return [Say(refused, column(Button(_("Help another owner"), "assist"), MENU))]
    on_behalf = _("Thank you. Now fill in as the owner says; “you” always means the owner.")
    return [Say(on_behalf), Ask("registration", business_id)]


async def entered(turn: Turn) -> list[Message]:
    """What this person filled in and nobody has claimed, drafts too, to go on with."""
    page = turn.number(0)
    mine = await unclaimed.entered_by(turn.db, turn.office, turn.contact, skip=page * PAGE, most=PAGE + 1)
    by = {"contact_id": turn.contact, "office_id": turn.office}
    about = ["entered", *(one.id for one in mine[:PAGE])]
    audit.note(turn.db, "view", "business", now=turn.now, count=len(mine[:PAGE]), about=about, **by)
    new = Button(_("Begin with a new one"), "lookup")
    if not mine:
        return [Say(_("Nothing here: all that you filled in was claimed."), column(new, MENU))]
    opens = [Button(_name(one), "entry" if one.number else "sections", (one.id,)) for one in mine[:PAGE]]
    more = Button(_("More"), "entered", (page + 1,)) if len(mine) > PAGE else None
    words = _("What you filled in and no owner has claimed yet. The newest stands first.")
    return [Say(words, column(*opens, more, new, MENU))]


ROUTES = (
    Route("assist", assist, right="enter"),
    Route("lookup", look, right="enter"),
    Route("begin_for", begin, right="enter"),
    Route("entered", entered, right="enter"),
)
FORMS = (
    FormRoute(LOOKUP, bar_lookup, unanswered, forget, looked, right="enter"),
    FormRoute(AGREEMENT, bar, answers, write, finish, right="edit business"),
)
