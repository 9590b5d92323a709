"""A form, walked through at random: whatever a person does, no answer is lost and the way is clear.

The walk stands where the machine stands: it keeps the progress as JSON between any two steps, writes what
was accepted, and looks at every message as the person would.
"""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.render import body_of, voice_for
from dialogue.answering import Taken, action_for, take
from dialogue.asking import ask
from dialogue.event import File
from dialogue.fields import Context, Given, Words
from dialogue.form import FRESH, REVIEW, Form, Progress, current, opened
from dialogue.message import Message
from dialogue.places import inside
from dialogue.questionnaire.consent import CONSENT
from dialogue.questionnaire.officer import OFFICER
from dialogue.questionnaire.registration import REGISTRATION

REGION = "35.26"
VOICE = voice_for("id", "Asia/Jakarta")
PLACE = re.compile(r"<b>(\d+) dari (\d+)\.</b>")
Press = tuple[str, str]
"""What a button of a form carries beside the run: question and action."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "owner_name": ("Siti Aminah", "<b>Siti</b> & {name}"),
    "phone": ("0812 3456 7890", "081298765432"),
    "name": ("Keripik Bu Siti", "Simpan Pinjam"),
    "district": ("Tanjung Bumi", "tanjungbum", "Paseseh", "Dlemer", "Arosbaya"),
    "village": ("Paseseh", "pasese", "Arosbaya"),
    "main_product": ("keripik singkong", "batik tulis", "jasa"),
    "sector": ("ya", "tidak", "Agro", "non-agro"),
    "workers_male": ("2", "0", "12 orang"),
    "workers_female": ("3", "007"),
    "capacity": ("1.500 bungkus", "1500", "20 kodi sebulan"),
    "register": ("Saya setuju", "tidak"),
    "sharing": ("ya", "tidak setuju"),
    "catalog": ("ya", "tidak"),
    "question": ("Bagaimana cara membuat NIB?",),
}
ANYTHING = (
    *("", "?", "0.500 ton", "kodi", "ya", "tidak", "bumii", "x" * 400, "*tebal*", "999999999999", "²", "/"),
    *("Kembali", "lewati", "contoh", "petugas", "nama lainnya", "tetap", "batal", "simpan", "tidak jadi"),
    *("Back", "Skip, remind me later", "Save"),
)
WITH_KEYS = {"phone", "district", "village"}
STEERING = ("back", "skip", "keep", "example", "more", "officer", "resume", "none", "save", "nonsense")


class Walk:
    """One person in one form; `answers` are the stored columns, `kept` is the progress on disk."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.answers: dict[str, Any] = {}
        self.kept = "{}"
        self.run = 999_999_999
        self.accepted: dict[str, Any] = {}
        self.given: dict[str, Any] = {}
        self.seen: list[dict[str, Any]] = []
        self.presses: list[Press] = []
        self.has_keys_on_screen = False
        self.ended = 0
        self.show("", self.progress)

    @property
    def progress(self) -> Progress:
        return Progress.from_dict(json.loads(self.kept))

    @property
    def context(self) -> Context:
        return Context(REGION, date(2026, 1, 5), dict(self.answers))

    def keep(self, progress: Progress) -> None:
        self.kept = json.dumps(progress.as_dict())
        assert Progress.from_dict(json.loads(self.kept)) == progress

    def type(self, words: str) -> Taken:
        given = Given(text=words)
        return self.step(action_for(given), given)

    def press(self, press: Press) -> Taken | None:
        """As the machine takes a button: only one of the question last asked, or an edit at the review."""
        name, action = press
        progress = self.progress
        if progress.asked != name and not (progress.asked == REVIEW and action == "edit"):
            return None
        if action.startswith("="):
            return self.step("answer", Given(value=action[1:]))
        return self.step(f"edit:{name}" if action == "edit" else action, Given())

    def step(self, action: str, given: Given) -> Taken:
        before, asked = dict(self.answers), self.progress
        field = current(self.form, asked, self.answers)
        taken = take(self.form, asked, action, given, self.context)
        if taken.columns is not None:
            is_answer = action in {"answer", "asis", "keep"} or action.startswith("option-")
            assert is_answer, "only an answer is an answer"
            assert taken.field is field, "to the question that was asked"
            assert set(taken.columns) - {"flagged"} == set(taken.field.columns())
            self.write(taken.field.name, taken.columns)
        else:
            assert self.answers == before
        if asked.to_officer and action == "answer" and given.text:
            assert taken.to_officer == given.text
            assert taken.columns is None
        else:
            assert not taken.to_officer
        self.go_on(taken)
        return taken

    def write(self, name: str, columns: dict[str, Any]) -> None:
        """As handlers/registration.py does: a new kecamatan takes the old desa away."""
        if name == "district" and not str(self.answers.get("village")).startswith(columns["district"]):
            for kept in (self.answers, self.accepted):
                kept.pop("village", None)
        self.answers.update(columns)
        self.accepted.update(columns)

    def go_on(self, taken: Taken) -> None:
        is_at_end = current(self.form, taken.progress, self.answers) is None and not self.form.review
        if taken.is_finished or (is_at_end and not taken.is_left and not taken.progress.to_officer):
            self.end()
            return
        if taken.is_left:
            self.has_keys_on_screen = False
            self.keep(replace(taken.progress, has_keys=False, is_single=False))
            self.show("", self.progress)
            return
        self.show(taken.note, taken.progress)

    def end(self) -> None:
        """The next run begins; without a review the answers were handed over, and it is empty."""
        self.ended += 1
        self.has_keys_on_screen = False
        self.presses = []
        if not self.form.review:
            self.given, self.answers, self.accepted = self.answers, {}, {}
        self.show("", FRESH)

    def show(self, note: Any, progress: Progress) -> None:
        messages, asked = ask(self.form, progress, self.context, self.run, note)
        self.keep(asked)
        self.look(messages)

    def look(self, messages: list[Message]) -> None:
        """What the person sees keeps to the rules of the channel and of our tone."""
        self.seen = [body_of(message, VOICE)[1] for message in messages]
        progress = self.progress
        for body in self.seen:
            self.has_keys_on_screen = "keys" in body or (self.has_keys_on_screen and "no_keys" not in body)
            text = body["text"]
            assert text.strip()
            assert len(text) <= 4096
            if progress.asked != REVIEW and self.form is not CONSENT:
                assert text.count("\n") < 3, text
            for button in (button for row in body.get("buttons", ()) for button in row):
                assert 1 <= len(button["data"].encode()) <= 64
                assert button["text"].strip()
                _route, _run, name, action = button["data"].split(":")
                self.presses.append((name, action))
            assert all(key["text"].strip() for row in body.get("keys", ()) for key in row)
        assert self.has_keys_on_screen == progress.has_keys
        assert not progress.has_keys or progress.asked in WITH_KEYS, "keys of another question stayed"
        self.presses = self.presses[-40:]
        self.check_place(progress)

    def check_place(self, progress: Progress) -> None:
        visible = [field.name for field in self.form.visible(self.answers)]
        assert progress.asked in {*visible, REVIEW}
        told = PLACE.search(self.seen[-1]["text"])
        if progress.asked == REVIEW or progress.is_single or progress.to_officer:
            assert told is None
        elif not (progress.doubt and told is None):
            assert told is not None, self.seen
            assert (int(told[1]), int(told[2])) == (visible.index(progress.asked) + 1, len(visible))

    @property
    def buttons(self) -> list[Press]:
        """Those of the newest message."""
        shown = self.seen[-1].get("buttons", ())
        return [tuple(button["data"].split(":")[2:]) for row in shown for button in row]

    @property
    def keys(self) -> list[str]:
        return [key["text"] for row in self.seen[-1].get("keys", ()) for key in row]


