"""Indonesian values as people type them: a value, a question back, or a refusal with its reason."""

from dialogue.values.answer import read_answer
from dialogue.values.day import Moment, read_day
from dialogue.values.money import read_money
from dialogue.values.month import Month
from dialogue.values.nib import read_nib
from dialogue.values.npwp import read_npwp
from dialogue.values.number import read_number
from dialogue.values.outcome import Invalid, Known, Nothing, Outcome, Span, Unclear
from dialogue.values.phone import read_phone
from dialogue.values.quantity import read_quantity
from dialogue.values.units import Amount

__all__ = [
    "Amount",
    "Invalid",
    "Known",
    "Moment",
    "Month",
    "Nothing",
    "Outcome",
    "Span",
    "Unclear",
    "read_answer",
    "read_day",
    "read_money",
    "read_nib",
    "read_npwp",
    "read_number",
    "read_phone",
    "read_quantity",
]
