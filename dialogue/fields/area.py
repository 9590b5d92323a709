"""Where goods are sold: a kabupaten or kota, a province, all of Indonesia, or a country."""

from dataclasses import dataclass

from dialogue import places
from dialogue.fields.base import (
    Answers,
    Context,
    Doubt,
    Field,
    Given,
    Offer,
    Reading,
    Value,
    Wrong,
    needs_words,
)
from dialogue.i18n import Shown, _
from dialogue.words import plain, spellings

EVERYWHERE = "ID"
ALL_OF_INDONESIA = _("All of Indonesia")


@dataclass(frozen=True, kw_only=True)
class Area(Field):
    """Kept as a Kemendagri code, ID, or the name of a country."""

    keeps_odd: bool = True

    def offers(self, context: Context, page: int) -> Offer:
        own = (places.name_of(context.region), context.region)
        province = context.region.partition(".")[0]
        around = (places.name_of(province), province)
        return Offer(buttons=((own,), (around,), ((ALL_OF_INDONESIA, EVERYWHERE),)))

    def read(self, given: Given, context: Context) -> Reading:
        if given.value:
            is_known = given.value == EVERYWHERE or places.exists(given.value)
            return Value({self.name: given.value}) if is_known else Wrong(_("Please choose, or type a name."))
        typed = given.text.strip()
        if not typed:
            return needs_words()
        if plain(typed) in {*spellings(ALL_OF_INDONESIA), "indonesia", "nasional"}:
            return Value({self.name: EVERYWHERE})
        if plain(typed) in {"luar negeri", "ekspor", "export", "luar negri"}:
            return Wrong(_("Which country is it sold to?"))
        called = places.ALSO_CALLED.get(plain(typed))
        exact = next((place.code for place in places.sold_to() if place.name.lower() == typed.lower()), None)
        if called or exact:
            return Value({self.name: called or exact})
        found = places.find(typed, places.sold_to(), most=4)
        if found.is_exact:
            return Value({self.name: found.places[0].code})
        options = tuple({self.name: place.code} for place in found.places)
        if len(options) == 1:
            return Doubt(_("Do you mean *{name}*?", name=found.places[0].name), options)
        if options:
            return Doubt(_("Which one do you mean?"), options)
        return Wrong(_("That kabupaten, kota or country was not found."))

    def shows(self, answers: Answers) -> Shown:
        code = str(answers[self.name])
        return ALL_OF_INDONESIA if code == EVERYWHERE else places.name_of(code)
