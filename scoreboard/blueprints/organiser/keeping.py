"""The backups of this server, and the pass of a warm spare."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import bp, done, form_of, show
from scoreboard.i18n.catalogue import known
from scoreboard.i18n.moments import moment_in
from scoreboard.i18n.request import lang
from scoreboard.server import spare_pass
from scoreboard.web.auth import services
from scoreboard.web.backups import backups
from scoreboard.web.errors import describe

SHOWN = 60
"""Backups that the page lists: all that the rule keeps."""


@bp.get("/backups")
def backups_page(error: Any = None, token: str = "") -> str:
    """What was kept and when, what is wrong, the spare that follows."""
    kept, config = backups(), services().config
    notice = kept.notice()
    return show(
        "backups.html",
        error or (describe(notice) if notice is not None else None),
        listed=kept.kept()[:SHOWN],
        on=kept.on,
        possible=services().backups is not None,
        minutes=config.backup_minutes,
        place=config.backups,
        at=lambda made_at: moment_in(made_at, config.zone),
        why=_why,
        token=token,
        passes=spare_pass.given(config.data),
        spares=() if (feed := services().feed) is None else feed.followers(),
    )


@bp.post("/backups")
@form_of(backups_page)
def make_backup() -> ResponseReturnValue:
    """Make one now."""
    backups().now()
    return done("backup-made", "backups_page")


@bp.post("/backups/spare")
def give_spare_pass() -> ResponseReturnValue:
    """A new pass for a spare, shown once; the one before it opens nothing any more.  ``revoke``: only that."""
    data = services().config.data
    if "revoke" in request.form:
        spare_pass.revoke(data)
        return done("spare-revoked", "backups_page")
    return backups_page(token=spare_pass.give(data))


def _why(reason: str) -> str:
    """Why a backup was made, as the key of its words."""
    key = f"backup.why.{reason}"
    return key if known(lang(), key) else "backup.why.lock"
