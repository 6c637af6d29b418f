"""The page for a hall's door: one a day, however many matches it has, and never with a judge."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from scoreboard.exports.papers.blocks import Grid, NewPage, Title
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.schedule import Door, DoorLine, PlanLine, door_paper, door_xlsx, plan_xlsx
from scoreboard.i18n.catalogue import say as say_in

say = partial(say_in, "zh")
DAY = date(2026, 6, 6)


def door(matches: int, teams: int, hall: str = "一号厅") -> Door:
    lines = tuple(
        DoorLine(
            "09:00–09:50", f"初赛第{no}组", tuple((f"甲县第{no}{k}中学代表队", f"甲县第{k}中学") for k in range(teams))
        )
        for no in range(1, matches + 1)
    )
    return Door(DAY, hall, lines)


def grids(*doors: Door) -> list[Grid]:
    return [one for one in door_paper("知识竞赛", doors, say, "zh").blocks if isinstance(one, Grid)]


def test_a_door_has_its_day_hall_and_teams_with_their_organisations() -> None:
    paper = door_paper("知识竞赛", [door(2, 2), door(1, 0, "二号厅")], say, "zh")
    assert [one for one in paper.blocks if isinstance(one, Title)] == [
        Title("知识竞赛", "2026年6月6日　一号厅"),
        Title("知识竞赛", "2026年6月6日　二号厅"),
    ]
    assert sum(isinstance(one, NewPage) for one in paper.blocks) == 1
    first, second = grids(door(2, 2), door(1, 0, "二号厅"))
    assert first.rows[0][2].text == "甲县第10中学代表队（甲县第0中学）\n甲县第11中学代表队（甲县第1中学）"
    assert second.rows[0][2].text == "待抽签"


def test_a_full_day_has_the_teams_of_a_match_beside_each_other() -> None:
    (full,) = grids(door(12, 6))
    assert "\n" not in full.rows[0][2].text
    assert full.size == 9


def test_halls_whose_names_excel_forbids_or_has_twice_get_worksheets_all_the_same() -> None:
    doors = [door(1, 2, "一号厅[东]/西"), door(1, 2, "厅" * 40), Door(date(2026, 6, 7), "厅" * 40, door(1, 1).lines)]
    book = CalamineWorkbook.from_filelike(io.BytesIO(door_xlsx("知识竞赛", doors, say)))
    assert len(book.sheet_names) == 3
    assert book.sheet_names[0] == "1 06-06 一号厅·东··西"


def test_the_plan_of_the_staff_has_hosts_and_judges() -> None:
    line = PlanLine(DAY, "09:00–09:50", "决赛", "一号厅", (), "=主持一", ("评委一（甲校）", "评委二"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(plan_xlsx("知识竞赛", [line], say))).get_sheet_by_index(0)
    assert rows.to_python()[-1] == [
        "2026年6月6日", "09:00–09:50", "决赛", "一号厅", "待抽签", "=主持一", "评委一（甲校）、评委二",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.timeout(300)
def test_an_office_program_prints_a_page_for_each_day_and_hall(soffice: str, tmp_path: Path) -> None:
    shapes = {"few": (4, 4), "some": (5, 6), "many": (12, 6), "more": (17, 4)}
    for name, (matches, teams) in shapes.items():
        paper = door_paper("某市第十届知识竞赛", [door(matches, teams), door(matches, teams, "二号厅")], say, "zh")
        (tmp_path / f"{name}.docx").write_bytes(docx_of(paper))
    files = [str(tmp_path / f"{name}.docx") for name in shapes]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    pages = {file.stem: len(pypdfium2.PdfDocument(file)) for file in tmp_path.glob("*.pdf")}
    assert pages == dict.fromkeys(shapes, 2)
