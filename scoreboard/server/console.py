"""The streams of a command: a terminal's character set may lack some characters."""

from __future__ import annotations

import io
import sys


def never_fail_at_a_sign() -> None:
    """Let standard output and error show a question mark for a sign that their character set lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
