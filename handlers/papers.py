"""The legal papers of a business: the numbers first, then of each paper that is held its end and a photo.

Siti: [Belum punya]
Bot:  Baik, belum punya. NIB gratis, di oss.go.id. …
"""

from typing import Any

from dialogue.i18n import _, lines
from dialogue.message import Ask, Button, Go, Message, Say, column
from dialogue.questionnaire.consent import VERSION
from dialogue.questionnaire.papers import CERTIFICATE, PAPERS, papers_of
from dialogue.questionnaire.sections import BY_NAME, following, record_of
from dialogue.record import MENU, barred, changes, ended, go_on, kept, paper_name, section_told, under
from dialogue.turn import FormRoute, Route, Turn
from storage import answer, authority, business, consent, job, part, returned_field
from storage import record as stored
from storage.base import columns_of
from storage.certificate import Certificate
from storage.record import is_named

MOST = 20


async def papers(turn: Turn) -> list[Message]:
    """Ask for the numbers that are missing; afterwards show every paper, to complete or change it."""
    business_id = int(turn.args[0])
    known = await answers(turn, business_id)
    if PAPERS.missing(known) and turn.args[1:] != ("list",):
        return [Ask("papers", business_id)]
    held = await business.by_id(turn.db, business_id)
    assert held is not None  # the route's right is the holder's
    record = record_of(*await stored.of_business(turn.db, held))
    held_papers = await part.of_business(turn.db, Certificate, business_id)
    rows = [row for row in held_papers if row.is_held and is_named("certificate", columns_of(row))]
    opens = [
        (
            Button(
                _("Validity and photo: {paper}", paper=paper_name(columns_of(row))),
                "paper",
                (business_id, row.id),
            ),
        )
        for row in rows
    ]
    drops = [
        (Button(_("Remove: {paper}", paper=paper_name(columns_of(row))), "droppaper", (business_id, row.id)),)
        for row in rows
        if row.kind == "other"
    ]
    numbers = changes(PAPERS, known, "editpaper", (business_id,))
    other = (Button(_("Another paper"), "addpaper", (business_id,)),) if len(rows) < MOST else ()
    upcoming = following(record, "papers")
    on = (go_on(business_id, upcoming),) if upcoming else ()
    back = (Button(_("All parts"), "sections", (business_id,)), MENU)
    rows_ = (row for row in (*opens, *drops, *numbers, other, on, back) if row)
    return [under(lines(section_told(BY_NAME["papers"], record), _("What shall be changed?")), *rows_)]


async def _named(turn: Turn) -> Certificate | None:
    """The paper that the arguments name, if it is the business's."""
    return await part.held_by(turn.db, Certificate, turn.number(0), turn.number(1))


async def paper(turn: Turn) -> list[Message]:
    """Ask what is missing of one paper, or all of it again."""
    row = await _named(turn)
    if row is None:
        return [Go("papers", turn.args[:1])]
    missing = CERTIFICATE.missing(columns_of(row))
    first = missing or CERTIFICATE.visible(columns_of(row))
    return [Ask("certificate", row.id, "" if missing else first[0].name, is_single=False)]


async def add(turn: Turn) -> list[Message]:
    """A paper of a kind that the questions do not name."""
    rows = await part.of_business(turn.db, Certificate, int(turn.args[0]))
    row = next((row for row in rows if row.kind == "other" and not row.name), None)
    if row is None and len(rows) < MOST:
        row = await part.add(turn.db, Certificate, int(turn.args[0]), turn.now, kind="other", is_held=True)
    return [Ask("certificate", row.id)] if row else [Go("papers", (turn.args[0], "list"))]


async def drop(turn: Turn) -> list[Message]:
    """Remove a paper of a kind that the questions do not name; history keeps it."""
    row = await _named(turn)
    if row is not None and row.kind == "other":
        await _change(turn, row, "removed", {"removed_at": turn.now}, "")
    return [Go("papers", (turn.args[0], "list"))]


async def edit(turn: Turn) -> list[Message]:
    """Ask for one number again."""
    field = turn.args[1] if len(turn.args) > 1 else ""
    if PAPERS.field(field) is None:
        return [Go("papers", turn.args[:1])]
    return [Ask("papers", int(turn.args[0]), field)]


