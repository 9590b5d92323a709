"""Money put into the business: personal finance (UU 27/2022 article 4), so for the office only."""

from dialogue.fields import Many, Money
from dialogue.form import Form
from dialogue.i18n import _

SOURCES = (
    ("own", _("Own money")),
    ("family", _("Family or friends")),
    ("bank", _("Bank or KUR")),
    ("cooperative", _("Cooperative")),
    ("aid", _("Aid of the government")),
    ("other", _("Something else")),
)

CAPITAL = Form(
    name="capital",
    title=_("Capital"),
    fields=(
        Money(
            name="investment",
            label=_("Money in tools and stock"),
            question=_(
                "About how much money is in tools, machines and stock? Without land and house. "
                "Only the office sees this."
            ),
            example=_("15 million. If it is hard to tell, a guess will do."),
            optional=True,
        ),
        Money(
            name="land_building",
            label=_("Money in land and building"),
            question=_("And in land and building for the business? If it is only the home, type 0."),
            example=_("50 million, or 0"),
            optional=True,
        ),
        Many(
            name="capital_sources",
            label=_("Where the capital is from"),
            question=_("Where does the capital come from? More than one is fine."),
            options=SOURCES,
            example=_("own money and KUR"),
            optional=True,
        ),
    ),
)
