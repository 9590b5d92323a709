"""The columns of the register as a workbook has them, in reading order."""

from dataclasses import dataclass
from typing import Any, Literal

from dialogue.activities import EDITIONS
from dialogue.fields.choice import NO_LABEL, YES_LABEL
from dialogue.fields.quantity import PERIODS
from dialogue.i18n import Shown, Text, _
from dialogue.indicative import CLASSES
from dialogue.questionnaire import papers
from dialogue.questionnaire.activity import BRANCHES
from dialogue.questionnaire.capital import SOURCES
from dialogue.questionnaire.difficulties import CONSTRAINTS, HELP
from dialogue.questionnaire.profile import GENDERS, LEGAL_FORMS
from dialogue.questionnaire.registration import SECTORS
from dialogue.standing import LEVELS, REACHES, STATES
from dialogue.values.units import UNITS

Kind = Literal[
    "text", "identifier", "integer", "decimal", "rupiah", "day", "choice", "choices", "area", "phone"
]
Options = tuple[tuple[Any, Shown], ...]
"""The value as it is kept (text, True or False) and what a cell says for it."""


@dataclass(frozen=True)
class Column:
    key: str
    """The business column that it holds, the kind of paper, or what the row of an export calls it."""
    title: Text
    about: Text
    """One sentence for the sheet that explains the columns."""
    kind: Kind = "text"
    options: Options = ()
    """What a cell of kind choice or choices may say."""
    is_read: bool = True
    """Whether an import takes it back; what follows from other data, or was decided by the office, is not."""

    @property
    def is_paper(self) -> bool:
        """Whether it holds the number of a paper."""
        return self.key in papers.KINDS


YES_OR_NO: Options = ((True, YES_LABEL), (False, NO_LABEL))


def _labels(options: tuple[tuple[str, Text, Shown], ...]) -> Options:
    """The options of a question, without what the buttons add."""
    return tuple((value, label) for value, label, _detail in options)


def _range(
    key: str, kind: Kind, title: Text, about: Text, high: Text, about_is: Text
) -> tuple[Column, Column, Column]:
    """An amount, the upper end where a range was told, and whether the owner called it approximate."""
    return (
        Column(key, title, about, kind),
        Column(f"{key}_high", high, _("The upper end, where the owner told a range."), kind),
        Column(f"{key}_about", about_is, _("Whether the owner called it approximate."), "choice", YES_OR_NO),
    )


def _measure(key: str, unit: Text, period: Text) -> tuple[Column, Column]:
    """The unit and the period of a quantity."""
    units: Options = tuple((name, name) for name in UNITS)
    return (
        Column(f"{key}_unit", unit, _("What is counted, such as pcs, kg or bungkus."), "choice", units),
        Column(
            f"{key}_period",
            period,
            _("The time in which so much is made."),
            "choice",
            tuple(PERIODS.items()),
        ),
    )


