"""Every question of the registration has a place in the register, and every form a way in."""

from dialogue.questionnaire.registration import REGISTRATION
from handlers import FORMS
from storage.business import Business


def test_each_answer_has_its_column() -> None:
    columns = set(Business.__table__.columns.keys())
    for field in REGISTRATION.fields:
        assert set(field.columns()) <= columns, f"add {field.columns()} to Business, with a migration"


def test_each_form_names_its_questions_once() -> None:
    for route in FORMS.values():
        names = [field.name for field in route.form.fields]
        assert len(names) == len(set(names)), route.form.name
        assert set(route.when_answered) <= set(names), route.form.name