class FormWalk(RuleBasedStateMachine):
    """Any sequence of what a person can do."""

    form: Form = REGISTRATION

    @initialize(filled=st.booleans())
    def begin(self, filled: bool) -> None:
        self.walk = Walk(self.form)
        if filled and self.form is REGISTRATION:
            for name in ANSWERS:
                if self.walk.form.field(name):
                    self.walk.type(ANSWERS[name][0])

    @rule(data=st.data())
    def answers_well(self, data: st.DataObject) -> None:
        asked = self.walk.progress.asked
        if asked in ANSWERS:
            self.walk.type(data.draw(st.sampled_from(ANSWERS[asked])))
        elif asked == "photo":
            self.walk.step("answer", Given(file=File("A1"), attachment=7))

    @rule(words=st.one_of(st.sampled_from(ANYTHING), st.text(max_size=15)))
    def types_anything(self, words: str) -> None:
        self.walk.type(words)

    @rule(number=st.sampled_from(["6281234567890", "1", ""]), is_own=st.booleans())
    def shares_a_number(self, number: str, is_own: bool) -> None:
        self.walk.step("answer", Given(phone=number, phone_is_own=is_own))

    @rule(data=st.data())
    def presses_a_button(self, data: st.DataObject) -> None:
        if self.walk.buttons:
            pressed = data.draw(st.sampled_from(self.walk.buttons))
            assert self.walk.press(pressed) is not None, f"{pressed} does nothing"

    @rule(data=st.data())
    def presses_an_old_button(self, data: st.DataObject) -> None:
        if self.walk.presses:
            self.walk.press(data.draw(st.sampled_from(self.walk.presses)))

    @precondition(lambda self: self.walk.keys)
    @rule(data=st.data())
    def presses_a_key(self, data: st.DataObject) -> None:
        self.walk.type(data.draw(st.sampled_from(self.walk.keys)))

    @rule(action=st.sampled_from(STEERING))
    def steers(self, action: str) -> None:
        self.walk.step(action, Given())

    @rule(number=st.integers(-1, 9), mark=st.sampled_from(["", "00000000", "²"]), odd=st.booleans())
    def forges_an_option(self, number: int, mark: str, odd: bool) -> None:
        taken = self.walk.step(f"option-{'²' if odd else number}-{mark}", Given())
        assert taken.columns is None

    @precondition(lambda self: self.walk.progress.doubt)
    @rule(number=st.sampled_from(["²", "-1", "99", "", "٣٣"]))
    def forges_an_option_with_the_right_mark(self, number: str) -> None:
        marks = [action.rpartition("-")[2] for _name, action in self.walk.buttons if "option-" in action]
        if marks:
            assert self.walk.step(f"option-{number}-{marks[0]}", Given()).columns is None

    @rule()
    def stops_and_comes_back(self) -> None:
        before = dict(self.walk.answers), self.walk.progress.skipped
        taken = self.walk.step("cancel", Given())
        assert taken.is_left
        assert (self.walk.answers, self.walk.progress.skipped) == before

    @precondition(lambda self: self.form.review)
    @rule(data=st.data(), is_single=st.booleans())
    def opens_one_question(self, data: st.DataObject, is_single: bool) -> None:
        name = data.draw(st.sampled_from([field.name for field in self.walk.form.visible(self.walk.answers)]))
        self.walk.show("", opened(self.walk.progress, name, is_single=is_single))
        assert self.walk.progress.asked == name

    @precondition(lambda self: self.form is REGISTRATION and len(self.walk.form.fields) < 14)
    @rule(behind=st.integers(0, 1))
    def a_question_is_inserted(self, behind: int) -> None:
        """A new version of the program, while the person is half-way."""
        form, asked = self.walk.form, self.walk.progress.asked
        new = Words(name=f"new{len(form.fields)}", label="New", question="Something new?", example="x")
        names = [field.name for field in form.fields]
        at = names.index(asked) + behind if asked in names else len(names)
        self.walk.form = replace(form, fields=(*form.fields[:at], new, *form.fields[at:]))
        self.walk.show("", self.walk.progress)
        if asked in names:
            assert self.walk.progress.asked == asked, "who is half-way stays where she is"

    @invariant()
    def no_accepted_answer_is_lost_or_changed(self) -> None:
        if hasattr(self, "walk"):
            assert self.walk.answers == self.walk.accepted


