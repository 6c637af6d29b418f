"""A match as tidy long tables for an analyst: a row for each observation, stable column names (docs/match-tables.md).

tables.match_tables(match)    name → table, of one opened match
"""
