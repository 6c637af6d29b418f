"""Tables for people's programs: a workbook and CSV text in which no spreadsheet turns a text into something else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from scoring.tables.formulas import guarded


def new_workbook(out: io.BytesIO) -> Any:
    """An empty xlsx workbook (``xlsxwriter.Workbook``), written to ``out`` when it is closed, as at the end of a
    ``with`` block.  No text in it becomes a formula or a link."""
    import xlsxwriter  # takes as long as a small tally, and most write none

    return xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def csv_text(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with CRLF, and with a byte order mark, without which Excel shows no Chinese.  Cells that a
    spreadsheet would run as formulas are guarded."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
