"""docs/hak-akses.md holds the code: each of its cells, every route and every form."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import FORMS, ROUTES
from handlers.audit import DEEDS
from handlers.standing import LABELS
from storage import role
from storage.authority import ACTIONS, Actor, Resource, authorize
from storage.deed import ASSIGN, COMPLETE, VERIFY

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "docs" / "hak-akses.md"
ME, HERE, THERE = 1, 1, 2
COLUMNS = ("own", "same office", "other office", "deleted")
ROLES = ("owner", *role.IN_OFFICE, role.ADMIN, "nobody")


def cells() -> Iterator[tuple[str, str, str, bool]]:
    """Role, action, whose, and whether it is allowed, as the document says."""
    name = ""
    for line in TABLES.read_text().splitlines():
        if heading := re.match(r"## .*\(`(\w+)`\)", line):
            name = heading[1]
        elif found := re.match(r"\| `(\w+)` \|[^|]+\|(.+)\|$", line):
            for whose, said in zip(COLUMNS, found[2].split("|"), strict=True):
                assert said.strip() in {"ya", "tidak"}, line
                yield name, found[1], whose, said.strip() == "ya"


def actor(name: str) -> Actor:
    """Somebody with this role alone."""
    if name in ("owner", "nobody"):
        return Actor(ME)
    return Actor(ME, frozenset({(name, role.EVERYWHERE if name == role.ADMIN else HERE)}))


def resource(name: str, whose: str) -> Resource:
    """What it is done to: of one's own (a speaker's, or begun by oneself), or of another."""
    is_own = whose in ("own", "deleted") and name != "nobody"
    return Resource(
        THERE if whose == "other office" else HERE,
        frozenset({ME}) if is_own and name == "owner" else frozenset(),
        ME if is_own and name != "owner" else None,
        is_deleted=whose == "deleted",
    )


def test_the_document_has_every_cell_once() -> None:
    named = [cell[:3] for cell in cells()]
    assert sorted(named) == sorted(
        (name, act, whose) for name in ROLES for act in ACTIONS for whose in COLUMNS
    )


def test_the_code_does_what_the_document_says() -> None:
    for name, action, whose, is_allowed in cells():
        told = f"{name} {action} {whose}"
        assert authorize(actor(name), action, resource(name, whose)) is is_allowed, told


def test_an_action_of_no_name_is_denied_to_all() -> None:
    for name in ROLES:
        assert not authorize(actor(name), "delete_everything", resource(name, "own"))


def test_a_claimed_record_is_its_helpers_no_more() -> None:
    claimed = Resource(HERE, speakers=frozenset({7}), entered_by=ME)
    assert not authorize(actor(role.FIELD_HELPER), "view", claimed)


def test_it_stays_so_when_its_owner_is_gone() -> None:
    left = Resource(HERE, entered_by=ME, is_claimed=True)
    assert not authorize(actor(role.FIELD_HELPER), "view", left)
    assert not authorize(actor(role.FIELD_HELPER), "edit", left)
    assert authorize(actor(role.OFFICER), "view", left)


RIGHTS = {"everyone", *ACTIONS, *(f"{action} business" for action in ACTIONS)}


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_names_a_right(name: str) -> None:
    assert ROUTES[name].right in RIGHTS, "a route that names no known right is open to nobody knows whom"


@pytest.mark.parametrize("name", FORMS)
def test_every_form_names_a_right(name: str) -> None:
    assert FORMS[name].right in {*RIGHTS, "oneself"}, "say in `right` what the form's bar asks for"


def test_every_deed_has_words() -> None:
    """What code writes into the audit, the head can read."""
    place = {"audit.note": 1, "_note": 1, "_remember": 2}
    calls = [
        call
        for room in ("bot", "handlers", "storage")
        for path in (ROOT / room).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in place
    ]
    words = [call.args[place[ast.unparse(call.func)]] for call in calls]
    named = {word.value for word in words if isinstance(word, ast.Constant)}
    assert {"invite", "grant", "verified", "export_sent"} <= named
    named |= {*LABELS, *(f"bulk_{deed}" for deed in (VERIFY, COMPLETE, ASSIGN))}
    assert named | {action for action in ACTIONS if action != "read_audit"} <= set(DEEDS) | {"manage_roles"}
