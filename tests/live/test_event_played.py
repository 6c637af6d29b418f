"""Bots lead a whole competition by its pages: registration, draw, matches, who goes on, the final; and its book
recomputes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from scoreboard.bots.event.play import lead
from scoreboard.bots.event.task import Task
from scoreboard.cli.demo_big_words import sums, teams
from scoring.engine.competition.book import EventBook
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competitions import create_competition
from scoring.usecases.quiz import matches
from tests.event_files import read
from tests.live.event_server import ACCOUNTS, EventServer
from tests.live.people import PATIENCE
from tests.ports import free_port
from tests.registrations import ORGANISER
from tests.unit.usecases.competition.commend_events import AWARDS
from tests.unit.usecases.competition.test_stages import SMALL, STAGES


@pytest.fixture
def house(tmp_path: Path) -> Iterator[EventServer]:
    made = EventServer(tmp_path / "data")
    yield made
    made.server.kill()


def sets() -> list[tuple[str, str]]:
    """One for each stage, the second too small, and one for both."""
    held = sums(1)
    parts = (held[:200], held[200:205], held[205:400])
    return [(name, "\n\n".join(part)) for name, part in zip(("初赛题库", "决赛题库", "备用题库"), parts, strict=True)]


def task(house: EventServer, sheet: str, book: Path, **more: Any) -> Task:
    """Five teams, two of them of one unit."""
    return Task(
        url=house.server.base, accounts=ACCOUNTS, title="小型三级赛", organiser="示范市学习办（虚构）",
        sheet=f"match:{sheet}", opens="2026-01-01T00:00", closes="2100-01-01T00:00", erase="2100-02-01",
        teams=teams("zh", 5), sets=sets(), numbers=("20260501", "69"), lot="抽签",
        meeting="组委会会议", best="选手", play=True, together=2,
        speed=100, seed=1, book=str(book), lang="zh", **more,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_small_competition_is_led_from_registration_to_its_final_and_recomputed(
    house: EventServer, tmp_path: Path
) -> None:
    with house.stopped() as ctx:
        samples = create_competition(ctx, actor=ORGANISER, title="样板")
        sheet = matches.create_match(
            ctx, actor=ORGANISER, competition_id=samples.id, title="样板", text=SMALL + STAGES + AWARDS
        )
    told: list[str] = []
    lead(task(house, sheet.id, tmp_path / "event.zip"), lambda key, **_: told.append(key))
    assert told == [
        "founded", "registered", "approved", "staged", "bound", "completed", "drawn", "played", "played", "advanced",
        "drawn", "played", "signed", "called", "kept",
    ]  # fmt: skip
    book = read(tmp_path / "event.zip")
    assert verify_event_book(book) == ()
    assert len(book.matches) == 3
    with house.stopped() as ctx:
        state = competition_state(ctx, book.manifest["competition"])
    assert [one.number for one in state.draws] == ["20260501", "69"]
    assert len(state.advances[-1].through) == 3
    assert {stage: len(own) for stage, own in state.questions.sets.items()} == {"初赛": 2, "决赛": 2}
    assert state.advances[-1].confirmed
    check_papers(house, book)


def check_papers(house: EventServer, book: EventBook) -> None:
    """Every number of the ranking and every holder in the papers are the ledger's."""
    page = f"{house.server.base}/organiser/competitions/{book.manifest['competition']}/papers"
    signed = book.derived["signoffs"][-1]
    desk = house.signed_in("first")
    workbook = CalamineWorkbook.from_filelike(
        io.BytesIO(desk.http.get(f"{page}/ranking.xlsx", timeout=PATIENCE).content)
    )
    rows = [[_text(cell) for cell in row] for row in workbook.get_sheet_by_index(0).to_python()]
    begins = next(no for no, row in enumerate(rows) if signed["ranking"][0]["team"] in row)
    for row, line in zip(rows[begins:], signed["ranking"], strict=False):
        assert {str(line["rank"]), line["team"], line["unit"], line["score"]} <= set(row)
    winners = Document(io.BytesIO(desk.http.get(f"{page}/winners/docx", timeout=PATIENCE).content))
    text = "\n".join(
        [one.text for one in winners.paragraphs]
        + [cell.text for table in winners.tables for row in table.rows for cell in row.cells]
    )
    desk.http.close()
    holders = [holder["name"] for award in signed["awards"] for holder in award["holders"]]
    assert holders
    assert [name for name in holders if name not in text] == []


def _text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_the_big_demo_of_69_teams_is_played_to_its_book(tmp_path: Path) -> None:
    given = ("demo", "--big", "--play", "--stop", "--host", "127.0.0.1", "--port", str(free_port()))
    done = subprocess.run(
        [sys.executable, "-m", "scoreboard", *given, "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LEITAI_LANG": "en"},
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Played: ") == 17
    assert len(list(tmp_path.glob("event-*.zip"))) == 1
