"""The stored data of a command: brought up to date where they are, and made only by a command that writes."""

from __future__ import annotations

import click

from scoreboard.cli import w
from scoreboard.cli.options import settings
from scoreboard.config import Config
from scoreboard.server import data_lock
from scoreboard.services import Services
from scoreboard.wiring import build
from scoring.engine.errors import NotFound
from scoring.store import migrate
from scoring.store.database import Database


def services(data: str | None, *, make: bool = False) -> Services:
    """What a command works with.  ``make``: a database that is not there yet is made, and said to be new.

    Raises ``NotFound("database-missing")`` where there is none and it is not to be made.
    """
    config = settings(data=data) if make else present(data)
    new = migrate.missing_file(config.database)
    upgraded(config)
    if new:
        click.echo(w("db.made", file=new))
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
    config = settings(data=data)
    if file := migrate.missing_file(config.database):
        raise NotFound("database-missing", file=str(file))
    return config
