"""A notice to many: what it is about, its words, what is enclosed, and when it goes out."""

from dialogue.fields import Choice, Enclosure, Letter, Moment, Number, Words
from dialogue.form import Form
from dialogue.i18n import Shown, Text, _

STATUTORY = "statutory"
TOPICS: tuple[tuple[str, Text, Shown], ...] = (
    ("program", _("Programmes and help"), ""),
    ("training", _("Training"), ""),
    ("matchmaking", _("Business matchmaking"), ""),
    ("organisation", _("Organisation"), ""),
    ("general", _("Other news"), ""),
    (STATUTORY, _("Duty by law"), _("reaches those too who switched notices off")),
)
"""What a notice may be about. All but the last can be switched off by each owner."""
CALLED = {value: label for value, label, _detail in TOPICS}

NOTICE = Form(
    name="notice",
    title=_("A notice"),
    has_help=False,
    is_reminded=False,
    fields=(
        Choice(
            name="topic",
            label=_("About"),
            question=_("What is the notice about? Owners may switch off what they do not want."),
            example=_("Training"),
            options=TOPICS,
        ),
        Letter(
            name="text",
            label=_("Text"),
            question=_(
                "Type the text as owners shall read it. *{nama}*, *{usaha}* and *{kecamatan}* are filled in "
                "for each of them.",
                nama="{nama}",
                usaha="{usaha}",
                kecamatan="{kecamatan}",
            ),
            example=_("Dear {nama}, the training begins on Monday.", nama="{nama}"),
        ),
        Enclosure(
            name="enclosure",
            label=_("Picture or file"),
            question=_("Is there a picture or a file to go with it? Send it here, or skip."),
            example=_("the invitation as a picture"),
            optional=True,
        ),
    ),
)
SCHEDULE = Form(
    name="notice_time",
    title=_("When"),
    has_help=False,
    fields=(
        Moment(
            name="due",
            label=_("When"),
            question=_("When shall it go out? Type the day and the time."),
            example=_("Monday at 9 in the morning"),
            reads_back=False,  # the screen that follows says it, with its weekday and zone
        ),
    ),
)
OVERRIDE = Form(
    name="notice_override",
    title=_("In quiet hours too"),
    has_help=False,
    fields=(
        Words(
            name="override_reason",
            label=_("Reason"),
            question=_("Why can it not wait? The reason is kept in the audit."),
            example=_("the venue of this evening has changed"),
            most=200,
            letters=5,
        ),
    ),
)
UNSAID = "unsaid"
GIVEN_BACK = Form(
    name="notice_given_back",
    title=_("Give it back"),
    has_help=False,
    fields=(
        Words(
            name="reason",
            label=_("Reason"),
            question=_("Why do you give it back? Type it in one line; its author reads it."),
            example=_("the day is not fixed yet"),
            quick=((UNSAID, _("Without a reason")),),
            most=200,
            reads_back=False,
        ),
    ),
)
COUNTED = Form(
    name="notice_count",
    title=_("How many"),
    has_help=False,
    fields=(
        Number(
            name="typed",
            label=_("How many people"),
            question=_(
                "No other person of the office can approve it. Please type how many people it goes to."
            ),
            example="243",
        ),
    ),
)
