"""What a workbook of the register says around its columns."""

from datetime import date

from dialogue.i18n import Shown, Text, _
from dialogue.listing.columns import Column

REGISTER, ABOUT = _("Register"), _("About the columns")
"""The names of its two sheets."""
EXPLAINED: tuple[Text, ...] = (
    _("Column"),
    _("What it holds"),
    _("What it may say"),
    _("Read by an import"),
)
"""The header of the sheet that explains the columns."""


def explain(column: Column) -> tuple[Shown, list[Shown], Shown]:
    """What a column holds, what its cells may say, and whether an import reads it."""
    return column.about, [label for _value, label in column.options], _("Yes") if column.is_read else _("No")


def introduce(office: str, area: str, made_on: date, filter_told: str, count: int) -> tuple[Shown, ...]:
    """Whose list it is, of what, when it was made, and how many rows it has: a line each."""
    return office, area, filter_told, _("Made on {day}", day=made_on), _("{count} rows", count=count)
