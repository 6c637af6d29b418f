"""Tables from people's files: spreadsheets and delimited text as grids of texts, guarded and within limits.

    read_workbook(data)                 the worksheets of an xlsx, xls or ods workbook
    sheet_findings(grid)                hidden rows, pictures and the like of a worksheet, as findings
    read_delimited(name, data, score)   a CSV or tab-separated file, its delimiter found by its heading
    heading_row(rows, score)            the row of the heading, below any title rows

``writing`` is for tables that go out: a workbook, and CSV that a spreadsheet opens correctly.

The caller decides what a row means: questions, rosters, tables of marks.  The caller's ``score`` says how good a
heading a row would be.
"""
