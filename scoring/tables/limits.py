"""The limits of a table: far above any real table, far below what would slow down a server with a running match."""

from __future__ import annotations

MAX_SHEET_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_ROWS = 20_000
MAX_CELL = 8_000
MAX_CELLS = 4_000_000
