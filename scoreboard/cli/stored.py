"""The stored data of a command: brought up to date where they are, and made only by a command that writes."""

from __future__ import annotations

from pathlib import Path

import click

from scoreboard.cli import w
from scoreboard.cli.options import settings
from scoreboard.config import Config
from scoreboard.server import data_lock
from scoreboard.services import Services
from scoring.engine.errors import NotFound
from scoring.store import migrate
from scoring.store.backup import restoring
from scoring.store.database import Database, url_of


def services(data: str | None, *, make: bool = False) -> Services:
    """What a command works with.  ``make``: a database that is not there yet is made, and said to be new.

    Raises ``NotFound("database-missing")`` where there is none and it is not to be made.
    """
    config = settled(settings(data=data)) if make else present(data)
    new = migrate.missing_file(config.database)
    upgraded(config)
    if new:
        click.echo(w("db.made", file=new))
    from scoreboard.wiring import build  # a backup needs nothing of the server, and is made often

    built = build(config)
    if isinstance(built.ctx.store, Database):
        click.get_current_context().call_on_close(built.ctx.store.close)
    return built


def upgraded(config: Config) -> str:
    """Bring the database to the newest shape; returns its revision.

    Raises ``Refused("data-in-use")`` where that is a change and a server is running, maybe one of an older version.
    """
    if migrate.current(config.database) != migrate.newest():
        data_lock.check_free(config.data)
    return migrate.upgrade(config.database, config.files)


def present(data: str | None) -> Config:
    """The settings of a command that only reads: a mistyped path must not create an empty data directory.

    Raises ``NotFound("database-missing")``.
    """
    config = settled(settings(data=data))
    if file := migrate.missing_file(config.database):
        raise NotFound("database-missing", file=str(file))
    return config


def sqlite_file(config: Config) -> Path | None:
    """The SQLite file of the database; None for a database on a server."""
    url = url_of(config.database)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def settled(config: Config) -> Config:
    """These settings, once a restore that was cut off is finished.  Raises ``Refused("data-in-use")`` where somebody
    else is finishing it."""
    file = sqlite_file(config)
    if file is not None and restoring.pending(file):
        with data_lock.held(config.data):
            restoring.settle(file)
    return config
