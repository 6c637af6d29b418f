"""The whole suite in two halves at once: ``python -m tests.halves``, as ``make test`` does.

The browsers' tests wait for pages most of the time, and all others keep one core busy: beside each other they take
little longer than the longer half.  What the others say is shown at once, then what the browsers' have said.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

LOOK_AGAIN = 0.5
"""Seconds between two looks at what was said."""

PYTEST = (sys.executable, "-m", "pytest", *(("--color=yes",) if sys.stdout.isatty() else ()))
BROWSERS = (*PYTEST, "tests/browser")
OTHERS = (*PYTEST, "tests", "--ignore=tests/browser")


def run(shown: Sequence[str], held_back: Sequence[str]) -> int:
    """Run both commands at once; 0 where both ended with 0, else the status of one that did not."""
    with tempfile.TemporaryDirectory() as folder:
        heard = Path(folder) / "said"
        with heard.open("wb") as out, subprocess.Popen(held_back, stdout=out, stderr=subprocess.STDOUT) as beside:
            try:
                status = subprocess.run(shown, check=False).returncode
                _show(heard, beside)
            except BaseException:
                beside.terminate()
                raise
        return status or beside.returncode


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
    sys.exit(run(OTHERS, BROWSERS))
