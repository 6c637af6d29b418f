"""``leitai config``: every setting, its value and where it came from."""

from __future__ import annotations

import json

import click

from scoreboard.cli import w
from scoreboard.cli.options import data_option, json_option, settings
from scoreboard.config import SETTINGS, shown

WIDTH = max(len(setting.name) for setting in SETTINGS)


@click.command(help=w("help.config"))
@data_option
@json_option
def config(data: str | None, as_json: bool) -> None:
    """Show the settings in force; secrets only as set or not."""
    found = settings(data=data)
    rows = [(setting, shown(found, setting), found.origins[setting.name]) for setting in SETTINGS]
    if as_json:
        table = {setting.name: {"value": value, "origin": origin} for setting, value, origin in rows}
        click.echo(json.dumps(table, ensure_ascii=False, indent=2))
        return
    for setting, value, origin in rows:
        click.echo(f"{setting.name:<{WIDTH}} {value or '–'}")
        click.echo(f"{'':<{WIDTH}} {w(f'config.{setting.name}')}  [{setting.variable} · {origin}]")
