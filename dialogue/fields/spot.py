"""A spot on the map: shared with one press from where the business is."""

from dataclasses import dataclass

from dialogue.fields.base import Answers, Context, Field, Given, Offer, Reading, Value, Wrong
from dialogue.i18n import Shown, _
from dialogue.message import Asks, Key

INDONESIA = ((-11.5, 6.5), (94.5, 141.5))
"""South to north and west to east, degrees."""


@dataclass(frozen=True, kw_only=True)
class Spot(Field):
    def columns(self) -> tuple[str, ...]:
        return ("latitude", "longitude")

    def offers(self, context: Context, page: int) -> Offer:
        return Offer(keys=((Key(_("Share this place"), Asks.PLACE),),))

    def read(self, given: Given, context: Context) -> Reading:
        if not given.latitude and not given.longitude:
            return Wrong(_("Please press *Share this place* while you are there, or skip."))
        (south, north), (west, east) = INDONESIA
        if not (south <= given.latitude <= north and west <= given.longitude <= east):
            return Wrong(_("That place is not in Indonesia."))
        return Value({"latitude": round(given.latitude, 6), "longitude": round(given.longitude, 6)})

    def notes(self, columns: Answers) -> Shown:
        return _("We have received the place on the map.")

    def shows(self, answers: Answers) -> Shown:
        return _("marked on the map")
