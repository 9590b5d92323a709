"""`python -m bot read` answers with one line of JSON, and line by line on standard input."""

import json
import subprocess
import sys

ASK = ("--today", "2026-11-23")


def bot(*arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bot", "read", *arguments]
    return subprocess.run(command, input=typed, capture_output=True, check=False, timeout=60)


def said(*arguments: str) -> dict[str, object]:
    line: dict[str, object] = json.loads(bot(*arguments, *ASK).stdout)
    return line


def test_it_prints_the_value() -> None:
    assert said("money", "2,5 jt") == {"value": 2_500_000}
    assert said("quantity", "5 kodi seminggu") == {
        "qty": 5,
        "unit": "kodi",
        "per": "minggu",
        "base": "100 pcs",
    }
    assert said("day", "besok jam 2 siang") == {"value": "2026-11-24T14:00"}
    assert set(said("money", "-5000")) == {"invalid"}


def test_it_answers_each_line_of_standard_input() -> None:
    typed = "2-3 juta\n\n± 2,5 jt\r\nbelum ada\n15\n".encode() + b"15\xff000\n5 \x00 ribu"
    lines = [json.loads(line) for line in bot("money", "-", *ASK, typed=typed).stdout.splitlines()]
    assert lines[0] == {"low": 2_000_000, "high": 3_000_000}
    assert set(lines[1]) == {"invalid"}
    assert lines[2] == {"value": 2_500_000, "approximate": True}
    assert lines[3] == {"none": True}
    assert [set(line) for line in lines[4:6]] == [{"ask"}, {"ask"}]
    assert len(lines) == 7


def test_it_answers_before_the_next_line_comes() -> None:
    command = [sys.executable, "-m", "bot", "read", "number", "-", *ASK]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for typed, value in (("dua belas", 12), ("selawe", 25)):
            process.stdin.write(f"{typed}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"value": value}


def test_an_unknown_kind_or_day_is_told() -> None:
    for arguments, word in (
        (("mony", "15rb"), b"money"),
        (("day", "besok", "--today", "kemarin"), b"--today"),
    ):
        ended = bot(*arguments)
        assert ended.returncode == 2
        assert word in ended.stderr
