"""Bots end when whoever started them is gone: nobody would stop them, and they would play on in the next server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scoreboard.bots.__main__ import ALONE
from tests.ports import free_port

LONG = 120
"""Seconds after which a process that should have ended will not end any more."""


def test_bots_end_when_their_standard_input_closes() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        subprocess.Popen([sys.executable, "-m", "scoreboard.bots"], stdin=subprocess.PIPE) as bots,
    ):
        assert bots.stdin is not None
        task = {
            "url": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "codes": ["ABCD"],
            "speed": 1,
            "seed": 1,
            "book": "none",
            "lang": "zh",
        }
        bots.stdin.write(json.dumps(task).encode() + b"\n")
        bots.stdin.flush()
        silent.settimeout(LONG)
        caller, _ = silent.accept()  # they are at play, and wait for an answer
        with caller:
            assert bots.poll() is None
            bots.stdin.close()
            assert bots.wait(LONG) == ALONE


@pytest.mark.slow
def test_bots_end_with_a_demo_that_was_killed(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "scoreboard",
        "demo",
        "--play",
        "--port",
        str(free_port()),
        "--host",
        "127.0.0.1",
        "--data",
        str(tmp_path),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "LEITAI_LANG": "en"}
    ) as demo:
        assert demo.stdout is not None
        said = []
        for line in demo.stdout:
            said.append(line)
            if "/api/enter" in line:
                break
        assert "/api/enter" in said[-1], "".join(said)
        demo.kill()
        # The bots write to the same pipe: it ends with the last of them.
        rest, _ = demo.communicate(timeout=LONG)
    assert "Traceback" not in "".join(said) + rest
