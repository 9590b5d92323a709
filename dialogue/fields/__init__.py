"""The kinds of questions, one file a kind."""

from dialogue.fields.activity import Activity
from dialogue.fields.area import Area
from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Partial, Reading, Value, Wrong
from dialogue.fields.choice import Choice, YesNo
from dialogue.fields.code import Code
from dialogue.fields.day import Day
from dialogue.fields.days import Days, Hour
from dialogue.fields.duration import Duration
from dialogue.fields.enclosure import Enclosure
from dialogue.fields.hours import Hours
from dialogue.fields.letter import Letter
from dialogue.fields.many import Many
from dialogue.fields.moment import Moment
from dialogue.fields.money import Money, Price
from dialogue.fields.number import Number
from dialogue.fields.phone import OwnPhone, Phone
from dialogue.fields.photo import Photo
from dialogue.fields.place import Place
from dialogue.fields.quantity import Quantity
from dialogue.fields.regency import Regency
from dialogue.fields.spot import Spot
from dialogue.fields.words import Words

__all__ = [
    "Activity",
    "Answers",
    "Area",
    "Choice",
    "Code",
    "Context",
    "Day",
    "Days",
    "Doubt",
    "Duration",
    "Enclosure",
    "Field",
    "Given",
    "Hour",
    "Hours",
    "Letter",
    "Many",
    "Moment",
    "Money",
    "Number",
    "Offer",
    "OwnPhone",
    "Partial",
    "Phone",
    "Photo",
    "Place",
    "Price",
    "Quantity",
    "Reading",
    "Regency",
    "Spot",
    "Value",
    "Words",
    "Wrong",
    "YesNo",
]