OWNER = (
    Column(
        "number",
        _("Register number"),
        _("The number in the register; it tells an import which business a row is about. Leave it as it is."),
        "identifier",
    ),
    Column(
        "state",
        _("Status"),
        _("How far the data has come: draft, handed in, verified or returned."),
        "choice",
        tuple(STATES.items()),
        is_read=False,
    ),
    Column("owner_name", _("Owner's name"), _("The full name of the owner.")),
    Column("gender", _("Gender of the owner"), _("Woman or man."), "choice", _labels(GENDERS)),
    Column("phone", _("Phone number"), _("The number that the office can call, as text."), "phone"),
    Column(
        "reach",
        _("How to reach the owner"),
        _("Telegram, phone only, or not at all."),
        "choice",
        tuple(REACHES.items()),
        is_read=False,
    ),
    Column("name", _("Business name"), _("What the business is called.")),
    Column(
        "legal_form",
        _("Form of the business"),
        _("Such as UD, CV or cooperative."),
        "choice",
        _labels(LEGAL_FORMS),
    ),
    Column("year_established", _("Since the year"), _("The year in which the business began."), "integer"),
    Column("brand", _("Brand"), _("The brand on the product.")),
)
PLACE = (
    Column("district", _("Kecamatan"), _("The kecamatan of the place of business."), "area"),
    Column("village", _("Desa or kelurahan"), _("The desa or kelurahan of the place of business."), "area"),
    Column(
        "area_code",
        _("Area code"),
        _("The official code of the desa, or else of the kecamatan; names may occur twice, a code does not."),
        "identifier",
    ),
    Column("street", _("Street and house"), _("Street, hamlet, RT and RW.")),
    Column("latitude", _("Latitude"), _("The place on the map, in degrees; south is below zero."), "decimal"),
    Column("longitude", _("Longitude"), _("The place on the map, in degrees east."), "decimal"),
)
ACTIVITY = (
    Column("main_product", _("Main product"), _("What is made, in the owner's words.")),
    Column("sector", _("Sector"), _("Agro or non-agro."), "choice", _labels(SECTORS)),
    Column("kbli", _("KBLI"), _("The code of the activity, five digits, as text."), "identifier"),
    Column(
        "kbli_edition",
        _("KBLI edition"),
        _("The edition in which the code has its meaning: 2020 or 2025."),
        "choice",
        tuple((year, year) for year in EDITIONS),
    ),
    Column(
        "branch",
        _("Branch"),
        _("The branch in which the business is counted."),
        "choice",
        _labels(BRANCHES),
    ),
    Column(
        "size_class",
        _("Size class"),
        _("Small, medium or large after Permenperin 64/2016; indicative until an officer confirms it."),
        "choice",
        tuple(CLASSES.items()),
        is_read=False,
    ),
    Column(
        "level",
        _("Level"),
        _("How independent the business is by now."),
        "choice",
        tuple(LEVELS.items()),
        is_read=False,
    ),
)
PAPERS = tuple(
    Column(
        kind,
        title,
        _("The number as text; Not yet, if the owner has none; empty, if it is not known."),
        "identifier",
    )
    for kind, title in papers.KINDS.items()
    if kind != "other"
)
WORK = (
    Column(
        "workers_male",
        _("Men at work"),
        _("How many men work there, owner and family included."),
        "integer",
    ),
    Column(
        "workers_female",
        _("Women at work"),
        _("How many women work there, owner and family included."),
        "integer",
    ),
    *_range(
        "capacity",
        "decimal",
        _("Production capacity"),
        _("How much is made as a rule, in the unit and period beside it."),
        _("Production capacity up to"),
        _("Production capacity is approximate"),
    ),
    *_measure("capacity", _("Unit of the capacity"), _("Period of the capacity")),
    *_range(
        "installed",
        "decimal",
        _("Installed capacity"),
        _("How much could be made at the most, in the unit and period beside it."),
        _("Installed capacity up to"),
        _("Installed capacity is approximate"),
    ),
    *_measure("installed", _("Unit of the installed capacity"), _("Period of the installed capacity")),
    Column(
        "days_per_month",
        _("Working days a month"),
        _("How many days a month the business works."),
        "integer",
    ),
)
CAPITAL = (
    *_range(
        "investment",
        "rupiah",
        _("Investment"),
        _("Rupiah in tools, machines and stock, without land and building."),
        _("Investment up to"),
        _("Investment is approximate"),
    ),
    *_range(
        "land_building",
        "rupiah",
        _("Land and building"),
        _("Rupiah in land and building of the business."),
        _("Land and building up to"),
        _("Land and building is approximate"),
    ),
    Column(
        "capital_sources",
        _("Where the capital is from"),
        _("One or more sources, with a semicolon between them."),
        "choices",
        SOURCES,
    ),
)
DIFFICULTIES = (
    Column(
        "constraints",
        _("Difficulties"),
        _("One or more difficulties, with a semicolon between them."),
        "choices",
        CONSTRAINTS,
    ),
    Column("constraint_note", _("Difficulties in own words"), _("What the owner told about them.")),
    Column(
        "help_wanted",
        _("Help wanted"),
        _("One or more kinds of help, with a semicolon between them."),
        "choices",
        HELP,
    ),
)
PROGRESS = (
    Column(
        "completeness",
        _("Filled in (%)"),
        _("How much of the whole record is answered, in per cent."),
        "integer",
        is_read=False,
    ),
    Column("submitted_at", _("Handed in on"), _("The day it was handed in."), "day", is_read=False),
    Column("verified_at", _("Verified on"), _("The day an officer verified it."), "day", is_read=False),
)
COLUMNS = (*OWNER, *PLACE, *ACTIVITY, *PAPERS, *WORK, *CAPITAL, *DIFFICULTIES, *PROGRESS)
BY_KEY = {column.key: column for column in COLUMNS}
