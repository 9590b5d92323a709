"""Why a file that was sent in is not read: one sentence each, for the person who sent it."""

from dialogue.i18n import Text, _

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 200

TOO_LARGE = _("The file is larger than 5 MB. Please send it in parts.")
TOO_LARGE_UNPACKED = _(
    "Unpacked, the file is larger than 50 MB. Please send only the sheet with the list, without pictures."
)
TOO_MANY_ROWS = _("The sheet has more than 50,000 rows. Please send it in parts.")
TOO_MANY_COLUMNS = _("The sheet has more than 200 columns. Please leave out those that are not needed.")
TOO_MANY_SHEETS = _("There are too many sheets in the file. Please send only the sheet with the list.")
TOO_LONG = _("There are texts in the file that are far too long for a list. Please shorten them.")
NOTHING = _("There is nothing in the file. Please look whether it is the right one.")
NOT_A_LIST = _("This is no Excel file. Please send the list as .xlsx or .csv.")
OLD_KIND = _("This kind of file cannot be read. Please open it in Excel, save it as .xlsx, and send that.")
DAMAGED = _(
    "The file is damaged or did not arrive whole. Please open it in Excel, save it again, and send that."
)
MACROS = _(
    "There are programs (macros) in the file, so it is not opened. Please save it as .xlsx, without macros."
)
LOCKED = _("The file has a password. Please save it without one, and send it again.")
FOREIGN = _(
    "There is something in the file that Excel never writes, so it is not opened. "
    "Please copy the list to a new file."
)


class Refused(Exception):
    """The file is not read; `reason` is for the person who sent it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.msgid)
        self.reason = reason
