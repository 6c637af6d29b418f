"""``leitai backup``: keep the data, check what was kept, put it back.  The server makes its own backups by it too."""

from __future__ import annotations

import importlib.metadata
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.options import data_option, json_option, settings
from scoreboard.cli.stored import settled, sqlite_file
from scoreboard.config import Config, shown_database
from scoreboard.i18n.catalogue import known, of_error, say
from scoreboard.i18n.moments import moment_in
from scoreboard.server import data_lock, session_keys
from scoring.engine.codec import to_json
from scoring.engine.errors import Broken, LeitaiError, Refused
from scoring.store.backup import checking, making, manifest, restoring

F = TypeVar("F", bound=Callable[..., Any])

BESIDE = (session_keys.FILE_NAME,)
"""What belongs to the data beside database and files."""

GENTLE = 10
"""How far a backup that nobody waits for stands behind the server."""

ASKED = "asked"


def place_option(command: F) -> F:
    """``--backup-dir DIR``: another place than that of the settings."""
    return click.option("--backup-dir", metavar="DIR", help=w("backup.option_dir"))(command)


@click.group(help=w("help.backup"))
def backup() -> None:
    """A group of four."""


@backup.command(help=w("help.backup_create"))
@click.option("--why", default=ASKED, hidden=True)
@place_option
@data_option
@json_option
def create(data: str | None, backup_dir: str | None, why: str, as_json: bool) -> int:
    """Make a backup, also while a server works on the data."""
    if why != ASKED and hasattr(os, "nice"):
        os.nice(GENTLE)
    try:
        config = settled(settings(data=data, backup_dir=backup_dir))
        asked = making.Asked(
            database=_database(config),
            files=config.files,
            beside=tuple(config.data / name for name in BESIDE),
            why=why,
            version=importlib.metadata.version("leitai"),
            now=time.time_ns() // 1_000_000,
            books=config.books,
        )
        made = making.create(asked, config.backups)
    except LeitaiError as error:
        if not as_json:
            raise
        fields = {name: str(value) for name, value in error.fields.items()}
        click.echo(json.dumps({"refused": [error.code, fields]}, ensure_ascii=False))
        return 5
    if as_json:
        click.echo(json.dumps({"made": made.folder.name, **_told(made.manifest)}, ensure_ascii=False))
        return 0
    click.echo(w("backup.made", folder=made.folder, **_figures(made.manifest), copied=made.copied))
    if made.removed:
        click.echo(w("backup.removed", count=len(made.removed)))
    return 0


@backup.command("list", help=w("help.backup_list"))
@place_option
@data_option
@json_option
def list_(data: str | None, backup_dir: str | None, as_json: bool) -> None:
    """Every backup, the newest first.  Where there is none, ``Refused("backup-needs-sqlite")`` for a database on a
    server, which never has one."""
    config = settings(data=data, backup_dir=backup_dir)
    found: list[tuple[str, manifest.Manifest | None]] = []
    for name in reversed(manifest.names(config.backups)):
        try:
            found.append((name, manifest.read(config.backups / name)))
        except Broken:
            found.append((name, None))
    if not found:
        _database(config)
    if as_json:
        lines = [{"name": name, **(_told(one) if one else {"readable": False})} for name, one in found]
        click.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    for name, one in found:
        click.echo(f"{name}  {_line(one, config)}")
    if not found:
        click.echo(w("backup.none", folder=config.backups))


@backup.command(help=w("help.backup_verify"))
@click.argument("name", default="")
@place_option
@data_option
@json_option
def verify(data: str | None, backup_dir: str | None, name: str, as_json: bool) -> None:
    """Check every byte and every chain of one backup, the newest where none is named."""
    config = settings(data=data, backup_dir=backup_dir)
    if not name and not manifest.names(config.backups):
        _database(config)
    folder = manifest.find(config.backups, name)
    said, _ = checking.check(folder)
    if as_json:
        click.echo(json.dumps({"good": True, "name": folder.name, **_told(said)}, ensure_ascii=False))
        return
    click.echo(w("backup.good", name=folder.name, **_figures(said)))


@backup.command(help=w("help.backup_restore"))
@click.argument("name")
@place_option
@data_option
def restore(data: str | None, backup_dir: str | None, name: str) -> None:
    """Put a backup in the place of the data; ``latest`` names the newest one.

    Raises ``Refused("data-in-use")`` while a server has the data, and what ``checking.check`` raises.
    """
    config = settings(data=data, backup_dir=backup_dir)
    database = _database(config)
    folder = manifest.find(config.backups, "" if name == "latest" else name)
    with data_lock.held(config.data):
        held = database.exists()
        now = time.time_ns() // 1_000_000
        said = restoring.restore(folder, database, config.files, now, BESIDE, config.books)
    click.echo(w("backup.restored", name=folder.name, at=_at(said, config), **_figures(said)))
    if held:
        click.echo(w("backup.kept_aside", folder=f"{database}{restoring.REPLACED}…"))
    click.echo(w("backup.serve"))


def _database(config: Config) -> Path:
    """The SQLite file.  Raises ``Refused("backup-needs-sqlite")`` for a database on a server."""
    file = sqlite_file(config)
    if file is None:
        raise Refused("backup-needs-sqlite", database=shown_database(config.database))
    return file


def _told(one: manifest.Manifest) -> dict[str, Any]:
    """A manifest for scripts, without the lists of its files."""
    return {**to_json(one), "files": len(one.files), "books": len(one.books)}


def _figures(one: manifest.Manifest) -> dict[str, object]:
    size = one.size + sum(size for _, size in one.held)
    return {"streams": one.streams, "entries": one.entries, "files": len(one.files), "mb": -(-size // 2**20)}


def _at(one: manifest.Manifest, config: Config) -> str:
    return moment_in(one.made_at, config.zone)


def _line(one: manifest.Manifest | None, config: Config) -> str:
    if one is None:
        return of_error(cli_lang(), "backup-unreadable", "message", folder="")
    key = f"backup.why.{one.why}"
    why = say(cli_lang(), key if known(cli_lang(), key) else "backup.why.lock")
    return w("backup.line", at=_at(one, config), why=why, **_figures(one))
