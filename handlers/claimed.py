"""After the claim: the owner sees every answer and who typed it, and says what is right.

Bot:  Nama usaha: Keripik Bu Siti (diisi petugas) …
      [Benar semua] [Isi: Nomor HP] [Perbaiki]
"""

from dialogue.claiming import doubtful, told_by
from dialogue.i18n import Shown, _, lines
from dialogue.labels import LABELS
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.questionnaire.reason import tell_reason
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.sections import Record, record_of
from dialogue.record import MENU, changes, under
from dialogue.turn import Route, Turn
from storage import audit, business, claim, history, office, returned_field
from storage import record as stored
from storage.business import BY_IMPORT, Business
from storage.returned_field import ReturnedField

BY_OFFICER, BY_LIST, BY_HERSELF = _("by an officer"), _("from the office's list"), _("by you")


async def _held(turn: Turn) -> tuple[Business, Record]:
    held = await business.by_id(turn.db, int(turn.args[0]))
    assert held is not None  # the route's right saw to it
    return held, record_of(*await stored.of_business(turn.db, held))


async def claimed(turn: Turn) -> list[Message]:
    """All answers with who typed them; what is missing or odd has a button of its own."""
    held, record = await _held(turn)
    typed = await history.typed_on_behalf(turn.db, {"business": [held.id]})
    first: Shown = BY_LIST if held.origin == BY_IMPORT else BY_OFFICER

    def writer(field: str) -> Shown:
        on_behalf = typed.get(("business", held.id, field))
        return first if on_behalf is None else BY_OFFICER if on_behalf else BY_HERSELF

    ask = _("*Please look through it.* Others filled this in for you. Is it right?")
    asks = [
        Button(_("Look at: {label}", label=field.label), "edit", (held.id, "registration", field.name))
        for field in doubtful(record.business)
    ]
    right = Button(_("All is right"), "claimed_right", (held.id,))
    other = Button(_("Correct something"), "claimed_fix", (held.id,))
    return [Say(lines(ask, told_by(record, writer)), column(right, *asks, other, MENU))]


async def fix(turn: Turn) -> list[Message]:
    """One button for each basic answer, and the way to all other parts."""
    held, record = await _held(turn)
    buttons = changes(REGISTRATION, record.business, "edit", (held.id, "registration"))
    parts = (Button(_("All parts"), "sections", (held.id,)),)
    back = (Button(_("Back to the answers"), "claimed", (held.id,)),)
    return [under(_("What shall be changed?"), *buttons, parts, back)]


async def right(turn: Turn) -> list[Message]:
    """She has looked through it: it goes to the officers. What was given back or is missing comes first."""
    held, record = await _held(turn)
    open_ = await claim.unchecked(turn.db, held.id, turn.contact)
    if open_ is None:
        return [Go("mine")]
    waiting = (await returned_field.open_of(turn.db, [held.id]))[held.id]
    if waiting:
        return _ask_again(waiting[0])
    missing = [one for one in REGISTRATION.missing(record.business) if not one.optional]
    if missing:
        return [Ask("registration", held.id, missing[0].name)]
    open_.checked_at = turn.now
    business.submit(held, held.number or await office.next_number(turn.db, held.office_id), turn.now)
    by = {"contact_id": turn.contact, "office_id": held.office_id}
    audit.note(turn.db, "check", "business", held.id, now=turn.now, **by)
    words = _(
        "Thank you! *{name}* is registered with the number *{number}*; an officer checks it now.",
        name=held.name or "",
        number=held.number or "",
    )
    more = Button(_("Fill in more"), "sections", (held.id,))
    return [Say(words, column(more, Button(_("Business card"), "card", (held.id,)), MENU))]


def _ask_again(row: ReturnedField) -> list[Message]:
    """When it was given back nobody could be written to, so she hears only now why."""
    words = lines(
        _("An officer asks to correct one answer: *{label}*.", label=LABELS[row.thing, row.field]),
        _("Reason: {reason}", reason=tell_reason(row.reason)),
    )
    return [Say(words), Go("again", (row.id,))]


ROUTES = (
    Route("claimed", claimed, right="view business"),
    Route("claimed_right", right, right="edit business"),
    Route("claimed_fix", fix, right="view business"),
)
