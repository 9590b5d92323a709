"""The catalogs: Indonesian is complete, nothing in it is stale, and no placeholder or bold was lost."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dialogue.i18n import LANGUAGES, LOCALES

ROOT = Path(__file__).parent.parent
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NOT_SAID = re.compile(
    r"\b(skip|submit|upload|button|error|invalid|klik|input|update|data base)\b", re.IGNORECASE
)
"""English and jargon that a shop owner would not say."""


ROOMS = ("bot", "dialogue", "handlers", "documents")


@cache
def extracted() -> set[str]:
    """The texts that `make catalogs` finds."""
    found = set()
    for room in ROOMS:
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / room, keywords={"_": None}):
            found.add(message)
    return found


@cache
def in_the_code() -> set[str]:
    """Every text that the program says, wherever it stands in the code."""
    return {
        call.args[0].value
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def test_make_catalogs_finds_every_text() -> None:
    """A text inside an f-string would be missed."""
    assert in_the_code() - extracted() == set()


def catalog(language: str) -> dict[str, str]:
    with (LOCALES / language / "messages.po").open("rb") as file:
        return {m.id: m.string for m in read_po(file) if m.id and not m.fuzzy}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_every_text_and_no_other(language: str) -> None:
    translated = catalog(language)
    assert {text for text in in_the_code() if not translated.get(text)} == set()
    assert set(translated) - in_the_code() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_bold_survive(language: str) -> None:
    for text, said in catalog(language).items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(said)), text
        assert text.count("*") == said.count("*"), text


def test_the_indonesian_is_indonesian() -> None:
    for said in catalog("id").values():
        assert not NOT_SAID.search(said), said
        assert "\n" not in said, said
