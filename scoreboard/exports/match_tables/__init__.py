"""A match as tidy long tables for an analyst: one row an observation, columns of stable names (docs/match-tables.md).

tables.match_tables(entries)    name → table, of the ledger of one match
"""
