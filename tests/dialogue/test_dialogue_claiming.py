"""What is told of a record before it is claimed, what a code looks like, whose phone number is asked for."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.claiming import doubtful, hint, is_alike
from dialogue.fields import Context, Doubt, Given, OwnPhone, Phone, Value, Wrong
from dialogue.fields.phone import TYPISTS_PHONE
from dialogue.i18n import Voice
from dialogue.questionnaire.claim import ALPHABET, CODE_LENGTH, as_kept, as_printed
from dialogue.questionnaire.lookup import Sought, sought

BANGKALAN = "35.26"
CODES = st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
PHONE = Phone(name="phone", label="", question="", example="")
OWN = OwnPhone(name="phone", label="", question="", example="")


def context(**answers: object) -> Context:
    return Context(BANGKALAN, date(2026, 11, 22), answers)


@given(CODES)
@settings(max_examples=50)
def test_a_code_is_the_same_however_it_is_written(code: str) -> None:
    for written in (as_printed(code), code.lower(), f" {as_printed(code)} ", f"t.me/b?start=slip_{code}"):
        assert as_kept(written) == code


@given(st.text(min_size=1, max_size=40), st.sampled_from(["35.26.02.2002", "35.26.01.1001", None]))
@settings(max_examples=50)
def test_a_hint_tells_one_letter_and_the_village(name: str, village: str | None) -> None:
    told = Voice("en").say(hint({"name": name, "village": village, "phone": "+6281233445566"}))
    places = {"35.26.02.2002": "… in desa Keleyan", None: "…"}
    assert told.partition("…")[0] == name.strip()[:1].upper()
    assert village not in places or told.endswith(places[village])


def test_a_kelurahan_is_called_so() -> None:
    assert "in kelurahan " in Voice("en").say(hint({"name": "Batik", "village": "52.71.01.1001"}))


def test_what_is_looked_for() -> None:
    keleyan = ("35.26.02.2002",)
    assert sought("Siti Aminah, Keleyan", BANGKALAN) == Sought(name="Siti Aminah", villages=keleyan)
    assert sought("siti aminah keleyan", BANGKALAN) == Sought(name="siti aminah", villages=keleyan)
    assert sought("Siti, keleyann", BANGKALAN).villages == keleyan
    assert sought("0812 3344 5566", BANGKALAN) == Sought(phone="+6281233445566")
    assert sought("0256010045123", BANGKALAN).nib == "0256010045123"
    assert sought("Siti Aminah", BANGKALAN) == Sought()


def test_names_that_may_be_one() -> None:
    assert is_alike("Kripik Bu Siti", "Keripik Bu Siti") and is_alike("siti", "Siti Aminah")
    assert not is_alike("Hasan", "Siti Aminah") and not is_alike("Siti", None)


def test_only_the_channels_word_counts_as_the_own_number() -> None:
    own = Given(phone="+6281233445566", phone_is_own=True)
    assert OWN.read(own, context()) == Value({"phone": "+6281233445566"})
    for other in (Given(phone="+6281233445566"), Given(text="081233445566"), Given(value="x")):
        assert isinstance(OWN.read(other, context()), Wrong)


def test_who_fills_in_for_another_is_asked_about_the_own_number() -> None:
    typist = context(**{TYPISTS_PHONE: "+6281233445566"})
    assert not PHONE.offers(typist, 0).keys
    for own in (Given(phone="+6281233445566", phone_is_own=True), Given(text="0812 3344 5566")):
        assert isinstance(PHONE.read(own, typist), Doubt)
    assert PHONE.read(Given(text="081955667788"), typist) == Value({"phone": "+6281955667788"})
    shared = Given(phone="+6281900000001", phone_is_own=True)
    assert isinstance(PHONE.read(shared, context(**{TYPISTS_PHONE: None})), Doubt)


def test_an_owner_without_a_phone_stays_without_one() -> None:
    none = PHONE.read(Given(value="none"), context(**{TYPISTS_PHONE: None}))
    assert isinstance(none, Value) and none.columns["phone"] is None
    assert PHONE.is_answered(none.columns)
    assert [field.name for field in doubtful({**none.columns})][1] == "phone", "the owner looks at it"
    assert isinstance(PHONE.read(Given(value="none"), context()), Wrong), (
        "an owner's own form has no such button"
    )