class ConsentWalk(FormWalk):
    """Whose first answer can take the other questions away."""

    form = CONSENT


class OfficerWalk(FormWalk):
    form = OFFICER


WALKS: dict[str, Any] = {
    "suppress_health_check": list(HealthCheck),
    "deadline": None,
    "derandomize": True,
    "phases": [Phase.generate],
}
"""Without making a failing walk smaller, which takes minutes; add Phase.shrink to look into one."""
TestRegistrationWalk = FormWalk.TestCase
TestRegistrationWalk.settings = settings(max_examples=60, stateful_step_count=40, **WALKS)
TestConsentWalk = ConsentWalk.TestCase
TestConsentWalk.settings = settings(max_examples=25, stateful_step_count=20, **WALKS)
TestOfficerWalk = OfficerWalk.TestCase
TestOfficerWalk.settings = settings(max_examples=10, stateful_step_count=15, **WALKS)


def walked(*words: str, form: Form = REGISTRATION) -> Walk:
    walk = Walk(form)
    for said in words:
        walk.type(said)
    return walk


FIRST_FIVE = ("Siti Aminah", "081234567890", "Keripik Bu Siti", "Tanjung Bumi", "Paseseh")
ALL_BUT_PHOTO = (*FIRST_FIVE, "keripik singkong", "ya", "2", "3", "1.500 bungkus")


def test_the_whole_form_in_order() -> None:
    walk = Walk(REGISTRATION)
    for place, said in enumerate(ALL_BUT_PHOTO, 1):
        assert f"<b>{place} dari 11.</b>" in walk.seen[-1]["text"]
        walk.type(said)
    assert walk.progress.asked == "photo"
    walk.type("lewati")
    assert walk.progress.asked == REVIEW
    assert REGISTRATION.completeness(walk.answers) == 90
    assert [field.name for field in REGISTRATION.missing(walk.answers)] == ["photo"]
    assert "Lewati" not in str(walk.buttons)
    assert walk.press((REVIEW, "save")) is not None
    assert walk.ended == 1


