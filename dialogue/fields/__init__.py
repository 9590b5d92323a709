"""The kinds of questions, one file a kind."""

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Partial, Reading, Value, Wrong
from dialogue.fields.choice import Choice, YesNo
from dialogue.fields.day import Day
from dialogue.fields.many import Many
from dialogue.fields.money import Money
from dialogue.fields.number import Number
from dialogue.fields.phone import Phone
from dialogue.fields.photo import Photo
from dialogue.fields.place import Place
from dialogue.fields.quantity import Quantity
from dialogue.fields.words import Words

__all__ = [
    "Answers",
    "Choice",
    "Context",
    "Day",
    "Doubt",
    "Field",
    "Given",
    "Many",
    "Money",
    "Number",
    "Offer",
    "Partial",
    "Phone",
    "Photo",
    "Place",
    "Quantity",
    "Reading",
    "Value",
    "Words",
    "Wrong",
    "YesNo",
]