async def bar(turn: Turn, business_id: int) -> list[Message]:
    """Only who speaks for the business answers for it, with consent to the register."""
    if await authority.business_for(turn.db, turn.contact, authority.EDIT, business_id) is None:
        return [Say(_("That is not among your data."), column(MENU))]
    return barred(
        await consent.lacking(turn.db, turn.contact, business_id, VERSION), turn.contact, business_id
    )


async def bar_one(turn: Turn, certificate_id: int) -> list[Message]:
    """The same for one paper."""
    row = await part.by_id(turn.db, Certificate, certificate_id)
    if row is None or row.removed_at:
        return [Say(_("That is not among your data."), column(MENU))]
    return await bar(turn, row.business_id)


async def answers(turn: Turn, business_id: int) -> dict[str, Any]:
    """What is known of the business, and the number of each paper."""
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    rows = await part.of_business(turn.db, Certificate, business_id)
    return {**columns_of(held), **papers_of([columns_of(row) for row in rows])}


async def answers_one(turn: Turn, certificate_id: int) -> dict[str, Any]:
    """One paper as it stands."""
    row = await part.by_id(turn.db, Certificate, certificate_id)
    assert row is not None
    return await part.answers_of(turn.db, row)


async def write(turn: Turn, business_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Store the number of a paper, that there is none yet, or the owner's own words for it."""
    rows = await part.of_business(turn.db, Certificate, business_id)
    row = next((row for row in rows if row.kind == field), None)
    if row is None:
        row = await part.add(turn.db, Certificate, business_id, turn.now, kind=field, is_held=True)
    odd = (columns.get("flagged") or {}).get(field)
    others = {name: said for name, said in (row.flagged or {}).items() if name != "number"}
    number = columns.get(field)
    values = {
        "number": number or None,
        "is_held": number != "",
        "flagged": ({**others, "number": odd} if odd else others) or None,
    }
    await _change(turn, row, field, values, words)


async def write_one(turn: Turn, certificate_id: int, field: str, columns: dict[str, Any], words: str) -> None:
    """Store one answer about a paper."""
    row = await part.by_id(turn.db, Certificate, certificate_id)
    assert row is not None
    await _change(turn, row, field, columns, words)
    if columns.get("photo_id"):
        await job.add(turn.db, "fetch", subject=columns["photo_id"], contact_id=turn.contact, now=turn.now)


async def _change(turn: Turn, row: Certificate, field: str, values: dict[str, Any], words: str) -> None:
    await answer.keep(
        turn.db,
        row,
        "certificate",
        field,
        values,
        words=words,
        business_id=row.business_id,
        contact_id=turn.contact,
        now=turn.now,
    )


async def finish(turn: Turn, business_id: int) -> list[Message]:
    """Go on with the papers that are held, else with the next section."""
    rows = await part.of_business(turn.db, Certificate, business_id)
    if any(row.is_held and CERTIFICATE.missing(columns_of(row)) for row in rows):
        return [Go("papers", (business_id, "list"))]
    held = await business.by_id(turn.db, business_id)
    assert held is not None
    record = record_of(*await stored.of_business(turn.db, held))
    is_looked_at = await returned_field.is_answered_now(turn.db, business_id, turn.now)
    note = kept(_("The data is kept."), is_looked_at=is_looked_at)
    return [ended(business_id, record, BY_NAME["papers"], note)]


async def finish_one(turn: Turn, certificate_id: int) -> list[Message]:
    """Back to all papers."""
    row = await part.by_id(turn.db, Certificate, certificate_id)
    assert row is not None
    is_looked_at = await returned_field.is_answered_now(turn.db, row.business_id, turn.now)
    note = kept(_("*{name}* is kept.", name=paper_name(columns_of(row))), is_looked_at=is_looked_at)
    return [Say(note), Go("papers", (row.business_id, "list"))]


ROUTES = (
    Route("papers", papers, right="view business"),
    Route("paper", paper, right="view business"),
    Route("addpaper", add, right="edit business"),
    Route("editpaper", edit, right="view business"),
    Route("droppaper", drop, right="edit business"),
)
FORMS = (
    FormRoute(PAPERS, bar, answers, write, finish, right="edit business"),
    FormRoute(
        CERTIFICATE, bar_one, answers_one, write_one, finish_one, thing="certificate", right="edit business"
    ),
)
