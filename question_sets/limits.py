"""What an upload may be at most.  Generous for a real set, far from what would hurt a server with a match running."""

from __future__ import annotations

MAX_SHEET_BYTES = 20 * 1024 * 1024
MAX_PACKAGE_BYTES = 300 * 1024 * 1024
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_MEDIA_BYTES = 256 * 1024 * 1024
MAX_PACKAGE_FILES = 3000
MAX_ROWS = 20_000
MAX_CELL = 8_000
MAX_CELLS = 4_000_000
MAX_OPTIONS = 10
MAX_QUESTIONS = 10_000
