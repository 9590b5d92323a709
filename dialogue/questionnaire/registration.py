"""Registration: the least that makes a business count as registered.

Bot:  3 dari 11. Apa nama usahanya?
Siti: Keripik Bu Siti
Bot:  Dicatat: Keripik Bu Siti.
      4 dari 11. Di kecamatan mana tempat usahanya?
"""

from dialogue.activities import activity_of
from dialogue.fields import Choice, Context, Number, Phone, Photo, Place, Quantity, Words
from dialogue.form import Form
from dialogue.i18n import Shown, _

SECTORS = (
    ("agro", _("Agro"), _("food, farm, sea or wood products")),
    ("non_agro", _("Non-agro"), _("textile, metal, stone and others")),
)


def _proposed_sector(context: Context) -> str | None:
    activity = activity_of(str(context.answers.get("main_product") or ""))
    return activity.sector if activity else None


def _ask_sector(context: Context) -> Shown:
    product = str(context.answers.get("main_product") or "")
    sector = _proposed_sector(context)
    if sector is None:
        return _("Which of the two does the product belong to?")
    if sector == "agro":
        return _("“{product}” looks like *agro* to us. Is that right?", product=_short(product))
    return _("“{product}” looks like *non-agro* to us. Is that right?", product=_short(product))


def _short(product: str) -> str:
    return product if len(product) <= 40 else f"{product[:39]}…"


MAIN_PRODUCT = Words(
    name="main_product",
    label=_("Main product"),
    question=_("What is made there? Tell it in your own words."),
    example=_("cassava chips, or batik cloth and shirts"),
    most=300,
)
SECTOR = Choice(
    name="sector",
    label=_("Sector"),
    question=_ask_sector,
    options=SECTORS,
    proposes=_proposed_sector,
    example=_("chips and furniture are agro; batik and knives are non-agro"),
)
WORKERS_MALE = Number(
    name="workers_male",
    label=_("Men at work"),
    question=_("How many men work there? The owner and family count too."),
    unit="orang",
    quick=(0, 1, 2, 3, 4, 5),
    large=100,
    keeps_odd=True,
    example=_("2. If there are none, type 0."),
)
WORKERS_FEMALE = Number(
    name="workers_female",
    label=_("Women at work"),
    question=_("How many women work there? The owner and family count too."),
    unit="orang",
    quick=(0, 1, 2, 3, 4, 5),
    large=100,
    keeps_odd=True,
    example=_("3. If there are none, type 0."),
)
CAPACITY = Quantity(
    name="capacity",
    label=_("Production a month"),
    question=_("How much is made in a month? Write number and unit; per day or week is fine too."),
    example=_("1.500 bungkus sebulan, or 3 kodi seminggu"),
)

REGISTRATION = Form(
    name="registration",
    title=_("Register a business"),
    review=_("*Please check once more.* If all is right, press Save."),
    fields=(
        Words(
            name="owner_name",
            label=_("Owner's name"),
            question=_("What is the full name of the owner?"),
            example=_("Siti Aminah"),
        ),
        Phone(
            name="phone",
            label=_("Phone number"),
            question=_("What number can the office call? Press *Share my number*, or type it."),
            example="0812 3456 7890",
        ),
        Words(
            name="name",
            label=_("Business name"),
            question=_("What is the business called?"),
            example=_("Keripik Bu Siti. If it has no name yet, the owner's name will do."),
        ),
        Place(
            name="district",
            label=_("Kecamatan"),
            question=_("In which kecamatan is the business? Choose, or type the name."),
            example="Tanjung Bumi",
        ),
        Place(
            name="village",
            within="district",
            label=_("Desa or kelurahan"),
            question=_("Which desa or kelurahan? Choose, or type the name."),
            example=_("the name of the village where things are made"),
        ),
        MAIN_PRODUCT,
        SECTOR,
        WORKERS_MALE,
        WORKERS_FEMALE,
        CAPACITY,
        Photo(
            name="photo",
            label=_("Photo of the product"),
            question=_("Is there a photo of the product? Please send it here."),
            example=_("a bright picture of one product, from close by"),
            optional=True,
        ),
    ),
)
