"""The command line reads what people bring as the server does: in a process of its own, which may end over it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoreboard import cli
from scoreboard.server import child

RULE = 'name = "r"\n[[criterion]]\nid = "mark"\nhigh = 100\n'


def leitai(*arguments: object) -> tuple[int, str, str]:
    """Run a command in this process: exit status, output, errors."""
    with CliRunner().isolation() as streams:
        words = [str(one) for one in arguments]
        status = cli.run(lambda: cli.cli.main(words, prog_name="leitai", standalone_mode=False))
        return status, streams[0].getvalue().decode(), streams[1].getvalue().decode()


def command(which: str, folder: Path) -> tuple[object, ...]:
    """A command that reads a file of the folder."""
    (folder / "rule.toml").write_text(RULE, "utf-8")
    file = folder / "brought.csv"
    file.write_text("题型,题干,选项A,选项B,答案\n单选,这是什么？,甲,乙,A\n", "utf-8")
    return ("questions", "check", file) if which == "questions" else ("tally", file, "--rule", folder / "rule.toml")


@pytest.mark.parametrize("which", ["questions", "tally"])
@pytest.mark.parametrize(
    ("script", "seconds", "code"),
    [("import os; os.abort()", 60, "file-broken"), ("import time; time.sleep(600)", 0.5, "file-slow")],
)
def test_a_file_over_which_the_reader_ends_is_named_and_the_command_says_what_to_do(
    which: str, script: str, seconds: float, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", script))
    monkeypatch.setattr(child, "SECONDS", seconds)
    status, output, errors = leitai(*command(which, tmp_path))
    assert (status, output) == (3, "")
    assert errors.startswith(f"error: {code}: ")
    assert "brought.csv" in errors


def test_the_files_of_a_folder_come_to_the_reader_with_the_questions(tmp_path: Path) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / "一.png").write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d"
            "49444154789c6360000002000001e221bc330000000049454e44ae426082"
        )
    )
    file = tmp_path / "题库.csv"
    file.write_text("题型,题干,选项A,选项B,答案,媒体\n单选,这是什么？,甲,乙,A,一.png\n", "utf-8")
    status, output, _ = leitai("questions", "check", "--json", "--media", folder, file)
    assert (status, json.loads(output)["counts"]["media"]) == (0, 1)
    status, output, _ = leitai("questions", "check", "--json", file)
    assert (status, json.loads(output)["counts"]["media"]) == (1, 0)
