"""``leitai user``: organisers' accounts, made and reset by whoever may read the data directory."""

from __future__ import annotations

import sys
import webbrowser

import click

from scoreboard.cli import w
from scoreboard.cli.options import data_option, server_options, settings
from scoreboard.cli.stored import services
from scoreboard.server.addresses import own_url
from scoring.usecases import accounts

stdin_option = click.option("--password-stdin", is_flag=True, help=w("option.password_stdin"))


@click.group(help=w("help.user"))
def user() -> None:
    """A group of two."""


@user.command(help=w("help.user_add"))
@click.argument("name")
@stdin_option
@data_option
def add(name: str, password_stdin: bool, data: str | None) -> None:
    """A new organiser."""
    account = accounts.add_account(services(data, make=True).ctx, name=name, password=_password(password_stdin))
    click.echo(w("user.added", name=account.name))


@user.command(help=w("help.user_reset"))
@click.argument("name")
@stdin_option
@data_option
def reset(name: str, password_stdin: bool, data: str | None) -> None:
    """A new password; whoever is signed in with the old one is signed out."""
    account = accounts.reset_password(services(data).ctx, name=name, password=_password(password_stdin))
    click.echo(w("user.reset", name=account.name))


@user.command(help=w("help.user_forgotten"))
@server_options
def forgotten(**options: str | None) -> None:
    """Open the page on which a forgotten password is replaced, in this machine's own browser."""
    config = settings(**options)
    url = f"{own_url(config.host, config.port)}/forgotten"
    click.echo(w("user.forgotten", url=url))
    webbrowser.open(url)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    while True:
        password: str = click.prompt(w("user.password"), hide_input=True)
        if password == click.prompt(w("user.again"), hide_input=True):
            return password
        click.echo(w("user.differ"), err=True)
