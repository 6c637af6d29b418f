"""What a workbook says beside its values is read, or named with its place: hidden, filtered, struck, formatted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import PIL.Image
import pytest
import xlsxwriter
from openpyxl.styles import Font

from scoreboard.i18n.catalogue import LANGS, known
from scoring.tables.grids import Grid
from scoring.tables.problems import Problem, Unreadable
from scoring.tables.sheet_facts import column_letters, spans
from scoring.tables.spreadsheets import read_workbook, sheet_findings

SHEET = "xl/worksheets/sheet1.xml"


def book(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook of one sheet that ``fill(book, sheet)`` writes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as written:
        fill(written, written.add_worksheet("题"))
    return out.getvalue()


def patched(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with another text in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def grid(data: bytes) -> Grid:
    return next(iter(read_workbook(data)))


def told(found: Grid) -> list[tuple[str, dict[str, str]]]:
    """Every finding of the sheet and of its cells, as code and fields."""
    problems: list[Problem] = [*sheet_findings(found), *(p for row in found.problems.values() for p in row)]
    for problem in problems:
        assert all(known(lang, f"questions.problem.{problem.code}") for lang in LANGS)
    return [(problem.code, dict(problem.fields)) for problem in problems]


def test_numbers_read_as_the_sheet_shows_them_and_hidden_digits_are_named() -> None:
    def fill(written: Any, sheet: Any) -> None:
        for row, (value, code) in enumerate([(0.95, "0%"), (7, "000"), (12000, "#,##0"), (85.6, "0"), (0.5, "# ?/?")]):
            sheet.write(row + 1, 1, value, written.add_format({"num_format": code}))

    found = grid(book(fill))
    assert found.rows == [["95%"], ["007"], ["12,000"], ["85.6"], ["0.5"]]
    assert told(found) == [
        ("cell-rounded", {"shown": "86", "text": "85.6", "cell": "B5"}),
        ("cell-format", {"format": "# ?/?", "cell": "B6"}),
    ]


def test_a_date_reads_as_the_sheet_shows_it() -> None:
    def fill(written: Any, sheet: Any) -> None:
        sheet.write(0, 0, 7875, written.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))

    found = grid(book(fill))
    assert found.rows == [["1921年7月23日"]]
    assert told(found) == [("cell-date", {"text": "1921年7月23日", "cell": "A1"})]


def test_hidden_rows_and_columns_with_values_are_counted_and_named() -> None:
    def fill(written: Any, sheet: Any) -> None:
        for row in range(6):
            for column in range(4):
                sheet.write(row, column, "x")
        for row in (2, 3, 5, 9):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        sheet.set_column(9, 20, None, None, {"hidden": True})

    found = grid(book(fill))
    assert len(found.rows) == 6
    assert told(found) == [
        ("sheet-hidden-rows", {"count": "3", "places": "3–4, 6"}),
        ("sheet-hidden-columns", {"count": "2", "places": "B, C"}),
    ]


def test_rows_that_a_filter_hides_are_named_apart() -> None:
    def fill(written: Any, sheet: Any) -> None:
        for row in range(5):
            sheet.write(row, 0, str(row))
        sheet.autofilter(0, 0, 3, 0)
        sheet.filter_column(0, "x == 1")
        for row in (2, 3, 4):
            sheet.set_row(row, None, None, {"hidden": True})

    assert told(grid(book(fill))) == [
        ("sheet-hidden-rows", {"count": "1", "places": "5"}),
        ("sheet-filtered-rows", {"count": "2", "places": "3–4"}),
    ]


def test_raised_and_lowered_signs_stay_what_they_are() -> None:
    def fill(written: Any, sheet: Any) -> None:
        up, down = written.add_format({"font_script": 1}), written.add_format({"font_script": 2})
        sheet.write_rich_string(0, 0, "3×10", up, "8", " m")
        sheet.write_rich_string(1, 0, "H", down, "2", "O")
        sheet.write(2, 0, "108")

    assert grid(book(fill)).rows == [["3×10⁸ m"], ["H₂O"], ["108"]]


def test_struck_through_text_is_named_whole_or_in_part() -> None:
    def fill(written: Any, sheet: Any) -> None:
        struck = written.add_format({"font_strikeout": True})
        sheet.write(0, 0, "甲", struck)
        sheet.write_rich_string(1, 0, "乙", struck, "丙", "丁")
        sheet.write(2, 0, "", struck)
        sheet.write(3, 0, 90)

    found = grid(book(fill))
    assert found.rows == [["甲"], ["乙丙丁"], [""], ["90"]]
    assert told(found) == [("cell-struck", {"cell": "A1"}), ("cell-struck", {"cell": "A2"})]


def test_a_formula_without_a_saved_result_is_an_error_and_one_with_a_result_is_not() -> None:
    written = openpyxl.Workbook()
    sheet = written.active
    sheet["A1"], sheet["A2"] = 1, "=A1+1"
    out = io.BytesIO()
    written.save(out)
    assert told(grid(out.getvalue())) == [("cell-no-value", {"cell": "A2"})]
    assert told(grid(book(lambda _, sheet: sheet.write_formula(1, 0, "=1+1", None, 2)))) == []
    empty = book(lambda _, sheet: sheet.write_formula(0, 0, '=""', None, "x"))
    assert told(grid(patched(empty, SHEET, b"<v>x</v>", b"<v></v>"))) == []


def test_an_error_cell_is_an_error_and_not_an_empty_cell() -> None:
    found = grid(book(lambda _, sheet: sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")))
    assert (found.rows, told(found)) == ([["#DIV/0!"]], [("cell-error", {"text": "#DIV/0!", "cell": "B2"})])


def test_pictures_and_comments_are_counted_and_named() -> None:
    picture = io.BytesIO()
    PIL.Image.new("RGB", (20, 20)).save(picture, "PNG")

    def fill(written: Any, sheet: Any) -> None:
        sheet.write(0, 0, "x")
        sheet.insert_image(2, 3, "a.png", {"image_data": picture})
        sheet.write_comment(1, 1, "原为 B")

    assert told(grid(book(fill))) == [
        ("sheet-floating", {"count": "1", "places": "D3"}),
        ("sheet-comments", {"count": "1", "places": "B2"}),
    ]


def test_a_text_written_into_its_cell_is_looked_at_like_a_shared_one() -> None:
    def fill(written: Any, sheet: Any) -> None:
        sheet.write_rich_string(0, 0, "10", written.add_format({"font_script": 1, "font_strikeout": True}), "8", " ")

    shared = book(fill)
    with zipfile.ZipFile(io.BytesIO(shared)) as archive:
        runs = re.search(rb"<si>(.*)</si>", archive.read("xl/sharedStrings.xml"), re.DOTALL)
    assert runs is not None
    inline = b't="inlineStr"><is>' + runs[1] + b"</is>"
    found = grid(patched(shared, SHEET, b't="s"><v>0</v>', inline))
    assert found.rows == [["10⁸ "]]
    assert told(found) == [("cell-struck", {"cell": "A1"})]


def test_a_plain_text_behind_a_raised_sign_is_not_raised() -> None:
    def fill(written: Any, sheet: Any) -> None:
        sheet.write_rich_string(0, 0, "2", written.add_format({"font_script": 1}), "3")
        sheet.write(1, 0, "23")

    shared = book(fill)
    with zipfile.ZipFile(io.BytesIO(shared)) as archive:
        texts = re.findall(rb"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml"), re.DOTALL)
    inline = shared
    for number, text in enumerate(texts):
        inline = patched(inline, SHEET, b't="s"><v>%d</v>' % number, b't="inlineStr"><is>' + text + b"</is>")
    assert grid(inline).rows == grid(shared).rows == [["2³"], ["23"]]


def test_a_number_beyond_fifteen_digits_is_named_since_the_sheet_has_lost_its_end() -> None:
    found = grid(book(lambda _, sheet: sheet.write_number(0, 0, 110101199003071234)))
    assert [code for code, _ in told(found)] == ["cell-number-long"]


def test_a_font_of_another_program_is_read_too() -> None:
    written = openpyxl.Workbook()
    sheet = written.active
    sheet["B2"], sheet["B3"] = 90, 0.5
    sheet["B2"].font = Font(strike=True)
    sheet["B3"].number_format = "0%"
    out = io.BytesIO()
    written.save(out)
    found = grid(out.getvalue())
    assert found.rows == [["90"], ["50%"]]
    assert told(found) == [("cell-struck", {"cell": "B2"})]


ODS_STYLES = (
    '<style:style style:name="c1" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="t1" style:family="text">'
    '<style:text-properties style:text-position="33% 58%"/></style:style>'
    '<style:style style:name="t2"><style:text-properties style:text-line-through-type="single"/></style:style>'
)


def ods(*rows: str, columns: str = "") -> Grid:
    """A worksheet of LibreOffice with these rows."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "draw")
    )
    content = (
        f'<office:document-content{spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:'
        f'calcext:1.0"><office:automatic-styles>{ODS_STYLES}</office:automatic-styles><office:body><office:spreadsheet>'
        f'<table:table table:name="题">{columns}{"".join(rows)}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in (("mimetype", mime), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            archive.writestr(name, part)
    return grid(out.getvalue())


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods_cell(shown: str, kind: str = "string", value: str = "", more: str = "") -> str:
    said = f' office:{"date-" if kind == "date" else ""}value="{value}"' if value else ""
    return f'<table:table-cell office:value-type="{kind}"{said}{more}><text:p>{shown}</text:p></table:table-cell>'


def test_an_ods_reads_as_the_sheet_shows_it_and_names_what_it_does_not() -> None:
    power = '3×10<text:span text:style-name="t1">8</text:span>'
    found = ods(
        ods_row(
            ods_cell("95%", "percentage", "0.95"),
            ods_cell("007", "float", "7"),
            ods_cell("12,000", "float", "12000"),
            ods_cell("1921年7月23日", "date", "1921-07-23"),
            ods_cell("86", "float", "85.6"),
        ),
        ods_row(
            ods_cell(power),
            ods_cell("旧", more=' table:style-name="c1"'),
            ods_cell("0.333333333", "float", "0.3333333333333"),
        ),
        ods_row(
            ods_cell("隐"),
            '<table:table-cell table:formula="of:=1+1"/>',
            '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation>'
            "<text:p>文</text:p></table:table-cell>",
            '<table:table-cell office:value-type="string"><draw:frame/><text:p>图</text:p></table:table-cell>',
            more=' table:visibility="collapse"',
        ),
        columns='<table:table-column/><table:table-column table:visibility="collapse"/>',
    )  # fmt: skip
    assert found.rows[0] == ["95%", "007", "12,000", "1921年7月23日", "85.6"]
    assert found.rows[1][:2] == ["3×10⁸", "旧"]
    assert sorted(told(found), key=str) == sorted(
        [
            ("sheet-hidden-rows", {"count": "1", "places": "3"}),
            ("sheet-hidden-columns", {"count": "1", "places": "B"}),
            ("sheet-floating", {"count": "1", "places": "D3"}),
            ("sheet-comments", {"count": "1", "places": "C3"}),
            ("cell-date", {"text": "1921年7月23日", "cell": "D1"}),
            ("cell-rounded", {"shown": "86", "text": "85.6", "cell": "E1"}),
            ("cell-struck", {"cell": "B2"}),
            ("cell-no-value", {"cell": "B3"}),
        ],
        key=str,
    )


def test_part_of_a_text_struck_through_by_libreoffice_is_named_and_a_text_reads_with_what_its_format_adds() -> None:
    part = ods_cell('旧<text:span text:style-name="t2">废</text:span>新')
    found = ods(ods_row(part, ods_cell("1921年", more=' office:string-value="1921"')))
    assert found.rows == [["旧废新", "1921年"]]
    assert told(found) == [("cell-struck", {"cell": "A1"})]


def test_what_is_said_of_a_picture_over_a_cell_is_no_part_of_its_text() -> None:
    said = '<svg:desc xmlns:svg="svg">图</svg:desc>'
    over = f"<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box>{said}</draw:frame>"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    cells = (f'<table:table-cell office:value-type="string"><text:p>甲</text:p>{over}</table:table-cell>',
             f'<table:table-cell office:value-type="string">{note}<text:p>乙</text:p></table:table-cell>')  # fmt: skip
    found = ods(ods_row(*cells))
    assert found.rows == [["甲", "乙"]]
    assert [code for code, _ in told(found)] == ["sheet-floating", "sheet-comments"]


def test_a_heading_merged_over_the_options_is_one_in_an_ods_too() -> None:
    options = ods_cell("选项", more=' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    assert ods(ods_row(ods_cell("题干"), options, ods_cell("答案"))).merged == ((0, 1, 0, 2),)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_sheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_neighbouring_rows_are_named_together() -> None:
    assert spans((2, 3, 4, 8)) == ["3–5", "9"]


def test_a_number_too_large_for_the_time_it_is_shown_as_is_refused_with_its_sheet() -> None:
    def fill(written: Any, sheet: Any) -> None:
        sheet.write(0, 0, 2_147_483_647, written.add_format({"num_format": "[h]:mm:ss"}))

    with pytest.raises(Unreadable) as refused:
        grid(book(fill))
    assert refused.value.problem.code == "sheet-broken"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A1"', b'<c r="A0"'),
        (b'<c r="A1"', b'<c s="x" r="A1"'),
        (b"</sheetData>", b'</sheetData><cols><col min="x" hidden="1"/></cols>'),
    ],
)
def test_a_damaged_sheet_is_refused_by_name(old: bytes, new: bytes) -> None:
    def fill(written: Any, sheet: Any) -> None:
        sheet.write(0, 0, 90, written.add_format({"num_format": "0%"}))

    with pytest.raises(Unreadable) as refused:
        grid(patched(book(fill), SHEET, old, new))
    assert refused.value.problem.code == "file-broken"


def test_a_text_reads_with_what_its_format_puts_around_it_and_one_that_its_format_hides_is_named() -> None:
    def fill(written: Any, sheet: Any) -> None:
        for row, (text, code) in enumerate(
            [("1921", '@"年"'), ("甲", '"第"@"队"'), ("秘密", ";;;"), ("乙", "0;-0;0;@")]
        ):
            sheet.write_string(row, 0, text, written.add_format({"num_format": code}))

    found = grid(book(fill))
    assert [row[0] for row in found.rows] == ["1921年", "第甲队", "秘密", "乙"]
    assert told(found) == [("cell-format", {"format": ";;;", "cell": "A3"})]
