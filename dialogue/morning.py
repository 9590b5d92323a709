"""How the deadlines of an office read, in the morning and in the head's week."""

from dialogue.i18n import Shown, _


def troubles(failed: int, expiring: int, returned: int) -> tuple[Shown, ...]:
    """A line for each that is not nought."""
    told = (
        (failed, _("Notices that could not be delivered: {count}.", count=failed)),
        (expiring, _("Papers that expire within 7 days: {count}.", count=expiring)),
        (returned, _("Returned answers that owners have not corrected: {count}.", count=returned)),
    )
    return tuple(line for count, line in told if count)
