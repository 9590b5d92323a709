"""The laws on imports and clocks, proved from the source: what docs/architecture.md calls the rooms."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "dialogue", "storage", "documents", "playground")
MAY_IMPORT = {
    "bot": {"bot", "handlers", "dialogue", "storage", "documents", "playground"},
    "handlers": {"handlers", "dialogue", "storage", "documents"},
    "documents": {"documents", "storage", "dialogue"},
    "dialogue": {"dialogue"},
    "storage": {"storage"},
    "playground": {"playground"},
}
ONLY_IN = {
    "telegram": ("bot/",),
    "apscheduler": ("bot/",),
    "aiohttp": ("bot/", "playground/"),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "gettext": ("dialogue/i18n.py",),
    "babel": ("dialogue/i18n.py",),
}
MACHINE = ("founding", "poller", "reach", "worker", "sender", "clock", "jobs")
MAY_COMMIT = {f"bot/{name}.py" for name in MACHINE}
MAY_TELL_TIME = {"bot/clock.py", "bot/time_of_day.py"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


every_room = pytest.mark.parametrize("room", ROOMS)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, relative ones spelt out."""
    package = path.relative_to(ROOT).parent.parts
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[str]:
    """Every dotted name that is called: `datetime.now`, `db.commit`."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func)


@every_room
def test_arrows_run_one_way(room: str) -> None:
    for path in files(room):
        used = {module.split(".")[0] for module in imports(path)} & set(ROOMS)
        assert used <= MAY_IMPORT[room], f"{name(path)} imports {used - MAY_IMPORT[room]}"


@every_room
def test_libraries_stay_in_their_rooms(room: str) -> None:
    for path in files(room):
        for module in imports(path):
            places = ONLY_IN.get(module.split(".")[0], ("",))
            assert name(path).startswith(places), f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", files("handlers"), ids=name)
def test_no_handler_imports_another(path: Path) -> None:
    if path.name == "__init__.py":
        return  # the list of all of them
    others = {other.stem for other in files("handlers")} - {"__init__"}
    for module in imports(path):
        assert not (module.startswith("handlers.") and module.split(".")[1] in others), module


OURS = pytest.mark.parametrize("room", [room for room in ROOMS if room != "playground"])


@OURS
def test_only_the_machine_commits(room: str) -> None:
    for path in files(room):
        commits = [call for call in calls(path) if call.endswith(".commit")]
        assert not commits or name(path) in MAY_COMMIT, name(path)


@OURS
def test_only_the_clock_tells_the_time(room: str) -> None:
    for path in files(room):
        told = [call for call in calls(path) if ".".join(call.split(".")[-2:]) in CLOCKS]
        assert not told or name(path) in MAY_TELL_TIME, name(path)


@pytest.mark.parametrize("path", files("handlers"), ids=name)
def test_handlers_catch_nothing_blindly(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None and "Exception" not in ast.unparse(node.type).split("."), name(path)


def test_each_law_can_be_broken(tmp_path: Path) -> None:
    """The readers above do find what they look for."""
    broken = ROOT / "handlers" / "__init__.py"
    assert "handlers.start" in set(imports(broken))
    sample = tmp_path / "sample.py"
    sample.write_text("import datetime\ndatetime.datetime.now()\ndb.commit()\n")
    assert {"datetime.datetime.now", "db.commit"} <= set(calls(sample))
