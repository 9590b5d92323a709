"""The legal papers: each has a number, or is "not yet", which is a good answer and opens a line of help.

Shapes: NIB 13 digits (PP 24/2018); NPWP 16 digits; P-IRT 15; the others as they are printed.
"""

from collections.abc import Sequence

from dialogue.activities import activity_of
from dialogue.fields import Code, Day, Photo, Words
from dialogue.fields.base import Answers
from dialogue.fields.code import read_code
from dialogue.form import Form
from dialogue.i18n import Text, _
from dialogue.values import read_nib, read_npwp

KINDS: dict[str, Text] = {
    "nib": _("NIB (business number)"),
    "npwp": _("NPWP (tax number)"),
    "pirt": _("P-IRT (home food permit)"),
    "halal": _("Halal certificate"),
    "sni": _("SNI certificate"),
    "trademark": _("Trademark"),
    "other": _("Another paper"),
}
NEVER_EXPIRES = frozenset({"nib", "npwp"})


def _is_food(answers: Answers) -> bool:
    """Whether the business makes food or drinks, as far as its code or product tells."""
    activity = activity_of(str(answers.get("main_product") or ""))
    code = str(answers.get("kbli") or (activity.kbli_2025 if activity else ""))
    return code[:2] in {"10", "11"}


PAPERS = Form(
    name="papers",
    title=_("Business papers"),
    fields=(
        Code(
            name="nib",
            label=KINDS["nib"],
            question=_("What is the NIB of the business? It has 13 digits."),
            reads=read_nib,
            help=_("A NIB is free, at oss.go.id. An officer can help: press *Ask an officer*."),
            example="1234567890123",
            optional=True,
        ),
        Code(
            name="npwp",
            label=KINDS["npwp"],
            question=_("What is the NPWP? It has 16 digits; an old one of 15 is fine."),
            reads=read_npwp,
            help=_("An NPWP is free, at pajak.go.id or the tax office."),
            example="01.312.166.0-091.000",
            optional=True,
        ),
        Code(
            name="pirt",
            label=KINDS["pirt"],
            question=_("Is there a P-IRT number on the packaging? What is it?"),
            reads=read_code(r"(?:PIRT)?(?:NO)?\d{15,17}", _("A P-IRT number has 15 digits.")),
            help=_("For dry food made at home; it is free. An officer can tell how to begin."),
            example="2013526010001-28",
            visible=_is_food,
            optional=True,
        ),
        Code(
            name="halal",
            label=KINDS["halal"],
            question=_("Is there a halal certificate? What is its number?"),
            reads=read_code(r"ID\d{14,17}", _("A halal number begins with ID and has 14 to 17 digits.")),
            help=_("Small businesses can get it for free (Sehati). An officer can tell how."),
            example="ID35110000123450421",
            visible=_is_food,
            optional=True,
        ),
        Code(
            name="sni",
            label=KINDS["sni"],
            question=_("Does a product have an SNI certificate? What is its number?"),
            reads=read_code(r"SNI[A-Z]*\d{3,}[A-Z0-9]*", _("An SNI number looks like SNI 2886:2015.")),
            help=_("Most products need none. The office can tell if yours does."),
            example="SNI 2886:2015",
            optional=True,
        ),
        Code(
            name="trademark",
            label=KINDS["trademark"],
            question=_("Is the brand registered as a trademark? What is its number?"),
            reads=read_code(r"IDM\d{9}", _("A trademark number is IDM and 9 digits.")),
            help=_("A trademark protects your brand; small businesses pay less. Ask an officer."),
            example="IDM000123456",
            optional=True,
        ),
    ),
)


def papers_of(certificates: Sequence[Answers]) -> Answers:
    """The answers of the form about papers, from the papers that are stored."""
    named = [paper for paper in certificates if paper["kind"] != "other"]
    numbers = {paper["kind"]: paper["number"] if paper["is_held"] else "" for paper in named}
    words = {paper["kind"]: (paper["flagged"] or {}).get("number") for paper in named}
    return {**numbers, "flagged": {kind: said for kind, said in words.items() if said} or None}


def _expires(answers: Answers) -> bool:
    return answers.get("kind") not in NEVER_EXPIRES


CERTIFICATE = Form(
    name="certificate",
    title=_("Business papers"),
    fields=(
        Words(
            name="name",
            label=_("Paper"),
            question=_("What is the paper called?"),
            example=_("BPOM permit, or NKV"),
            visible=lambda answers: answers.get("kind") == "other",
        ),
        Words(
            name="number",
            label=_("Number"),
            question=_("What number is on it?"),
            example="MD 123456789012",
            visible=lambda answers: answers.get("kind") == "other",
            most=80,
            letters=0,
            optional=True,
        ),
        Day(
            name="expires_on",
            label=_("Valid until"),
            question=_("Until when is it valid?"),
            example="31/12/2027",
            may_be_never=True,
            visible=_expires,
            optional=True,
        ),
        Photo(
            name="photo",
            label=_("Photo of the paper"),
            question=_("Please send a photo of the paper, if it is at hand."),
            example=_("the whole page, bright and sharp"),
            optional=True,
        ),
    ),
)
