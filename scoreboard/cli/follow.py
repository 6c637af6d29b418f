"""``leitai follow``: a second laptop keeps a checked copy of all that a server holds; ``serve`` there takes over."""

from __future__ import annotations

import json
import os
import secrets
import time
from pathlib import Path

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.options import data_option, settings
from scoreboard.cli.spare_client import Gone, Server
from scoreboard.cli.spare_files import FileFetcher
from scoreboard.cli.stored import sqlite_file
from scoreboard.config import Config, shown_database
from scoreboard.i18n.catalogue import of_error
from scoreboard.i18n.moments import moment_in
from scoreboard.server import data_lock, session_keys, spare_pass, spare_version
from scoring.engine.errors import Broken, Conflict, NotFound, Refused
from scoring.store import migrate
from scoring.store.backup import restoring
from scoring.store.files import FileStore
from scoring.store.following import Copy

FOLLOWING = "following.json"
"""In the data directory of a spare: whom it follows, and when it heard of it last."""

AGAIN = 1.0
"""Seconds until the next attempt to reach the server."""

TELLS = 10.0
"""Seconds between two lines of how it stands."""


@click.command(help=w("help.follow"))
@click.argument("url", default="")
@click.option("--pass", "given", metavar="PASS", envvar="LEITAI_SPARE_PASS", help=w("follow.option_pass"))
@click.option("--new-pass", is_flag=True, help=w("follow.option_new_pass"))
@data_option
def follow(url: str, given: str | None, new_pass: bool, data: str | None) -> None:
    """Follow until told to stop.

    Raises ``NotFound("spare-url-needed")``; ``Refused``: ``follow-own-data`` where the data directory has data of its
    own, ``data-in-use``, ``follow-version``; ``Forbidden("spare-pass-wrong")``.
    """
    config = settings(data=data)
    if new_pass:
        click.echo(spare_pass.give(config.data))
        return
    if not url.startswith(("http://", "https://")):
        raise NotFound("spare-url-needed")
    file = sqlite_file(config)
    if file is None:
        raise Refused("backup-needs-sqlite", database=shown_database(config.database))
    word = given or click.prompt(w("follow.ask_pass"), hide_input=True)
    with data_lock.held(config.data):
        restoring.settle(file)
        if file.exists() and not (config.data / FOLLOWING).exists():
            raise Refused("follow-own-data", data=str(config.data))
        Spare(config, file, Server(url, word)).run()


class Spare:
    """One spare: its copy, its files, the server that it follows."""

    def __init__(self, config: Config, file: Path, server: Server) -> None:
        self._config, self._server = config, server
        self._copy = Copy(file)
        self._files = FileFetcher(FileStore(config.files), server)
        self._epoch, self._no, self._behind = "", 0, 0
        self._whole = False
        self._told_at = 0.0

    def run(self) -> None:
        """Follow for ever: a server that is gone is asked for again and again, and the copy stays as it is."""
        lost = False
        try:
            while True:
                try:
                    self._step()
                    if lost:
                        click.echo(w("follow.found"))
                    lost = False
                except Gone as gone:
                    if not lost:
                        click.secho(w("follow.lost", problem=gone.problem, data=self._config.data), fg="red", err=True)
                    lost = True
                    time.sleep(AGAIN)
        finally:
            self._copy.close()

    def _step(self) -> None:
        if not self._whole:
            self._begin()
        try:
            last, commits = self._server.commits(self._epoch, self._no)
            for no, told in commits:
                self._copy.apply(told)
                self._no = no
                if any(row[2] is not None and "sha256" in row[2] for row in told["rows"]):
                    self._files.want(self._copy.files())
        except Conflict:
            self._whole = False
            return
        except Broken as error:
            click.secho(of_error(cli_lang(), error.code, "message", **error.fields), fg="red", err=True)
            self._whole = False
            return
        self._behind = last - self._no
        if commits or time.monotonic() - self._told_at > TELLS:
            self._heard()
        if time.monotonic() - self._told_at > TELLS:
            self._tell()

    def _begin(self) -> None:
        """Take a base: the whole database as it is there."""
        data = self._config.data
        for left in data.glob(".base-*"):  # of a spare that was cut off
            left.unlink()
        target = data / f".base-{secrets.token_hex(4)}"
        wanted = spare_version.version(migrate.newest())
        try:
            epoch, no, found = self._server.base(target)
            if found != wanted:
                raise Refused("follow-version", found=found, wanted=wanted)
            _keep(data / FOLLOWING, {"url": self._server.url, "at": time.time_ns() // 1_000_000})
            _keep(data / session_keys.FILE_NAME, self._server.secrets())
            goes_on = self._copy.begin(target, time.time_ns() // 1_000_000)
        finally:
            target.unlink(missing_ok=True)
        if not goes_on:
            click.secho(w("follow.another", data=data), fg="yellow", err=True)
        self._epoch, self._no, self._whole = epoch, no, True
        self._files.want(self._copy.files())
        self._heard()
        self._tell()

    def _heard(self) -> None:
        _keep(self._config.data / FOLLOWING, {"url": self._server.url, "at": time.time_ns() // 1_000_000})

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        at = moment_in(time.time_ns() // 1_000_000, self._config.zone)
        click.echo(w("follow.stands", at=at, behind=self._behind, files=self._files.missing()))


def take_over(config: Config) -> None:
    """Say what a spare takes over, and what it cannot know; from now on the data are its own.  Nothing where the data
    directory is no spare's.  Raises ``Refused("spare-not-begun")`` where the spare has not got anything yet."""
    mark = config.data / FOLLOWING
    if not mark.exists():
        return
    if (file := sqlite_file(config)) is not None and not file.exists():
        raise Refused("spare-not-begun", data=str(config.data))
    try:
        told = json.loads(mark.read_text("utf-8"))
        heard, url = moment_in(int(told["at"]), config.zone), str(told["url"])
    except (ValueError, KeyError, TypeError):
        heard, url = "?", "?"
    click.secho(w("follow.takes_over", url=url, at=heard), bold=True)
    mark.replace(mark.with_name("followed.json"))


def _keep(file: Path, values: dict[str, object]) -> None:
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(values, out)
    draft.replace(file)
