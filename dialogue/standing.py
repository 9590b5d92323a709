"""How a business stands with the office: its state, its level, and how its owner can be reached."""

from dialogue.i18n import Text, _

STATES: dict[str, Text] = {
    "draft": _("draft"),
    "submitted": _("handed in"),
    "verified": _("verified"),
    "returned": _("returned to the owner"),
}
LEVELS: dict[str, Text] = {
    "pre_independent": _("pre-independent"),
    "intermediate": _("intermediate"),
    "independent": _("independent"),
}
REACHES: dict[str, Text] = {
    "telegram": _("on Telegram"),
    "phone": _("phone only"),
    "none": _("neither Telegram nor phone"),
}
