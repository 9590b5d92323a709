"""A market: one place where goods are sold, how, and its share of all sales."""

from dialogue.fields import Area, Choice, Number
from dialogue.fields.base import Answers
from dialogue.form import Form
from dialogue.i18n import Shown, _

CHANNELS = (
    ("direct", _("Straight to buyers"), ""),
    ("shop", _("Shops or markets"), ""),
    ("reseller", _("Resellers"), ""),
    ("online", _("Online"), ""),
    ("e_catalog", _("Government e-catalogue"), ""),
    ("industry", _("Large industry"), ""),
)
OTHERS = "other_shares"
"""Not asked: the sum of the shares of the business's other markets."""


def _doubt_sum(answers: Answers) -> Shown | None:
    total = (answers.get(OTHERS) or 0) + (answers.get("share") or 0)
    if total <= 100:
        return None
    return _(
        "With the other places that makes {total}%, more than all. Is it right all the same?", total=total
    )


MARKET = Form(
    name="market",
    title=_("Where it is sold"),
    fields=(
        Area(
            name="area",
            label=_("Sold in"),
            question=_("Where is it sold? Choose, or type a kabupaten, kota or country. One at a time."),
            example="Surabaya",
        ),
        Choice(
            name="channel",
            label=_("Sold through"),
            question=_("How is it mostly sold there?"),
            options=CHANNELS,
            example=_("resellers, if others sell it on"),
            optional=True,
        ),
        Number(
            name="share",
            label=_("Share of all sales"),
            question=_("Of 100 that you sell, about how many go there?"),
            least=0,
            most=100,
            unit="%",
            quick=(10, 25, 50, 75, 100),
            keeps_odd=True,
            doubts=_doubt_sum,
            example=_("50, if it is half of all"),
            optional=True,
        ),
    ),
)
