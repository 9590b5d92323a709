"""The production report of one period: how much was made, and what it sold for."""

from dialogue.fields import Money, Quantity
from dialogue.fields.base import Answers, Context
from dialogue.form import Form
from dialogue.i18n import Shown, _
from dialogue.period import period_named, period_of

PLAUSIBLE = 3
"""How many times the value may be more or less than quantity times price before it is asked about."""


def _doubt_value(answers: Answers) -> Shown | None:
    quantity, price, value = (answers.get(name) for name in ("quantity", "price", "value"))
    if not quantity or not price or not value:
        return None
    expected = int(quantity * price)
    if expected / PLAUSIBLE <= value <= expected * PLAUSIBLE:
        return None
    return _(
        "By quantity and price it would be about Rp{expected}, and you wrote Rp{value}. Is that right?",
        expected=expected,
        value=value,
    )


def _ask_quantity(context: Context) -> Shown:
    key = str(context.answers.get("period") or "")
    period = period_named(key) if key else period_of(context.today, "quarter")
    return _("How much was made in *{period}*? If nothing, type 0.", period=period.title)


def _ask_price(context: Context) -> Shown:
    unit = context.answers.get("quantity_unit")
    return _("What did one {unit} sell for?", unit=str(unit)) if unit else _("What did one of it sell for?")


def _had_any(answers: Answers) -> bool:
    return answers.get("quantity") != 0


PRODUCTION = Form(
    name="production",
    title=_("Production report"),
    review=_("*Please check once more.* If all is right, press Save."),
    fields=(
        Quantity(
            name="quantity",
            period="",
            may_be_none=True,
            label=_("Made in this period"),
            question=_ask_quantity,
            doubts=_doubt_value,
            example=_("4.500 bungkus"),
        ),
        Money(
            name="price",
            label=_("Price of one"),
            question=_ask_price,
            example=_("15 ribu"),
            visible=_had_any,
            doubts=_doubt_value,
            optional=True,
        ),
        Money(
            name="value",
            label=_("Value of all"),
            question=_("What is all of it worth together? Only the office sees this."),
            example=_("45 juta"),
            visible=_had_any,
            doubts=_doubt_value,
            optional=True,
        ),
    ),
)
