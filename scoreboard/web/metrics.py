"""What Prometheus may read: requests, commits, open connections, the clock's drift.  Labels name routes, not people."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_socketio import SocketIO
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector

from scoreboard.server.engineio_parts import open_connections
from scoreboard.server.log import seconds_taken
from scoreboard.services import ServerClock, Services

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds.  A command should be in the first three."""


def register(app: Flask, services: Services, socketio: SocketIO) -> None:
    """Count this application's requests and entries, in a registry of its own (``app.extensions["metrics"]``)."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    took = Histogram(
        "leitai_request_seconds",
        "Time to answer a request",
        ("method", "rule", "status"),
        registry=registry,
        buckets=BUCKETS,
    )
    entries = Counter("leitai_commits", "Commits that appended to a ledger", registry=registry)
    open_now = Gauge("leitai_connections", "Open live connections", registry=registry)
    open_now.set_function(lambda: open_connections(socketio))
    clock = services.ctx.clock
    if isinstance(clock, ServerClock):
        drift = Gauge("leitai_clock_drift_seconds", "Wall clock against the server's clock", registry=registry)
        drift.set_function(lambda: clock.drift() / 1000)
    services.hub.subscribe(lambda stream, seq: entries.inc(), own=True)

    def finish(response: Response) -> Response:
        rule = str(request.url_rule) if request.url_rule else "none"
        took.labels(request.method, rule, str(response.status_code)).observe(seconds_taken())
        return response

    app.after_request(finish)
    app.extensions["metrics"] = registry
