"""Bots play a contest of performances over the live connection, from the first entry to the locked result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ports import free_port


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_twenty_entries_before_nine_judges_are_played_to_the_locked_result_and_recomputed(tmp_path: Path) -> None:
    given = ("demo", "--contest", "--play", "--stop", "--speed", "100", "--host", "127.0.0.1")
    done = subprocess.run(
        [sys.executable, "-m", "scoreboard", *given, "--port", str(free_port()), "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LEITAI_LANG": "en"},
        check=False,
    )
    assert done.returncode == 0, done.stdout
    (file,) = tmp_path.glob("*.leitai.json")
    book = json.loads(file.read_text("utf-8"))
    kinds = [entry["kind"] for entry in book["entries"]]
    assert (kinds.count("item.present"), kinds.count("mark.enter"), kinds.count("result.lock")) == (20, 180, 1)
    assert {team["piece"] != "" for team in book["roster"]} == {True}
