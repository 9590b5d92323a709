"""The invented register of the demo: exact sums, real places, and no value that a question would refuse."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.invented import register
from bot.invented.offices import listed_owner, registers
from bot.invented.owners import Owner
from bot.invented.people import PEOPLE
from bot.invented.regions import shares
from dialogue import places
from dialogue.activities import activity_of
from dialogue.fields import (
    Activity,
    Area,
    Choice,
    Context,
    Field,
    Given,
    Many,
    Money,
    Number,
    Quantity,
    Value,
    Words,
)
from dialogue.fields.quantity import PERIODS
from dialogue.questionnaire.machine import MACHINE
from dialogue.questionnaire.market import MARKET
from dialogue.questionnaire.material import MATERIAL
from dialogue.questionnaire.papers import PAPERS
from dialogue.questionnaire.product import PRODUCT
from dialogue.questionnaire.production import PRODUCTION
from dialogue.questionnaire.sections import SECTIONS
from dialogue.values import Known, read_phone
from dialogue.values.units import UNITS

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
REGIONS = {region: register(region, NOW) for region in ("35.26", "35.23", "52.71")}
BANGKALAN = REGIONS["35.26"]
EVERYONE = [record for records in REGIONS.values() for record in records]
PART_FORMS = {form.name: form for form in (PRODUCT, MATERIAL, MACHINE, MARKET)} | {
    "production_report": PRODUCTION
}
MOMENTS = {"created_at", "submitted_at", "verified_at", "claimed_at", "parts"}
HELD = registers(NOW)
OWNERS = [(record, owner) for held in HELD.values() for record, owner in held if owner]


def test_the_sums_of_bangkalan_hold() -> None:
    assert len(BANGKALAN) == 1513
    assert Counter(record["sector"] for record in BANGKALAN) == {"agro": 894, "non_agro": 619}
    assert len(REGIONS["35.23"]) == 48 and len(REGIONS["52.71"]) == 36


def test_all_kecamatan_of_bangkalan_have_their_share() -> None:
    counts = Counter(record["district"] for record in BANGKALAN)
    assert set(counts) == {place.code for place in places.inside("35.26")}
    assert min(counts.values()) >= 30


@pytest.mark.parametrize(("weights", "count"), [((1, 1, 1), 10), ((5, 3, 9, 1), 894), ((7,), 3), ((1, 2), 0)])
def test_nothing_is_lost_in_dealing_out(weights: tuple[int, ...], count: int) -> None:
    dealt = shares(weights, count)
    assert sum(dealt) == count
    assert all(
        abs(got - count * weight / sum(weights)) < 1 for got, weight in zip(dealt, weights, strict=True)
    )


def test_each_village_lies_in_its_district() -> None:
    for region, records in REGIONS.items():
        districts = {place.code for place in places.inside(region)}
        for record in records:
            assert record["district"] in districts
            assert record["village"] in {place.code for place in places.inside(record["district"])}


def test_the_sector_is_that_of_the_product() -> None:
    for record in EVERYONE:
        activity = activity_of(record["main_product"])
        assert activity is not None and activity.sector == record["sector"], record["main_product"]


def test_phones_are_readable_and_most_are_ones_own() -> None:
    phones = [record["phone"] for record in EVERYONE if record["phone"]]
    assert all(read_phone(phone) == Known(phone) for phone in phones)
    assert 0.75 < len(phones) / len(EVERYONE) < 0.85
    shared = len(phones) - len(set(phones))
    assert 5 < shared < 60, "husband and wife"
    other = {record["phone"] for record in register("35.26", NOW, block=9)}
    assert not set(phones) & other - {None}


def test_the_register_has_substance_and_gaps() -> None:
    """What the five data sets of the report need, and what a dinas has yet to ask."""
    full = [r for r in BANGKALAN if r.get("capacity") and r["parts"].get("market") and r.get("help_wanted")]
    assert len(full) >= 150
    assert sum(not record.get("capacity") for record in BANGKALAN) >= 150
    assert 0.3 < sum(bool(record["papers"].get("nib")) for record in BANGKALAN) / 1513 < 0.4
    nibs = [record["papers"]["nib"] for record in EVERYONE if record["papers"].get("nib")]
    assert len(set(nibs)) == len(nibs)
    assert sum(nib.startswith("0") for nib in nibs) > 100
    assert {"draft", "submitted", "verified"} == {record["state"] for record in BANGKALAN}
    assert sum(len(record["parts"].get("production_report", ())) for record in BANGKALAN) > 100


def test_moments_lie_in_the_last_two_years() -> None:
    moments = [record["created_at"] for record in EVERYONE]
    assert NOW - timedelta(days=731) < min(moments) and max(moments) < NOW
    for record in EVERYONE:
        for report in record["parts"].get("production_report", ()):
            assert record["created_at"] < report["submitted_at"] < NOW


def test_nothing_but_moments_depends_on_the_day() -> None:
    later = {_known(record) for record in register("35.26", NOW + timedelta(days=100))}
    assert later == {_known(record) for record in BANGKALAN}
    assert register("35.26", NOW) == BANGKALAN
    assert register("35.26", NOW, seed=2) != BANGKALAN


def _known(record: dict[str, Any]) -> str:
    return repr({name: value for name, value in record.items() if name not in MOMENTS})


def test_every_answer_is_one_that_its_question_takes() -> None:
    forms = [section.form for section in SECTIONS if not section.repeats and section.form is not PAPERS]
    for record in EVERYONE:
        for form in forms:
            for field in form.fields:
                _check(field, record)


def test_every_paper_is_one_that_its_question_takes() -> None:
    readers = {field.name: field.reads for field in PAPERS.fields}
    for record in EVERYONE:
        for kind, number in record["papers"].items():
            assert number == "" or readers[kind](number) == Known(number), (kind, number)


def test_every_part_is_one_that_its_form_takes() -> None:
    for record in EVERYONE:
        for name, parts in record["parts"].items():
            for part in parts:
                for field in PART_FORMS[name].fields:
                    _check(field, part)
        shares_told = [market["share"] for market in record["parts"].get("market", ())]
        assert sum(share or 0 for share in shares_told) in {0, 100}


def _check(field: Field, answers: dict[str, Any]) -> None:
    """The field could have been answered so; what is not answered has no column filled."""
    told = {name: answers[name] for name in field.columns() if answers.get(name) is not None}
    if not told:
        return
    assert field.is_readable(answers), (field.name, told)
    context = Context(region="35.26", today=NOW.date(), answers={})
    value = answers[field.name]
    if isinstance(field, Words):
        assert field.read(Given(text=value), context) == Value({field.name: value}), value
    elif isinstance(field, Choice | Activity):
        assert isinstance(field.read(Given(value=value), context), Value), value
    elif isinstance(field, Area):
        assert (
            field.read(Given(text=places.name_of(value)), context) == Value({field.name: value})
            or value == "ID"
        )
    elif isinstance(field, Number):
        assert field.read(Given(text=str(value)), context) == Value({field.name: value}), (field.name, value)
    elif isinstance(field, Many):
        assert value == [one for one, _label in field.options if one in value], value
    elif isinstance(field, Money):
        assert type(value) is int and field.least <= value <= field.most, (field.name, value)
    elif isinstance(field, Quantity):
        assert value > 0 and answers[f"{field.name}_unit"] in UNITS, (field.name, told)
        assert not field.period or answers[f"{field.name}_period"] in PERIODS


def test_few_are_on_telegram_most_have_a_phone_and_some_have_neither() -> None:
    """With Nurul, who registers in the chat itself, Bangkalan has 1,513: 894 and 619, and 87 on Telegram."""
    assert {region: _reached(region) for region in HELD} == {
        "35.26": (86, 1214, 212),
        "35.23": (3, 38, 7),
        "52.71": (2, 29, 5),
    }
    assert Counter(record["sector"] for record, _owner in HELD["35.26"]) == {"agro": 894, "non_agro": 618}


def _reached(region: str) -> tuple[int, int, int]:
    told = Counter("telegram" if owner else bool(record["phone"]) for record, owner in HELD[region])
    return told["telegram"], told[True], told[False]


def test_who_is_on_telegram_is_one_person_with_a_number_of_her_own() -> None:
    assert len({owner.chat for _record, owner in OWNERS}) == len(OWNERS)
    holders = Counter(record["phone"] for held in HELD.values() for record, _owner in held)
    for record, owner in OWNERS:
        assert (owner.name, owner.phone) == (record["owner_name"], record["phone"])
        assert holders[owner.phone] == 1
        assert read_phone(owner.phone) == Known(owner.phone)
    assert not {owner.name for _record, owner in OWNERS} & {person[0] for person in PEOPLE}


def test_owners_on_telegram_are_at_every_stage() -> None:
    stages = Counter(record["state"] for record, _owner in OWNERS)
    assert set(stages) == {"draft", "submitted", "verified"} and min(stages.values()) >= 15
    assert sum(not record.get("capacity") for record, _owner in OWNERS) >= 15
    assert sum(not record.get("workers_female") for record, _owner in OWNERS) >= 5
    for record, owner in OWNERS:
        _check_since(record, owner)
    for purpose in ("sharing", "catalog"):
        assert {owner.agrees[purpose] for _record, owner in OWNERS} == {True, False}


def _check_since(record: dict[str, Any], owner: Owner) -> None:
    """She registered herself, or claimed what stood on the list, and agreed to the register then."""
    assert record["created_at"] <= owner.since < NOW and owner.agrees["register"]
    if record["origin"] == "owner":
        assert owner.since == record["created_at"] and record["state"] != "draft"
    else:
        assert record["claimed_at"] == owner.since
    if record["state"] == "submitted":
        assert record["submitted_at"] == owner.since and not record.get("verified_at")


def test_one_owner_can_find_herself_on_the_list() -> None:
    name, phone = listed_owner(HELD["35.26"])
    assert name == "Sittina", "docs/walks.py knows her by it"
    assert [bool(owner) for record, owner in HELD["35.26"] if record["phone"] == phone] == [False]
