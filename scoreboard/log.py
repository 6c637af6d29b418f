"""The server's log: one line an event, no name, no code, no address of a person in it."""

from __future__ import annotations

import logging
import sys
import time

import structlog
from apiflask import APIFlask
from flask import Response, g, request

log = structlog.get_logger()


def configure(json: bool) -> None:
    """Log to standard error: lines for eyes, or JSON for a collector."""
    for_eyes = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            *((structlog.processors.format_exc_info, structlog.processors.JSONRenderer()) if json else (for_eyes,)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def register(app: APIFlask) -> None:
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
