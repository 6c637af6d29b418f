"""The whole suite in two halves at once: ``python -m tests.halves``, as ``make test`` does.

The browsers' tests and those of whole programs wait most of the time, and all others keep one core busy: beside each
other they take little longer than the longer half.  What the others say is shown at once, then what the waiting ones
have said.

Where a few tests failed beside the other half, they are run once more with the machine to themselves, and what they
say then counts: two browsers and a suite on two cores are no hall.  They are named all the same, for a test that passes
only then waits for too little.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

LOOK_AGAIN = 0.5
"""Seconds between two looks at what was said."""

FEW = 3
"""So many failures of a half, and no more, may be of a machine that was too busy."""

FAILED = 1
"""The status of pytest where all tests ran and some failed."""

PYTEST = (sys.executable, "-m", "pytest", "--durations=25", *(("--color=yes",) if sys.stdout.isatty() else ()))
KEPT = Path(".pytest_cache")
APART = ("tests/browser", "tests/chaos", "tests/cli")
WAITING = (*PYTEST, "-o", f"cache_dir={KEPT / 'waiting'}", *APART)
OTHERS = (*PYTEST, "-o", f"cache_dir={KEPT / 'others'}", "tests", *(f"--ignore={folder}" for folder in APART))


def run(shown: Sequence[str], held_back: Sequence[str]) -> tuple[int, int]:
    """Run both commands at once; the status of each."""
    with tempfile.TemporaryDirectory() as folder:
        heard = Path(folder) / "said"
        with heard.open("wb") as out, subprocess.Popen(held_back, stdout=out, stderr=subprocess.STDOUT) as beside:
            try:
                status = subprocess.run(shown, check=False).returncode
                _show(heard, beside)
            except BaseException:
                beside.terminate()
                raise
        return status, beside.returncode


def once_more(half: Sequence[str], status: int, kept: Path) -> int:
    """The status of a half of which a few tests failed, after they ran alone; ``kept``: where it keeps what failed."""
    if status != FAILED:
        return status
    said = kept / "v/cache/lastfailed"
    failed = sorted(json.loads(said.read_text("utf-8"))) if said.exists() else []
    if not 0 < len(failed) <= FEW:
        return status
    print("\nOnce more, with the machine to themselves:", *failed, sep="\n  ", flush=True)
    return subprocess.run((*half, "--last-failed", "--last-failed-no-failures=none"), check=False).returncode


def _show(heard: Path, beside: subprocess.Popen[bytes]) -> None:
    """Show what it has said and what it still says, until it has ended."""
    with heard.open(encoding="utf-8", errors="replace") as said:
        over = False
        while not over:
            with suppress(subprocess.TimeoutExpired):
                over = beside.wait(LOOK_AGAIN) is not None
            sys.stdout.write(said.read())
            sys.stdout.flush()


if __name__ == "__main__":
    others, waiting = run(OTHERS, WAITING)
    others, waiting = once_more(OTHERS, others, KEPT / "others"), once_more(WAITING, waiting, KEPT / "waiting")
    sys.exit(others or waiting)
