"""How a record looks: its summary, its sections with their completeness, and what stands in each."""

from dialogue.asking import shown
from dialogue.fields.base import Answers, Field
from dialogue.form import Form
from dialogue.i18n import Lines, Shown, Text, _, lines
from dialogue.indicative import tell_grouping, tell_size
from dialogue.message import Ask, Button, Buttons, Message, Say, column
from dialogue.questionnaire.papers import CERTIFICATE, KINDS, PAPERS
from dialogue.questionnaire.registration import REGISTRATION
from dialogue.questionnaire.sections import SECTIONS, Record, Section, following, percent

MENU = Button(_("Main menu"), "menu")
STATES: dict[str, Text] = {
    "draft": _("draft"),
    "submitted": _("waits to be checked"),
    "verified": _("checked by an officer"),
    "returned": _("an answer is to be corrected"),
}
"""What an owner and an officer read of a record's state."""


def head(business: Answers) -> Shown:
    """Name, number and how far the office is with it; of a draft, that it is one."""
    if not business.get("number"):
        return _("*Draft*, not saved yet.")
    told = _("{number} · {state}", number=business["number"], state=STATES[business["state"]])
    return _("*{name}* · {told}", name=business["name"], told=told) if business.get("name") else told


def summary(record: Record) -> Lines:
    """Name, number, and how complete the basic data and the whole record are."""
    missing = REGISTRATION.missing(record.business)
    basic = REGISTRATION.completeness(record.business)
    told = _("The basic data is complete ({percent}%).", percent=basic)
    if missing:
        names = Lines(tuple(field.label for field in missing), ", ")
        told = _("The basic data is {percent}% complete. Missing: {names}.", percent=basic, names=names)
    return lines(
        head(record.business), told, _("The whole record is {percent}% filled in.", percent=percent(record))
    )


def sections_message(business_id: int, record: Record) -> Say:
    """Every section with its completeness, to choose from."""
    words = lines(
        _("*{name}*: {percent}% filled in.", name=record.business.get("name") or "", percent=percent(record)),
        _("Choose a part to fill in. A little at a time is fine."),
    )
    buttons = [
        Button(_labelled(section.title, section.percent(record)), "section", (business_id, section.name))
        for section in SECTIONS
    ]
    return Say(words, column(*buttons, MENU))


def _labelled(title: Text, filled: int) -> Text:
    if filled == 100:
        return _("{title} (complete)", title=title)
    return _("{title} ({percent}%)", title=title, percent=filled)


def kept(note: Shown, *, is_looked_at: bool) -> Shown:
    """What is said of a kept answer: of one that an officer gave back, that it is looked at again."""
    return _("Thank you, it is kept. An officer looks at it again.") if is_looked_at else note


def ended(business_id: int, record: Record, section: Section, note: Shown, *more: Button) -> Say:
    """After a section: what was kept, and the next one to go on with."""
    upcoming = following(record, section.name)
    on = go_on(business_id, upcoming) if upcoming else None
    follows = _follows(section, record)
    all_parts = Button(_("All parts"), "sections", (business_id,))
    return Say(lines(note, follows), column(*more, on, all_parts, MENU))


def go_on(business_id: int, section: Section) -> Button:
    """Leads to a section."""
    return Button(_("Next: {title}", title=section.title), "section", (business_id, section.name))


def told(form: Form, answers: Answers) -> list[Shown]:
    """Each question's label with its answer."""
    return [
        _("{label}: *{answer}*", label=field.label, answer=shown(field, answers))
        for field in form.visible(answers)
    ]


def section_told(section: Section, record: Record) -> Lines:
    """All that stands in a section."""
    title = _("*{title}*", title=section.title)
    if section.form is PAPERS:
        papers = told(PAPERS, {**record.business, **record.papers})
        return Lines((title, *papers, *_certificates(record)))
    if section.repeats:
        return Lines((title, *_parts(section, record)))
    follows = None if section.name == "work" else _follows(section, record)  # told with the capital
    return lines(title, *told(section.form, record.business), follows)


def _follows(section: Section, record: Record) -> Shown | None:
    """What follows from the answers of a section, with its reason."""
    if section.name in {"capital", "work"}:
        return tell_size(record.business)
    return tell_grouping(record.business) if section.name == "activity" else None


def _certificates(record: Record) -> list[Shown]:
    held = [paper for paper in record.parts.get(CERTIFICATE.name, ()) if paper.get("is_held")]
    return [
        _("{thing}: {details}", thing=paper_name(paper), details=Lines(tuple(told(CERTIFICATE, paper)), "; "))
        for paper in held
        if CERTIFICATE.visible(paper)
    ]


def paper_name(paper: Answers) -> Shown:
    """What a paper is called."""
    named = paper["kind"] == "other" and paper.get("name")
    return str(paper["name"]) if named else KINDS.get(paper["kind"], KINDS["other"])


def _parts(section: Section, record: Record) -> list[Shown]:
    if section.none and section.name in (record.business.get("without") or ()):
        return [section.none]
    parts = record.parts.get(section.name, ())
    if not parts:
        return [_("not filled in yet")]
    return [
        _("{place}. {details}", place=place, details=Lines(tuple(told(section.form, part)), "; "))
        for place, part in enumerate(parts, 1)
    ]


def changes(
    form: Form, answers: Answers, route: str, args: tuple[str | int, ...]
) -> tuple[tuple[Button, ...], ...]:
    """A button for each question, two in a row, that asks it again."""
    buttons = [Button(field.label, route, (*args, field.name)) for field in form.visible(answers)]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def barred(lacking: str, contact_id: int, business_id: int) -> list[Message]:
    """What is said instead of a business's data, where consent is lacking."""
    if lacking == "agreement":
        return [Ask("agreement", business_id)]
    if lacking == "own":
        return [Ask("consent", contact_id, "register")]
    if lacking == "owner":
        return [Say(_("The owner withdrew consent, so this data cannot be changed now."), column(MENU))]
    return []


def useless_link(*, must_wait: bool) -> Say:
    """What is said of a link that opens nothing, or not now."""
    words = _("This link is used up or too old. Please ask for a new one.")
    if must_wait:
        words = _("Too many links that open nothing. Please try again in an hour.")
    return Say(words, column(MENU))


def under(text: Shown, *rows: tuple[Button, ...]) -> Message:
    """A message with rows of buttons."""
    return Say(text, Buttons(rows))


def first_shown(form: Form, answers: Answers) -> Shown:
    """What a thing is called: its first answer."""
    named: Field = form.fields[0]
    return shown(named, answers)
