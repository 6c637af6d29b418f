"""``make test`` runs both halves of the suite at once, and passes only where both pass."""

from __future__ import annotations

import sys

import pytest

from tests.halves import BROWSERS, OTHERS, run


def saying(text: str, status: int) -> tuple[str, ...]:
    return (sys.executable, "-c", f"print({text!r}, flush=True); raise SystemExit({status})")


@pytest.mark.parametrize(("shown", "held_back", "status"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (1, 2, 1)])
def test_the_suite_passes_where_both_halves_pass(
    capfd: pytest.CaptureFixture[str], shown: int, held_back: int, status: int
) -> None:
    assert run(saying("the others", shown), saying("the browsers", held_back)) == status
    assert capfd.readouterr().out.splitlines() == ["the others", "the browsers"]


def test_what_is_no_browsers_test_is_in_the_other_half() -> None:
    assert BROWSERS[-1] == "tests/browser"
    assert OTHERS[-2:] == ("tests", "--ignore=tests/browser")
