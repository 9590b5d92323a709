"""The look into the register before a record is begun for somebody, so that nobody stands in it twice."""

from dataclasses import dataclass

from dialogue import places
from dialogue.fields import Context, Given, Reading, Value, Words
from dialogue.form import Form
from dialogue.i18n import _
from dialogue.places import Place
from dialogue.values import Known, read_nib, read_phone


@dataclass(frozen=True, kw_only=True)
class Mark(Words):
    """What one is looked up by; the contact of somebody else that is sent stands for its number."""

    def read(self, given: Given, context: Context) -> Reading:
        return Value({self.name: given.phone}) if given.phone else super().read(given, context)


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


@dataclass(frozen=True)
class Sought:
    """What was typed: a phone number, a NIB (13 digits may be either), or a name with the codes of the
    villages that it may be in."""

    phone: str = ""
    nib: str = ""
    name: str = ""
    villages: tuple[str, ...] = ()


def sought(typed: str, region: str) -> Sought:
    """Read it for an office of this region; a name without a village is meant for the whole of it."""
    phone, nib = read_phone(typed), read_nib(typed)
    if isinstance(nib, Known) or isinstance(phone, Known):
        numbers = [read.value if isinstance(read, Known) else "" for read in (phone, nib)]
        return Sought(phone=numbers[0], nib=numbers[1])
    name, _comma, village = typed.rpartition(",")
    if not name.strip():
        return Sought(name=typed.strip())
    villages = [place for district in places.inside(region) for place in places.inside(district.code)]
    found: tuple[Place, ...] = places.find(village, villages).places
    return Sought(name=name.strip(), villages=tuple(place.code for place in found))
