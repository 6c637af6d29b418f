"""For the machines that watch the server: is it alive, is it ready, how is it doing."""

from __future__ import annotations

import hmac
import ipaddress

from flask import Blueprint, Response, current_app, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from scoreboard.api_docs import Operation
from scoreboard.server.addresses import SERVICE
from scoreboard.web.auth import services
from scoreboard.web.readiness import Readiness
from scoring.engine.errors import Forbidden

bp = Blueprint("ops", __name__)


@bp.record_once
def _prepare(setup: BlueprintSetupState) -> None:
    setup.app.extensions["readiness"] = Readiness()


@bp.get("/healthz")
@Operation("The process answers", id="health", tag="Ops")
def health() -> ResponseReturnValue:
    """The process answers, and says what it is."""
    return {"status": "ok", "service": SERVICE}


@bp.get("/readyz")
@Operation("A match can be led on this server", id="ready", tag="Ops")
def ready() -> ResponseReturnValue:
    """200 when a match can be led on this server, else 503 with the codes of what is missing."""
    problems = current_app.extensions["readiness"].problems(services())
    return {"status": "missing" if problems else "ok", "problems": problems}, 503 if problems else 200


@bp.get("/metrics")
@Operation("Counters for Prometheus", id="metrics", tag="Ops", types=("text/plain",))
def metrics() -> Response:
    """Counters for Prometheus.  With ``Authorization: Bearer <LEITAI_METRICS_TOKEN>``, or from this machine itself
    where no token is set: they tell how busy a hall is, which is nobody else's business."""
    token = services().config.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    allowed = hmac.compare_digest(given.encode(), token.encode()) if token else _from_here()
    if not allowed:
        raise Forbidden("metrics-guarded")
    return Response(generate_latest(current_app.extensions["metrics"]), content_type=CONTENT_TYPE_LATEST)


def _from_here() -> bool:
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback and "X-Forwarded-For" not in request.headers
    except ValueError:
        return False
