"""Tables are made beside the server's work: the first one loads a large package."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.organiser import match_papers
from scoreboard.exports.papers import match_forms
from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.match_given import MatchGiven
from scoreboard.exports.tables import Cell, Table
from scoreboard.server import runtime
from tests.conftest import Browser
from tests.halls import Hall
from tests.web.test_judge_report import MARKS, at, hall, show

__all__ = ["hall"]

PAGES = (
    "/organiser/matches/{}", "/organiser/matches/{}/judges", "/organiser/matches/{}/papers/result",
    "/organiser/matches/{}/teams.xlsx", "/api/matches/{}/ranking.csv", "/api/matches/{}/ranking.xlsx",
)  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each table that is made: whether it was off the hub."""
    found: list[bool] = []
    away: list[bool] = []
    plain: Any = Table.of

    def offload(function: Callable[..., Any], *args: Any) -> Any:
        away.append(True)
        try:
            return function(*args)
        finally:
            away.pop()

    def of(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], **more: Any) -> Table:
        found.append(bool(away))
        table: Table = plain(title, head, rows, **more)
        return table

    monkeypatch.setattr(runtime, "offload", offload)
    monkeypatch.setattr(Table, "of", of)
    return found


@pytest.mark.parametrize("kind", match_papers.PAPERS)
def test_no_paper_of_a_match_is_made_on_the_hub(
    organiser: Browser, hall: Hall, made: list[bool], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    away: list[bool] = []

    def build(given: MatchGiven) -> Paper:
        Table.of("", (), ())  # says where it is made
        away.append(made[-1])
        return match_forms.protest_record(given)

    monkeypatch.setitem(match_papers.PAPERS, kind, build)  # type: ignore[call-overload]
    assert organiser.get(f"/organiser/matches/{hall.match}/papers/{kind}").status_code == 200
    assert organiser.get(f"/organiser/matches/{hall.match}/papers/{kind}/docx").status_code == 200
    assert away == [True, True]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_and_no_file_makes_a_table_on_the_hub(
    organiser: Browser, hall: Hall, made: list[bool], page: str
) -> None:
    for marks in MARKS:
        show(hall, marks)
    assert organiser.get(page.format(hall.match)).status_code == 200
    assert made
    assert all(made)


def test_neither_does_the_chiefs_report(app: Flask, services: wiring.Services, hall: Hall, made: list[bool]) -> None:
    show(hall, MARKS[0])
    assert at(app, services, hall, "chief").get(f"/m/{hall.match}/chief/judges").status_code == 200
    assert made
    assert all(made)


@pytest.mark.slow
def test_in_eventlet_mode_several_first_tables_at_a_time_are_all_made() -> None:
    script = """
from scoreboard.server import runtime
runtime.start("eventlet")
import scoreboard.factory
from scoreboard.blueprints.organiser import match_papers
from scoreboard.exports.papers import match_forms
from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.match_given import MatchGiven
from scoreboard.exports.tables import Table
made = []
def make(number):
    made.append(runtime.offload(Table.of, "", ("a",), [(number,)]).rows)
for number in range(3):
    runtime.spawn(make, number)
while len(made) < 3:
    runtime.sleep(0.01)
print(sorted(made))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "[[(0,)], [(1,)], [(2,)]]\n", done.stderr
    assert done.stderr == ""
