"""The documents are true: what they name is there, and tables say what the code says."""

import ast
import re
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import app
from bot.settings import Settings
from dialogue.i18n import catalog
from dialogue.questionnaire.printed import printed
from handlers import ROUTES
from storage.tables import TABLES

ROOT = Path(__file__).parent.parent.parent
DOCS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
OPERATIONS, ARCHITECTURE = ROOT / "docs" / "operations.md", ROOT / "docs" / "architecture.md"
GUIDES = (ROOT / "docs" / "panduan-pemilik.md", ROOT / "docs" / "panduan-petugas.md")
ROOMS = ("bot", "dialogue", "handlers", "storage", "documents", "playground")
TO_BE_MADE = {"storage/migrations/versions/0007_online_shop.py", "locales/jv/messages.po"}
"""Files of the README's examples."""
BOTFATHER = {"/newbot", "/revoke", "/setdescription", "/setuserpic", "/setjoingroups"}
WEBHOOK_PATH = "/telegram"
BIGGEST_PICTURE = 120 * 1024
"""Bytes; owners open the guide on a weak signal."""

SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4,}(.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
PLACEHOLDER = re.compile(r"\\\{\w+\\\}")

every_document = pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)


def code(path: Path) -> str:
    """All that a document sets as code: spans and blocks, one a line."""
    text = path.read_text()
    blocks = [found[3] for found in FENCE.finditer(text)]
    return "\n".join([*SPAN.findall(FENCE.sub("", text)), *INDENTED.findall(text), *blocks])


def table(path: Path, heading: str) -> Iterator[list[str]]:
    """The rows of the table that has this first heading, without its head."""
    lines = iter(path.read_text().splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            break
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def default_of(name: str) -> str:
    """The default of a setting, as the tables show it."""
    default = Settings.model_fields[name.lower()].default
    return "" if default in ("", ()) else str(default)


def headings(path: Path) -> set[str]:
    """The anchors that a page gives its headings."""
    lines = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


def source() -> str:
    """The texts in the program, with strings that go on in the next line put together."""
    files = [file.read_text() for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return re.sub(r'"\s*\n\s*f?"', "", "\n".join(files))


@every_document
def test_commands_are_there(path: Path) -> None:
    known = {
        command.name or str(command.callback and command.callback.__name__)
        for command in app.registered_commands
    }
    known |= {group.name or "" for group in app.registered_groups}
    named = set(re.findall(r"python -m bot (\w+)", code(path)))
    assert named <= known, f"{path.name} names {named - known}"


def test_every_command_is_told() -> None:
    told = "\n".join(code(path) for path in DOCS)
    for command in app.registered_commands:
        name = command.name or str(command.callback and command.callback.__name__)
        assert re.search(rf"-m bot {name}\b|make {name}\b", told), name


@every_document
def test_make_targets_are_there(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text().replace("$(VENV)", ".venv")
    targets = set(re.findall(r"^([\w./-]+):(?!=)", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z.][\w./-]*)", code(path)))
    assert named <= targets, f"{path.name} names {named - targets}"


def test_all_settings_are_told() -> None:
    rows = {cells[0].strip("`"): cells[1].strip("`") for cells in table(OPERATIONS, "setting")}
    assert rows == {name.upper(): default_of(name) for name in Settings.model_fields}


def test_each_setting_has_a_meaning() -> None:
    assert all(len(cells) == 3 and cells[2].endswith(".") for cells in table(OPERATIONS, "setting"))


def test_the_readme_tells_the_same_defaults() -> None:
    for name, default, _meaning in table(ROOT / "README.md", "setting"):
        assert default.strip("`") == default_of(name.strip("`")), name


@every_document
def test_links_lead_somewhere(path: Path) -> None:
    for found in LINK.finditer(path.read_text()):
        target = found[1] or found[2]
        if target.startswith("http"):
            continue
        file, _hash, anchor = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        if anchor:
            assert anchor in headings(there), target


@every_document
def test_files_and_folders_are_there(path: Path) -> None:
    for span in SPAN.findall(FENCE.sub("", path.read_text())):
        if re.fullmatch(r"[\w.-]+/[\w./-]*", span) and (ROOT / span.split("/")[0]).is_dir():
            assert span in TO_BE_MADE or (ROOT / span).exists() or span.startswith(("data/", "backups/")), (
                span
            )


@every_document
def test_words_with_a_slash_are_commands_of_the_bot(path: Path) -> None:
    ours = {f"/{command}" for route in ROUTES.values() for command in route.commands}
    for span in SPAN.findall(path.read_text()):
        if re.fullmatch(r"/[a-z]+", span):
            assert span in ours | BOTFATHER | {WEBHOOK_PATH}, span


@every_document
def test_python_blocks_compile(path: Path) -> None:
    for _indent, language, block in FENCE.findall(path.read_text()):
        if language == "python":
            compiled = (
                f"({textwrap.dedent(block)})" if block.rstrip().endswith("),") else textwrap.dedent(block)
            )
            ast.parse(compiled)


@every_document
def test_nobody_is_sent_to_a_registry(path: Path) -> None:
    assert not re.search(r"https?://\S*(pypi|pythonhosted|npmjs|registry|index)\S*", path.read_text())


def test_every_table_is_told() -> None:
    told = ", ".join(cells[0] for cells in table(ARCHITECTURE, "table"))
    assert set(SPAN.findall(told)) == {each.__tablename__ for each in TABLES}


def test_refusals_and_log_lines_are_said_by_the_program() -> None:
    said = source()
    for first, *_rest in [*table(OPERATIONS, "it says"), *table(OPERATIONS, "`what`")]:
        for span in SPAN.findall(first):
            for part in filter(None, re.split(r"\s*…[.)]*\s*|^[A-Z_]+: ", span)):
                assert part.strip() in said, part


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_every_button_in_the_guides_is_a_button(path: Path) -> None:
    texts = set(catalog("id").values())
    patterns = [re.sub(PLACEHOLDER, "(.+)", re.escape(text)) for text in texts if text.count("{") == 1]
    for label in BOLD.findall(path.read_text()):
        filled = [found[1] for pattern in patterns if (found := re.fullmatch(pattern, label))]
        assert label in texts or any(inner in texts for inner in filled), label


def test_the_questionnaire_is_the_one_that_is_asked() -> None:
    kept = (ROOT / "docs" / "kuesioner.md").read_text()
    assert kept == printed("id", "35.26", date(2026, 11, 23)), "run `make forms` and commit docs/kuesioner.md"


def test_every_picture_is_small_and_shown() -> None:
    shown = {
        (path.parent / (found[1] or found[2])).resolve()
        for path in DOCS
        for found in LINK.finditer(path.read_text())
    }
    for picture in (ROOT / "docs" / "gambar").iterdir():
        assert picture.stat().st_size < BIGGEST_PICTURE, picture.name
        assert picture.resolve() in shown, f"{picture.name} is in no document"


def test_the_script_makes_every_picture() -> None:
    script = "".join((ROOT / "docs" / name).read_text() for name in ("pictures.py", "walks.py"))
    names = {picture.stem for picture in (ROOT / "docs" / "gambar").iterdir()}
    assert {name for name in names if name not in script} == set()
