"""Bots lead a whole review through its pages, its forms and its live connection, and the archive recomputes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ports import free_port

STAGES = ("nominate", "endorse", "vet", "judge", "shortlist", "notice", "objection", "decide", "award")


def played(folder: Path, stage: str, *more: str) -> tuple[int, str]:
    """Status and words of a demo that bots play from this stage to its end."""
    given: Sequence[str] = (
        "demo", "--review", "--at", stage, "--play", "--stop", "--speed", "100", *more,
        "--host", "127.0.0.1", "--port", str(free_port()), "--data", str(folder),
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "scoreboard", *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LEITAI_LANG": "en"},
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_small_review_is_led_from_its_first_form_to_its_result_and_recomputed(tmp_path: Path) -> None:
    status, said = played(tmp_path, "nominate", "--units", "2", "--judges", "3")
    assert status == 0, said
    assert "Nominations handed in by the units: 8" in said
    assert "Mark sheets of the judges: 24" in said
    assert len(re.findall("Revealed: ", said)) == 4
    assert len(list(tmp_path.glob("*.zip"))) == 1


@pytest.mark.nightly
@pytest.mark.parametrize("stage", STAGES)
def test_the_whole_demo_review_is_led_from_any_stage_to_its_result(tmp_path: Path, stage: str) -> None:
    status, said = played(tmp_path, stage)
    assert status == 0, said
