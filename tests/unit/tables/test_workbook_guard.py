"""A workbook is measured before it is read: no sheet may ask for more memory than the hall's server can give."""

from __future__ import annotations

import io
import zipfile

import pytest

from scoring.tables.problems import Unreadable
from scoring.tables.spreadsheets import read_workbook
from scoring.tables.xlsx_facts import read_facts
from tests.unit.tables.test_sheet_facts import SHEET, book, patched


def workbook(rows: str, encoding: str = "UTF-8") -> bytes:
    """The least that the guard looks at: one worksheet with these rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f'<?xml version="1.0" encoding="{encoding}"?><worksheet><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", text)
    return out.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_facts(data)
    return refused.value.problem.code


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row r="4294967295"><c><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 16384 + "</row>",
        '<row><c><v>1</v></c></row><row r="4000000000"/><row><c r="C"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_measured_whether_it_names_its_place_or_not(rows: str) -> None:
    assert code_of(workbook(rows)) == "sheet-too-wide"


def test_cells_without_a_place_follow_one_another_and_are_read() -> None:
    read_facts(workbook("<row>" + "<c><v>1</v></c>" * 8 + "</row>" + "<row><c><v>2</v></c></row>" * 500))


def test_a_far_cell_without_a_value_costs_nothing() -> None:
    read_facts(workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'))


@pytest.mark.parametrize(
    "data",
    [
        workbook('<row r="' + "9" * 5000 + '"><c><v>1</v></c></row>'),
        workbook('<row r="x"><c><v>1</v></c></row>'),
        workbook("<row/>", encoding="no-such-encoding"),
        workbook("<row><c>"),
        workbook("<row/>" * 1000)[:-200],
    ],
)
def test_a_damaged_workbook_is_called_broken(data: bytes) -> None:
    assert code_of(data) == "file-broken"


def test_a_damaged_stream_inside_is_called_broken() -> None:
    data = bytearray(workbook("<row><c><v>1</v></c></row>" * 400))
    start = data.index(b"sheet1.xml") + len(b"sheet1.xml")
    data[start + 4 : start + 40] = bytes(36)
    assert code_of(bytes(data)) == "file-broken"


def test_merged_ranges_are_kept_as_far_as_there_are_cells_however_many_overlap() -> None:
    data = book(lambda _, sheet: [sheet.write(row, column, "x") for row in range(2) for column in range(0, 500, 499)])
    ranges = b'<mergeCells><mergeCell ref="H9:K9"/>' + b'<mergeCell ref="B1:XFD1"/>' * 20_000 + b"</mergeCells>"
    (sheet,) = read_workbook(patched(data, SHEET, b"</sheetData>", b"</sheetData>" + ranges))
    assert set(sheet.merged) == {(0, 1, 0, 499)}
    assert len(sheet.merged) == 2
