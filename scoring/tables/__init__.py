"""Any table that people bring: spreadsheets and delimited text as grids of texts, guarded and within limits.

    read_workbook(data)                 the sheets of an xlsx, xls or ods workbook
    read_delimited(name, data, score)   a CSV or tab-separated file, its delimiter found by its heading
    heading_row(rows, score)            where the heading stands, below whatever title there is

What a row means is for whoever reads it: questions, rosters, tables of marks.  ``score`` says how good a heading of
theirs a row would be.
"""
