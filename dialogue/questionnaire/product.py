"""A product, as a buyer would ask about it."""

from dialogue.fields import Duration, Photo, Price, Quantity, Words
from dialogue.form import Form
from dialogue.i18n import _

PRODUCT = Form(
    name="product",
    title=_("Products"),
    fields=(
        Words(
            name="name",
            label=_("Product"),
            question=_("What is the product called?"),
            example=_("cassava chips, balado, 250 gram"),
        ),
        Price(
            name="price",
            label=_("Price"),
            question=_("What does it cost, and for what? A range is fine."),
            example=_("15 ribu per bungkus"),
            optional=True,
        ),
        Quantity(
            name="minimum",
            period="",
            label=_("Smallest order"),
            question=_("What is the smallest order you take?"),
            example=_("1 lusin"),
            optional=True,
        ),
        Duration(
            name="lead_days",
            label=_("Ready in"),
            question=_("How long does such an order take until it is ready?"),
            quick=((1, _("1 day")), (3, _("3 days")), (7, _("1 week"))),
            example=_("3 hari, or 2 minggu"),
            optional=True,
        ),
        Quantity(
            name="capacity",
            label=_("How much can be made"),
            question=_("How much of it can you make in a month? Per day or week is fine too."),
            example=_("3 kodi seminggu, or 500 bungkus sebulan"),
            optional=True,
        ),
        Photo(
            name="photo",
            label=_("Photo of the product"),
            question=_("Is there a photo of this product? Please send it here."),
            example=_("a bright picture of one product, from close by"),
            optional=True,
        ),
    ),
)
