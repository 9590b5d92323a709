"""An enclosure: a picture or a file that goes out with a notice."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Given, Reading, Value, Wrong
from dialogue.fields.photo import MOST_BYTES, Photo
from dialogue.i18n import Shown, _
from dialogue.notice import MOST_UNDER_A_FILE


@dataclass(frozen=True, kw_only=True)
class Enclosure(Photo):
    """Fills `enclosure_id` and `is_picture`."""

    def read(self, given: Given, context: Context) -> Reading:
        if not given.attachment or given.file is None:
            return Wrong(_("Please send a picture or a file, with the paper clip at the bottom."))
        if given.file.size > MOST_BYTES:
            return Wrong(_("The file is too large; 20 MB at most."))
        if len(context.answers.get("text") or "") > MOST_UNDER_A_FILE:
            return Wrong(
                _(
                    "Under a picture or file at most {most} letters fit. Please shorten the text first.",
                    most=MOST_UNDER_A_FILE,
                )
            )
        return Value({f"{self.name}_id": given.attachment, "is_picture": given.file.is_photo})

    def notes(self, columns: Answers) -> Shown:
        return _("It is enclosed.")

    def shows(self, answers: Answers) -> Shown:
        return _("a picture") if answers.get("is_picture") else _("a file")
