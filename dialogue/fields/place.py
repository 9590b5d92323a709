"""A place inside the office's region: its kecamatan, or a desa or kelurahan of the kecamatan given."""

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
from dialogue.message import Key

PAGE = 8
"""Names on one page of keys."""


@dataclass(frozen=True, kw_only=True)
class Place(Field):
    within: str = ""
    """The column that holds the area above; empty for a kecamatan of the region itself."""

    def _area(self, context: Context) -> str:
        return str(context.answers.get(self.within) or "") if self.within else context.region

    def is_readable(self, answers: Answers) -> bool:
        code = answers.get(self.name)
        if not code or not places.exists(code):
            return False
        return not self.within or str(code).startswith(f"{answers.get(self.within)}.")

    def exemplifies(self, context: Context) -> Shown:
        among = places.inside(self._area(context))
        return among[0].name if among else self.example

    def offers(self, context: Context, page: int) -> Offer:
        among = places.inside(self._area(context))
        pages = max(1, -(-len(among) // PAGE))
        start = page % pages * PAGE
        names = [Key(_label(place, among)) for place in among[start : start + PAGE]]
        rows = tuple(tuple(names[i : i + 2]) for i in range(0, len(names), 2))
        return Offer(keys=rows, has_more=pages > 1)

    def read(self, given: Given, context: Context) -> Reading:
        if not given.text.strip():
            return needs_words()
        among = places.inside(self._area(context))
        for place in among:
            if given.text.strip() == _label(place, among):
                return Value({self.name: place.code})
        found = places.find(given.text, among)
        if found.is_exact:
            return Value({self.name: found.places[0].code})
        if len(found.places) == 1:
            only = found.places[0]
            return Doubt(_("Do you mean *{name}*?", name=only.name), ({self.name: only.code},))
        if found.places:
            return Doubt(_("Which one do you mean?"), tuple({self.name: p.code} for p in found.places))
        return self._elsewhere(given.text, context)

    def _elsewhere(self, typed: str, context: Context) -> Reading:
        """A village's name where its kecamatan was asked for leads to that kecamatan."""
        villages = () if self.within else _villages(context.region, typed)
        above = dict.fromkeys(village.code.rpartition(".")[0] for village in villages)
        options = tuple({self.name: code} for code in above)
        if len(options) == 1:
            district = places.name_of(options[0][self.name])
            name = villages[0].name
            question = _("{name} is in Kecamatan {district}. Is that right?", name=name, district=district)
            return Doubt(question, options)
        if options:
            return Doubt(_("A desa of that name is in these kecamatan. Which one is it?"), options)
        area = places.name_of(self._area(context))
        return Wrong(_("There is no place of that name in {area}.", area=area))

    def shows(self, answers: Answers) -> Shown:
        code = answers[self.name]
        among = places.inside(code.rpartition(".")[0])
        return next((_label(place, among) for place in among if place.code == code), code)


def _label(place: places.Place, among: tuple[places.Place, ...]) -> str:
    """The name, told apart from its namesake in the same kecamatan by its kind and number."""
    if sum(other.name == place.name for other in among) == 1:
        return place.name
    return f"{place.name} ({place.kind} {place.code.rpartition('.')[2]})"


def _villages(region: str, typed: str) -> tuple[places.Place, ...]:
    among = [village for district in places.inside(region) for village in places.inside(district.code)]
    return places.find(typed, among).places
