"""What an .xls says beside its values is read, or named with its place, as that of an .xlsx."""

from __future__ import annotations

import contextlib
import datetime
import io

import pytest
import xlwt

from scoring.tables import xls_facts
from scoring.tables.problems import Unreadable
from scoring.tables.spreadsheets import read_workbook
from tests.unit.tables.test_sheet_facts import grid, told


def old_workbook() -> xlwt.Workbook:
    """An .xls with what an office has in one, row by row and cell by cell."""
    old = xlwt.Workbook()
    sheet = old.add_sheet("题")
    day = datetime.date(1921, 7, 23)
    looks = ((0.95, "0%"), (7, "000"), (12000, "#,##0"), (day, 'yyyy"年"m"月"d"日"'), (85.6, "0"))
    for column, (value, code) in enumerate(looks):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    plain, raised, struck = (xlwt.easyfont(text) for text in ("", "escapement superscript", "struck_out on"))
    sheet.write_rich_text(1, 0, [("3×10", plain), ("8", raised)])
    sheet.write(1, 1, "旧", xlwt.easyxf("font: struck_out on"))
    sheet.write_rich_text(1, 2, [("新", plain), ("旧", struck)])
    sheet.write(2, 1, "藏")
    sheet.row(2).hidden = sheet.col(1).hidden = True
    return old


def saved(old: xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    old.save(out)
    return out.getvalue()


def test_an_old_workbook_is_read_as_it_shows_itself() -> None:
    found = grid(saved(old_workbook()))
    assert found.rows[0] == ["95%", "007", "12,000", "1921年7月23日", "85.6"]
    assert found.rows[1][:3] == ["3×10⁸", "旧", "新旧"]
    assert told(found) == [
        ("sheet-hidden-rows", {"count": "1", "places": "3"}),
        ("sheet-hidden-columns", {"count": "1", "places": "B"}),
        ("cell-date", {"text": "1921年7月23日", "cell": "D1"}),
        ("cell-rounded", {"shown": "86", "text": "85.6", "cell": "E1"}),
        ("cell-struck", {"cell": "B2"}),
        ("cell-struck", {"cell": "C2"}),
    ]


def test_of_an_old_workbook_whose_looks_cannot_be_read_this_is_said_and_its_numbers_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xls_facts, "MOST_BYTES", 1000)
    assert told(grid(saved(old_workbook())))[:2] == [
        ("facts-unseen", {}),
        ("cell-bare", {"count": "5", "places": "A1, B1, C1, D1, E1"}),
    ]


@pytest.mark.parametrize("at", range(600, 5600, 250))
def test_a_damaged_old_workbook_is_read_or_refused_and_never_raises_what_its_second_reader_does(at: int) -> None:
    data = bytearray(saved(old_workbook()))
    data[at : at + 4] = b"\xff\x7f\xff\xff"
    with contextlib.suppress(Unreadable):
        assert len([told(one) for one in read_workbook(bytes(data))]) <= 1
