"""The page of the public, ``/live/CODE``: no ticket, no cookie.  The same view is JSON that any cache keeps."""

from __future__ import annotations

import io

import segno
from flask import Blueprint, Flask, Response, current_app, g, make_response, render_template, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_socketio import SocketIO

from scoreboard.api_docs import Operation
from scoreboard.blueprints.live_page.source import PublicSource
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.i18n import request as i18n
from scoreboard.live.jobs import Jobs
from scoreboard.live.phones import Phones
from scoreboard.live.public import PublicPages, PublicViews, Shown
from scoreboard.services import Services
from scoreboard.web.rare_signs import are_rare
from scoreboard.web.venue import reached_at

bp = Blueprint("live_page", __name__, url_prefix="/live")

VIEW_LASTS, PAGE_LASTS = 1, 60
"""Seconds for which a cache may give out the view, and the page around it."""

RETRY = 5
"""Seconds after which a page asks again that was not answered."""


@bp.record_once
def _prepare(setup: BlueprintSetupState) -> None:
    setup.app.jinja_env.globals["live_address"] = live_address


def register(app: Flask, services: Services, jobs: Jobs, socketio: SocketIO) -> PublicPages:
    """The views of the public, and their sockets."""
    views = app.extensions["public_views"] = PublicViews(PublicSource(services, jobs))
    pages = PublicPages(socketio, views, app.extensions["live"].services.phones, jobs.beside)
    services.hub.subscribe(lambda stream, _seq: pages.grown(stream))
    socketio.on_namespace(pages)
    return pages


@bp.get("/<code>")
def page(code: str) -> Response:
    """The page; its script draws the view and follows it."""
    if not _views().may_ask():
        return _busy()
    shown = _views().shown(code)
    if shown.view["kind"] == "match":
        g.titles = titles_of(code)
    answer = make_response(render_template("live_page/page.html", view=shown.view, code=code, rare=_is_rare(shown)))
    if (
        request.args.get("lang") not in i18n.LANGS
    ):  # an answer that sets the cookie of the language belongs to one browser
        answer.headers["Cache-Control"] = f"public, max-age={PAGE_LASTS}"
        answer.vary.add("Cookie")
    return answer


@bp.get("/<code>/view")
@Operation(
    "What anybody may see of a match, a stage or a review",
    id="getPublicView",
    tag="Public",
    gives="PublicView",
    means="The view that the page of the public draws; the same for everybody",
    refuses={404: "There is nothing to see"},
)
def view(code: str) -> ResponseReturnValue:
    """What anybody may see, as JSON.

    ``ETag`` stands for epoch, seq and bytes; sent as ``If-None-Match`` it is answered 304 while the view is the same.
    503 with ``Retry-After`` where very many ask at once: a cache before the server answers all of them.
    """
    if not _views().may_ask():
        return _busy()
    shown = _views().shown(code)
    phones: Phones = current_app.extensions["live"].services.phones
    phones.asked(code)
    phones.shown(code, shown.view["seq"])
    return _cached(shown)


@bp.get("/<code>/qr.svg")
def qr(code: str) -> Response:
    """The way to the page as a QR code."""
    if not _views().may_ask():
        return _busy()
    _views().stream(code)
    out = io.BytesIO()
    made = segno.make(live_address(code), micro=False, error="m")
    made.save(out, kind="svg", border=2, xmldecl=False, scale=8, light="#fff")
    answer = Response(out.getvalue(), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={PAGE_LASTS}"
    return answer


def live_address(code: str) -> str:
    """The address of a public page as devices of the hall reach it."""
    return reached_at(f"/live/{code}")


def _cached(shown: Shown) -> Response:
    answer = Response(shown.body, mimetype="application/json")
    answer.headers["Cache-Control"] = f"public, max-age={VIEW_LASTS}"
    answer.set_etag(shown.etag)
    answer.make_conditional(request)
    return answer


def _is_rare(shown: Shown) -> bool:
    """Whether a name has a character that old telephones lack."""
    return are_rare([str(shown.view["title"]), *(row["name"] for one in shown.view["tables"] for row in one["rows"])])


def _busy() -> Response:
    words = i18n.say(i18n.lang(), "public_live.busy", seconds=RETRY)
    headers = {"Retry-After": str(RETRY), "Cache-Control": "no-store"}
    return Response(words, status=503, headers=headers, content_type="text/plain; charset=utf-8")


def _views() -> PublicViews:
    found: PublicViews = current_app.extensions["public_views"]
    return found
