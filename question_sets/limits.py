"""The limits of a question set, beside the limits of any table (``scoring.tables.limits``)."""

from __future__ import annotations

MAX_PACKAGE_BYTES = 300 * 1024 * 1024
MAX_MEDIA_BYTES = 256 * 1024 * 1024
MAX_PACKAGE_FILES = 3000
MAX_OPTIONS = 10
MAX_QUESTIONS = 10_000
