"""Every question of the registration has its place in the register, every form and route its own name."""

from collections import Counter
from types import ModuleType

import handlers
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


def test_each_route_job_and_notice_is_named_once() -> None:
    """Of two with one name the second would take the first's place without a word."""
    subjects = [subject for subject in vars(handlers).values() if isinstance(subject, ModuleType)]
    routes = [route.name for subject in subjects for route in getattr(subject, "ROUTES", ())]
    for kind in (routes, *([n for s in subjects for n in getattr(s, of, ())] for of in ("JOBS", "NOTICES"))):
        names = Counter(kind)
        assert names and [name for name, count in names.items() if count > 1] == []
