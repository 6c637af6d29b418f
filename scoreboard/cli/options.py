"""Options that several commands share, and the settings they lead to."""

from __future__ import annotations

import os

import click

from scoreboard import config
from scoreboard.cli import F, lang_choice, w

data_option = click.option("--data", metavar="DIR", help=w("option.data"))
json_option = click.option("--json", "as_json", is_flag=True, help=w("option.json"))


def server_options(command: F) -> F:
    """``--data --host --port --lang --async-mode``; what is not given comes from environment, file or default."""
    for option in (
        click.option("--async-mode", type=click.Choice(["eventlet", "threading"]), help=w("option.async_mode")),
        lang_choice(w("option.lang")),
        click.option("--port", metavar="PORT", help=w("option.port")),
        click.option("--host", metavar="HOST", help=w("option.host")),
        data_option,
    ):
        command = option(command)
    return command


def settings(**options: str | None) -> config.Config:
    """The settings in force for a command with these options."""
    return config.load(os.environ, options)
