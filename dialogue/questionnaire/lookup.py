"""The look into the register before a record is begun for somebody, so that nobody stands in it twice."""

from dataclasses import dataclass

from dialogue import places
from dialogue.fields import Context, Given, Reading, Value, Words, Wrong
from dialogue.form import Form
from dialogue.i18n import _
from dialogue.values import Known, read_nib, read_phone

LONGEST = 4
"""Words that the name of a village has at the most."""


@dataclass(frozen=True)
class Sought:
    """What was typed: a phone number, a NIB (13 digits may be either), or a name with the codes of the
    villages that it may be in."""

    phone: str = ""
    nib: str = ""
    name: str = ""
    villages: tuple[str, ...] = ()


def sought(typed: str, region: str) -> Sought:
    """Read it for an office of this region; without a number and without a village there is nothing in it."""
    phone, nib = read_phone(typed), read_nib(typed)
    if isinstance(nib, Known) or isinstance(phone, Known):
        numbers = [read.value if isinstance(read, Known) else "" for read in (phone, nib)]
        return Sought(phone=numbers[0], nib=numbers[1])
    name, comma, village = typed.rpartition(",")
    if comma:
        return Sought(name=name.strip(), villages=_villages(village, region, is_exact=False))
    words = typed.split()
    for count in range(min(LONGEST, len(words) - 1), 0, -1):
        codes = _villages(" ".join(words[-count:]), region, is_exact=True)
        if codes:
            return Sought(name=" ".join(words[:-count]), villages=codes)
    return Sought()


def _villages(typed: str, region: str, *, is_exact: bool) -> tuple[str, ...]:
    all_ = [place for district in places.inside(region) for place in places.inside(district.code)]
    if is_exact:
        wanted = places.normal(typed)
        return tuple(place.code for place in all_ if places.normal(place.name) == wanted)
    return tuple(place.code for place in places.find(typed, all_).places)


@dataclass(frozen=True, kw_only=True)
class Mark(Words):
    """What one is looked up by; the contact of somebody else that is sent stands for its number."""

    def read(self, given: Given, context: Context) -> Reading:
        if given.phone:
            return Value({self.name: given.phone})
        reading = super().read(given, context)
        if isinstance(reading, Value) and sought(given.text, context.region) == Sought():
            return Wrong(_("Please write the owner's name and desa, or a whole number."))
        return reading


LOOKUP = Form(
    name="lookup",
    title=_("Is the owner on the list already?"),
    has_help=False,
    fields=(
        Mark(
            name="mark",
            label=_("Owner"),
            question=_(
                "We look first whether the owner is on the list already. Type the owner's phone number, "
                "the NIB, or name and desa."
            ),
            example=_("Siti Aminah, Paseseh"),
            letters=0,
            reads_back=False,
        ),
    ),
)