def test_back_shows_the_old_answer_and_it_can_be_kept() -> None:
    walk = walked(*FIRST_FIVE)
    for name, _said in zip(("village", "district", "name", "phone"), FIRST_FIVE, strict=False):
        walk.type("kembali")
        assert walk.progress.asked == name
    assert "0812-3456-7890" in walk.seen[-1]["text"]
    walk.type("tetap")
    assert walk.progress.asked == "main_product", "on to where the answers lead"
    assert walk.answers["phone"] == "+6281234567890"


def test_an_edit_from_the_review_returns_to_the_review() -> None:
    walk = walked(*ALL_BUT_PHOTO, "lewati")
    walk.press(("workers_male", "edit"))
    walk.type("4")
    assert walk.progress.asked == REVIEW
    assert walk.answers["workers_male"] == 4
    walk.press(("name", "edit"))
    walk.type("kembali")
    assert walk.progress.asked == REVIEW


def test_what_is_needed_cannot_be_skipped() -> None:
    walk = walked("lewati")
    assert walk.progress.asked == "owner_name"
    assert walk.progress.skipped == ()


def test_a_wrong_answer_gets_a_reason_an_example_and_then_an_offer_of_help() -> None:
    walk = walked("7")
    assert "Siti Aminah" in walk.seen[-1]["text"]
    walk.type("!!")
    assert "Tanya petugas" in walk.seen[-1]["text"]
    assert walk.progress.tried == "!!", "kept for the officer"
    walk.type("Siti")
    assert (walk.progress.mistakes, walk.progress.tried) == (0, "")


def test_an_old_option_chooses_nothing_new() -> None:
    walk = walked(*ALL_BUT_PHOTO[:-1], "1.500")
    old = walk.buttons[0]
    walk.type("2.000")
    assert walk.buttons[0] != old
    walk.press(old)
    assert "capacity" not in walk.answers
    walk.press(walk.buttons[1])
    assert (walk.answers["capacity"], walk.answers["capacity_unit"]) == (2000, "bungkus")


def test_a_doubt_is_answered_by_typing_what_was_missing_and_all_words_are_kept() -> None:
    walk = walked(*ALL_BUT_PHOTO[:-1], "1.500")
    taken = walk.type("kodi")
    assert walk.answers["capacity_unit"] == "kodi"
    assert walk.answers["capacity"] == 1500
    assert taken.words == "1.500 kodi"


def test_a_doubt_that_was_cleared_up_halfway_is_still_asked() -> None:
    """Both words together name a place nearly; that is asked, and only what is asked takes a yes."""
    walk = walked(*FIRST_FIVE[:3], "tanjung", "bumii")
    assert "Tanjung Bumi" in walk.seen[-1]["text"]
    assert [action.split("-")[0] for _name, action in walk.buttons] == ["option", "none"]
    walk.type("ya")
    assert walk.answers["district"] == "35.26.09"


@pytest.mark.parametrize(("said", "asked"), [("ya", "village"), ("bukan", "district"), ("iya.", "village")])
def test_a_doubt_takes_a_yes_or_a_no(said: str, asked: str) -> None:
    walk = walked(*FIRST_FIVE[:3], "tanjungbum", said)
    assert walk.progress.asked == asked
    assert walk.progress.doubt is None


def test_a_question_to_an_officer_is_no_answer() -> None:
    walk = walked("petugas")
    taken = walk.type("Siti Aminah")
    assert taken.to_officer == "Siti Aminah"
    assert walk.answers == {}
    assert walk.progress.asked == "owner_name"
    walk.type("Siti Aminah")
    assert walk.answers == {"owner_name": "Siti Aminah"}


def test_no_to_the_first_consent_ends_the_others() -> None:
    walk = walked("tidak setuju", form=CONSENT)
    assert walk.ended == 1
    assert walk.given == {"register": False}
    assert [field.name for field in CONSENT.visible(walk.given)] == ["register"]


def test_a_new_kecamatan_asks_for_the_desa_anew() -> None:
    walk = walked(*FIRST_FIVE, "kembali", "kembali")
    assert walk.progress.asked == "district"
    walk.type("Arosbaya")
    assert walk.progress.asked == "village"
    names = {place.name for place in inside("35.26.05")}
    assert {key for key in walk.keys if key in names}


def test_what_an_older_program_kept_is_still_understood() -> None:
    kept = {"asked": "phone", "skipped": ["photo"], "left_out_meanwhile": 1}
    assert Progress.from_dict(kept) == Progress(asked="phone", skipped=("photo",))
    assert Progress.from_dict({}) == FRESH
    assert FRESH.as_dict() == {}
