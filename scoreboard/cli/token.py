"""``leitai token``: access tokens for programs, made and revoked by whoever may read the data directory."""

from __future__ import annotations

import click

from scoreboard.cli import w
from scoreboard.cli.options import data_option
from scoreboard.cli.stored import services
from scoreboard.i18n.moments import moment_in
from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import tokens
from scoring.usecases.programs.tokens import SCOPES


@click.group(help=w("help.token"))
def token() -> None:
    """A group of three."""


@token.command(help=w("help.token_make"))
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), required=True, help=w("option.scope"))
@click.option("--competition", metavar="ID", default="", help=w("option.token_competition"))
@click.option("--match", metavar="ID", default="", help=w("option.token_match"))
@data_option
def make(name: str, scopes: tuple[str, ...], competition: str, match: str, data: str | None) -> None:
    """A new token; the sentence goes to standard error, so that a script can read the token alone."""
    given = tokens.make_token(
        services(data).ctx, actor=LOCAL, name=name, scopes=scopes, competition=competition, match=match
    )
    click.echo(w("token.made", name=given.token.name), err=True)
    click.echo(given.text)


@token.command("list", help=w("help.token_list"))
@data_option
def list_tokens(data: str | None) -> None:
    """Each token with its id, its rights, its place, its last use."""
    built = services(data)
    held = tokens.tokens_of(built.ctx, actor=LOCAL)
    for one in held:
        used = moment_in(one.used_at, built.config.zone) if one.used_at else w("token.never")
        state = w("token.ended" if one.revoked_at else "token.good")
        place = one.match or one.competition or "*"
        click.echo("  ".join((one.id, state, place, ",".join(one.scopes), used, one.name)))
    if not held:
        click.echo(w("token.none"))


@token.command(help=w("help.token_revoke"))
@click.argument("token_id", metavar="ID")
@data_option
def revoke(token_id: str, data: str | None) -> None:
    """It opens nothing any more."""
    ended = tokens.revoke_token(services(data).ctx, actor=LOCAL, token_id=token_id)
    click.echo(w("token.revoked", name=ended.name))
