"""The application: settings and services in, a WSGI application with its live connection out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from scoreboard import live, paths
from scoreboard.blueprints import api, entry, forgotten, help_pages, live_page, ops, organiser, spare, v1
from scoreboard.blueprints.competition import certificate, hall, registration, schedule, written
from scoreboard.blueprints.live_page import phones
from scoreboard.blueprints.quiz import air, chief, counts, display, exports, host, judge, team
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.blueprints.review import (
    access,
    brought_access,
    clerk,
    decisions,
    drafts,
    endorser,
    file_access,
    office,
    unit,
)
from scoreboard.blueprints.review import chair as review_chair
from scoreboard.blueprints.review import files as review_files
from scoreboard.blueprints.review import judge as review_judge
from scoreboard.blueprints.review import public as review_public
from scoreboard.blueprints.review import screen as review_screen
from scoreboard.blueprints.review.chair_title import chair_title
from scoreboard.config import Config
from scoreboard.live.competition.job import CompetitionLive
from scoreboard.live.jobs import Jobs
from scoreboard.live.presence import Presence
from scoreboard.live.quiz.feed import Feed
from scoreboard.live.quiz.hooks import Hooks
from scoreboard.live.quiz.job import MatchLive
from scoreboard.live.results import PublicResults
from scoreboard.live.review.job import ReviewLive
from scoreboard.server import log, session_keys
from scoreboard.server.turns import Turns
from scoreboard.services import Services
from scoreboard.web import auth, backups, bearer, errors, metrics, page_files, pages, security, sweeping
from scoreboard.web.session_cookie import SessionCookie
from scoring.usecases import sessions

BLUEPRINTS = (
    *(entry, forgotten, api, v1, ops, spare, live_page, display, air, team, host, chief),
    *(phones, counts, judge, organiser, exports),
    *(review_files, review_judge, review_chair, review_screen),
    *(drafts, unit, endorser, clerk, office, decisions, review_public),
    *(registration, schedule, written, hall, certificate, help_pages),
)
"""The desks, each with its ``bp``."""

SEAT_LASTS = timedelta(milliseconds=sessions.LASTS)
"""A tablet that was restarted, or left over night, is still at its seat."""


def create_app(config: Config, services: Services) -> tuple[Flask, SocketIO]:
    """The application and its Socket.IO server, sharing ``services`` (``app.extensions["leitai"]``)."""
    app = Flask("scoreboard", static_folder=str(paths.static()), template_folder=str(paths.templates()))
    app.config.from_mapping(_flask_settings(config))
    app.session_interface = SessionCookie()
    app.extensions["leitai"] = services
    app.extensions["titles"], app.extensions["chair_title"] = titles_of, chair_title
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    presence = Presence(services.shared, services.processes.id)
    jobs = Jobs(ReviewLive(services, presence), MatchLive(services, presence), CompetitionLive(services, presence))
    for part in (log, security, errors, bearer):
        part.register(app)
    auth.register(app, jobs.place)
    access.register(app, brought_access.either(file_access.nomination_files(), brought_access.brought_files()))
    pages.register(app, lambda seat: jobs.of(seat.stream).job.kinds)
    page_files.register(app)
    for desk in BLUEPRINTS:
        app.register_blueprint(desk.bp)
    backups.register(app, services)
    sweeping.register(app, services)
    socketio = live.create(app, jobs, presence)
    live_page.register(app, services, jobs, socketio)
    feed = app.extensions["feed"] = Feed(services.ctx)
    hooks = app.extensions["hooks"] = Hooks(services, feed, PublicResults(app.extensions["public_views"]))
    services.hub.subscribe(lambda stream, _seq: feed.grown(stream))
    services.hub.subscribe(lambda stream, _seq: hooks.grown(stream))
    metrics.register(app, services, socketio)
    lane, tokens = auth.lane_of(app), bearer.TokenLanes(services.ctx)
    app.wsgi_app = Turns(  # type: ignore[method-assign]
        app.wsgi_app, auth.sender_of(app), lambda environ: tokens.of(environ) or lane(environ)
    )
    if config.trusted_proxies:  # outermost: the live connection gets the true address as well
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app, socketio


def _flask_settings(config: Config) -> dict[str, Any]:
    key = session_keys.session_key(config.data)
    return {
        "SECRET_KEY": key,
        "SESSION_COOKIE_NAME": session_keys.cookie_name(key),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": SEAT_LASTS,
        "MAX_CONTENT_LENGTH": config.max_upload_mb * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session: a match lasts longer than an hour
        "LEITAI_LANG": config.lang,
    }
