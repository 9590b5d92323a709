"""A kabupaten or kota anywhere in Indonesia, found by its name."""

from dataclasses import dataclass

from dialogue import places
from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Reading, Value, Wrong, needs_words
from dialogue.i18n import Shown, _


@dataclass(frozen=True, kw_only=True)
class Regency(Field):
    """Kept as a Kemendagri code such as 35.26."""

    def read(self, given: Given, context: Context) -> Reading:
        typed = " ".join(given.text.split())
        if not typed:
            return needs_words()
        among = places.regencies()
        exact = next((place.code for place in among if place.name.lower() == typed.lower()), None)
        if exact:
            return Value({self.name: exact})
        found = places.find(typed, among, most=4)
        if found.is_exact:
            return Value({self.name: found.places[0].code})
        options = tuple({self.name: place.code} for place in found.places)
        if len(options) == 1:
            return Doubt(_("Do you mean *{name}*?", name=found.places[0].name), options)
        if options:
            return Doubt(_("Which one do you mean?"), options)
        return Wrong(_("No kabupaten or kota of this name was found."))

    def shows(self, answers: Answers) -> Shown:
        return places.name_of(str(answers[self.name]))
