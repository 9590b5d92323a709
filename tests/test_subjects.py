"""What the subjects hand to the machine: each notice, job and form has a name of its own."""

from collections import Counter

import pytest

from handlers import SUBJECTS


@pytest.mark.parametrize("kind", ["NOTICES", "JOBS"])
def test_each_kind_is_named_once(kind: str) -> None:
    """Of two with one name the second would take the first's place without a word."""
    names = Counter(name for subject in SUBJECTS for name in getattr(subject, kind, {}))
    assert names and [name for name, count in names.items() if count > 1] == []


def test_each_form_is_named_once() -> None:
    names = Counter(route.form.name for subject in SUBJECTS for route in getattr(subject, "FORMS", ()))
    assert names and [name for name, count in names.items() if count > 1] == []
