"""The server's log: one line an event, no name, no code, no address of a person in it."""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from scoreboard.server import nonblocking_stderr

LONGEST_PROBLEM = 200
"""The most characters of a library's message, which may quote input from outside."""

log = structlog.get_logger()


def configure(json: bool, quiet: bool = False) -> None:
    """Log to standard error: lines for people, or JSON for a collector; ``quiet``: warnings and errors only.  From here
    on a slow reader blocks no thread.

    Called once, after ``runtime.start``.
    """
    for_eyes = structlog.dev.ConsoleRenderer(
        # Lines go to the descriptor itself, and not every console of Windows reads colour codes.
        colors=os.name != "nt" and sys.stderr.isatty(),
        exception_formatter=structlog.dev.plain_traceback,
    )
    processors = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        *((structlog.processors.format_exc_info, structlog.processors.JSONRenderer()) if json else (for_eyes,)),
    ]

    def lost(lines: int) -> str:
        said: Any = {"event": "log-lines-lost", "lines": lines}
        for step in processors:
            said = step(None, "warning", said)
        return f"{said}\n"

    nonblocking_stderr.install(lost)
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


class InOneLine(logging.Handler):
    """What a library says, as one line of this log: what went wrong, without a traceback.  Any client can send what is
    wrong, as often as it likes, and must not fill the log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log one record."""
        error = record.exc_info[1] if record.exc_info else None
        problem = {} if error is None else {"problem": f"{type(error).__name__}: {error}"[:LONGEST_PROBLEM]}
        log.log(record.levelno, "library", of=record.name, said=record.getMessage()[:LONGEST_PROBLEM], **problem)


def of_library(name: str) -> logging.Logger:
    """The logger to give to a library: errors, each in one line."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.ERROR)
    logger.propagate = False
    logger.handlers[:] = [InOneLine()]
    return logger


def register(app: Flask) -> None:
    """Log every request that changes something or fails, by the rule of its address: ``/e/<code>``, never the code."""
    app.before_request(_begin)
    app.after_request(_finish)


def seconds_taken() -> float:
    """How long this request has been worked on."""
    now = time.perf_counter()
    began: float = g.get("began", now)
    return now - began


def _begin() -> None:
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    if request.method not in ("GET", "HEAD") or response.status_code >= 500:
        log.info(
            "request",
            method=request.method,
            rule=str(request.url_rule) if request.url_rule else "",
            status=response.status_code,
            ms=round(seconds_taken() * 1000, 1),
            request=g.get("request_id", ""),
        )
    return response
