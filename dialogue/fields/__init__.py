"""The kinds of questions, one file a kind."""

from dialogue.fields.base import Answers, Context, Doubt, Field, Given, Offer, Reading, Value, Wrong
from dialogue.fields.choice import Choice, YesNo
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
    "Doubt",
    "Field",
    "Given",
    "Number",
    "Offer",
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
