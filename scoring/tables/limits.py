"""What a table may be at most.  Generous for a real one, far from what would hurt a server with a match running."""

from __future__ import annotations

MAX_SHEET_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_ROWS = 20_000
MAX_CELL = 8_000
MAX_CELLS = 4_000_000
