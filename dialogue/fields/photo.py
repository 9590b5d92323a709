"""A photo: one picture, sent as a picture or as a file; an album counts as one answer."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Reading, Value, Wrong
from dialogue.i18n import Shown, _

MOST_BYTES = 20 * 1024 * 1024
"""What a channel lets a bot fetch (Bot API, getFile)."""


@dataclass(frozen=True, kw_only=True)
class Photo(Field):
    def columns(self) -> tuple[str, ...]:
        return (f"{self.name}_id",)

    def read(self, given: Given, context: Context) -> Reading:
        if not given.attachment:
            return Wrong(_("Please send a picture, with the paper clip at the bottom."))
        if given.file is not None and given.file.size > MOST_BYTES:
            return Wrong(_("The picture is too large. Please send it as a photo, not as a file."))
        return Value({f"{self.name}_id": given.attachment})

    def notes(self, columns: Answers) -> Shown:
        return _("We have received the photo.")

    def shows(self, answers: Answers) -> Shown:
        return _("received")
