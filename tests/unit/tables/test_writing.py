"""A table that is written: text stays text in every spreadsheet."""

from __future__ import annotations

import io

import openpyxl

from scoring.tables.writing import csv_text, new_workbook


def test_csv_has_a_byte_order_mark_crlf_and_guarded_cells() -> None:
    assert csv_text([["队", "分"], ["=1+1", "-10"], ["a,b", ""]]) == (
        b"\xef\xbb\xbf" + '队,分\r\n\'=1+1,-10\r\n"a,b",\r\n'.encode()
    )


def test_no_text_of_a_workbook_becomes_a_formula_or_a_link() -> None:
    out = io.BytesIO()
    with new_workbook(out) as book:
        book.add_worksheet("s").write_row(0, 0, ["=1+1", "https://example.org"])
    first, second = openpyxl.load_workbook(out)["s"][1]
    assert (first.value, first.data_type) == ("=1+1", "s")
    assert (second.value, second.hyperlink) == ("https://example.org", None)
