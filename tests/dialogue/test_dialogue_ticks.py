"""Several answers at once: each press ticks one or takes it back, and Done goes on."""

from datetime import date
from typing import Any

from dialogue.answering import Taken, take
from dialogue.asking import ask
from dialogue.fields import Context, Given, Many, Words
from dialogue.form import Form, Progress
from dialogue.i18n import Voice, _
from dialogue.message import Buttons, Say

TROUBLES = Many(
    name="constraints",
    label=_("Main menu"),
    question="Apa kendalanya?",
    example="modal",
    options=(("capital", _("Save")), ("tools", _("Back")), ("sales", _("Help"))),
)
NOTE = Words(name="note", label="Catatan", question="Ada catatan?", example="tidak ada")
FORM = Form("troubles", "Kendala", (TROUBLES, NOTE))
INDONESIAN = Voice("id")


class Talk:
    """A form and its answers, without a chat."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.progress = Progress()

    def context(self) -> Context:
        return Context("35.26", date(2026, 11, 22), self.answers)

    def gives(self, **given: str) -> Taken:
        taken = take(FORM, self.progress, "answer", Given(**given), self.context())
        self.answers.update(taken.columns or {})
        _messages, self.progress = ask(FORM, taken.progress, self.context(), 1)
        return taken

    def buttons(self) -> list[str]:
        messages, self.progress = ask(FORM, self.progress, self.context(), 1)
        question = messages[-1]
        assert isinstance(question, Say) and isinstance(question.keyboard, Buttons)
        return [INDONESIAN.say(button.label) for row in question.keyboard.rows for button in row]


def test_each_press_ticks_and_done_goes_on() -> None:
    siti = Talk()
    assert siti.buttons()[:4] == ["Simpan", "Kembali", "Bantuan", "Selesai"]
    assert siti.gives(value="sales").is_in_place
    siti.gives(value="capital")
    assert siti.buttons()[:3] == ["✓ Simpan", "Kembali", "✓ Bantuan"]
    assert siti.answers == {"constraints": ["capital", "sales"]}, "written at once, in the order of the list"
    siti.gives(value="sales")
    assert siti.progress.asked == "constraints"
    siti.gives(value="done")
    assert siti.progress.asked == "note"


def test_nothing_ticked_is_no_answer_and_words_may_be_typed() -> None:
    siti = Talk()
    siti.gives(value="done")
    assert siti.progress.asked == "constraints" and siti.answers == {}
    siti.gives(text="simpan dan bantuan")
    assert siti.answers == {"constraints": ["capital", "sales"]}
    assert INDONESIAN.say(TROUBLES.shows(siti.answers)) == "Simpan, Bantuan"


def test_none_of_them_stands_alone() -> None:
    field = Many(name="x", label="", question="", example="", options=TROUBLES.options, alone="sales")

    def presses(ticked: list[str], value: str) -> object:
        reading = field.read(Given(value=value), Context("35.26", date(2026, 11, 22), {"x": ticked}))
        return getattr(reading, "columns", {}).get("x")

    assert presses(["capital", "tools"], "sales") == ["sales"]
    assert presses(["sales"], "capital") == ["capital"]
    assert presses(["sales"], "sales") == []
