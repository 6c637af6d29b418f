"""``leitai db``: the schema of the database."""

from __future__ import annotations

import json

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.options import data_option, json_option, settings
from scoreboard.cli.stored import present, upgraded
from scoreboard.config import DATABASE_FILE, Config, own_database, shown_database
from scoreboard.i18n.catalogue import known, say
from scoring.engine.codec import to_json
from scoring.engine.errors import Refused
from scoring.store import durability, migrate
from scoring.store.database import Database, url_of
from scoring.store.files import FileStore
from scoring.store.named_files import named_files


@click.group(help=w("help.db"))
def db() -> None:
    """A group of three."""


@db.command(help=w("help.db_upgrade"))
@data_option
def upgrade(data: str | None) -> None:
    """Run the migrations that are missing."""
    click.echo(w("db.upgraded", revision=upgraded(settings(data=data))))


@db.command(help=w("help.db_check"))
@data_option
@json_option
def check(data: str | None, as_json: bool) -> int:
    """Exit status 1 where a migration is missing, a commit would not be durable, a chain does not hold, or a file that
    a record names is not as it was kept.  Raises ``Broken("db-newer")`` for a database of a newer version."""
    config = present(data)
    url = config.database
    current, newest = migrate.current(url), migrate.newest()
    if current is None:
        click.echo(json.dumps({"good": False}) if as_json else w("db.empty"))
        return 1
    migrate.refuse_newer(current)
    database = Database(url)
    try:
        report = durability.check(database, FileStore(config.files))
    finally:
        database.close()
    if as_json:
        click.echo(json.dumps({"good": report.good, **to_json(report)}, ensure_ascii=False, indent=2))
        return int(not report.good)
    for finding in report.findings:
        wanted = "" if finding.good else f"  ≠ {_value(finding.name, finding.wanted)}"
        name = say(cli_lang(), f"store.db.finding.{finding.name}")
        click.echo(f"{'✓' if finding.good else '✗'} {name}: {_value(finding.name, finding.value)}{wanted}")
    if current != newest:
        click.echo(w("db.outdated", current=current, newest=newest))
    elif report.good:
        click.echo(say(cli_lang(), "store.db.good", streams=report.streams, entries=report.entries))
    else:
        click.echo(say(cli_lang(), "store.db.bad"))
    return int(not report.good)


@db.command(help=w("help.db_sweep"))
@click.option("--all", "everything", is_flag=True, help=w("db.sweep_all"))
@data_option
def sweep(data: str | None, everything: bool) -> None:
    """Remove the files that no record names, once they are older than an hour.

    Raises ``Refused("sweep-doubtful")`` where the database may be another one than that of the files, unless ``--all``
    says that it is not: beside another database no record names any file.
    """
    config = present(data)
    current = migrate.current(config.database)
    migrate.refuse_newer(current)
    if current != migrate.newest():
        raise Refused("sweep-outdated")
    database = Database(config.database)
    try:
        with database.transaction("read") as connection:
            named = {one.sha256 for one in named_files(connection)}
    finally:
        database.close()
    files = FileStore(config.files)
    if not everything and _foreign(config, named, files):
        raise Refused("sweep-doubtful", files=str(config.files), database=shown_database(config.database))
    removed = files.sweep(named)
    click.echo(w("db.swept", count=len(removed), mb=sum(one.size for one in removed) // 2**20))


def _foreign(config: Config, named: set[str], files: FileStore) -> bool:
    """Whether the files may belong to another database: it names none of them, or the data directory has its own."""
    own = config.data / DATABASE_FILE
    other = own.exists() and url_of(config.database) != url_of(own_database(config.data))
    return other or (bool(files.unused(named)) and not any(files.size(one) is not None for one in named))


def _value(name: str, value: str) -> str:
    """What was found, in words where there are any: numbers, names of streams and of versions stay as they are."""
    found = next((key for key in (f"{name}-{value}", value) if known(cli_lang(), f"store.db.value.{key}")), None)
    return say(cli_lang(), f"store.db.value.{found}") if found else value
