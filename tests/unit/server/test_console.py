"""What a command prints on a terminal whose character set lacks a sign."""

from __future__ import annotations

import io
import sys

import pytest

from scoreboard.server import console


def test_a_sign_that_the_terminal_lacks_becomes_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="cp1252", write_through=True))
    console.never_fail_at_a_sign()
    print("擂台 Leitai", end="")
    assert shown.getvalue() == b"?? Leitai"
