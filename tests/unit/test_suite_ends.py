"""The suite itself: whatever a failed test leaves behind, the process ends and says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests import halves

LEFT = """
import threading
import tests.conftest
tests.conftest.ENDS_WITHIN = 0.2
tests.conftest.pytest_unconfigure()
threading.Thread(target=threading.Event().wait).start()
"""


def test_a_thread_that_was_left_is_named_and_the_process_ends_as_failed() -> None:
    ended = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert "Timeout (0:00:00.200000)!" in ended.stderr
    assert "in wait" in ended.stderr


def test_a_half_that_failed_without_a_failed_test_is_not_asked_again(tmp_path: Path) -> None:
    assert halves.once_more(("false",), halves.FAILED, tmp_path) == halves.FAILED
    kept = tmp_path / "v/cache/lastfailed"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({f"test_{number}": True for number in range(halves.FEW + 1)}))
    assert halves.once_more(("false",), halves.FAILED, tmp_path) == halves.FAILED


def test_a_few_failed_tests_are_asked_once_more_and_what_they_say_then_counts(tmp_path: Path) -> None:
    kept = tmp_path / "v/cache/lastfailed"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"test_one": True}))
    assert halves.once_more(("true",), halves.FAILED, tmp_path) == 0
    assert halves.once_more(("false",), halves.FAILED, tmp_path) == 1
    assert halves.once_more(("true",), 2, tmp_path) == 2
