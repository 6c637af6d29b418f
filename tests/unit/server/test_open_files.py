"""The limit of open files, where there is one."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

from scoreboard.server import open_files


def system(monkeypatch: pytest.MonkeyPatch, soft: int, hard: int) -> list[tuple[int, int]]:
    """A system with these limits, -1 for none; what it is told to set."""
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(
        open_files,
        "_resource",
        SimpleNamespace(
            RLIM_INFINITY=-1,
            RLIMIT_NOFILE=7,
            getrlimit=lambda kind: (soft, hard),
            setrlimit=lambda kind, limit: told.append(limit),
        ),
    )
    return told


def test_a_system_without_the_limit_has_none_to_tell_or_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_files, "_resource", None)
    open_files.raise_limit(1000)
    assert open_files.limits() is None


@pytest.mark.parametrize(
    ("soft", "hard", "told"),
    [(256, 4096, [(1000, 4096)]), (256, 512, [(512, 512)]), (256, -1, [(1000, -1)]), (1000, 4096, []), (-1, -1, [])],
)
def test_the_limit_is_raised_as_far_as_the_process_may(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, told: list[tuple[int, int]]
) -> None:
    found = system(monkeypatch, soft, hard)
    open_files.raise_limit(1000)
    assert found == told


def test_no_limit_is_infinitely_many(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, 256, -1)
    assert open_files.limits() == (256, math.inf)
