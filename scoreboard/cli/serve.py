"""``leitai serve``: bring the database up to date, print the addresses, serve until told to stop."""

from __future__ import annotations

import errno
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from scoreboard.cli import lasting, w
from scoreboard.cli.options import server_options, settings
from scoreboard.config import Config
from scoreboard.server import data_lock, open_files, runtime
from scoring.engine.errors import Refused
from scoring.usecases.records import Account

if TYPE_CHECKING:
    from scoreboard.services import Services
    from scoring.usecases.ports import Clock


MOST_FILES = 65_536


def _not_permitted(**fields: Any) -> Refused:
    """What a missing permission to listen means: Windows has no privileged ports, but gives a port to one program."""
    if os.name == "nt":
        return Refused("port-taken", **fields)
    return Refused("port-privileged", **fields)


LISTENING: dict[int, Callable[..., Refused]] = {
    errno.EADDRINUSE: lambda **fields: Refused("port-taken", **fields),
    errno.EACCES: _not_permitted,
    errno.EPERM: _not_permitted,
    errno.EADDRNOTAVAIL: lambda **fields: Refused("address-elsewhere", **fields),
    **{
        getattr(socket, name): lambda **fields: Refused("host-unknown", **fields)
        for name in ("EAI_NONAME", "EAI_AGAIN", "EAI_NODATA", "EAI_FAIL")
        if hasattr(socket, name)  # not every system has each of them
    },
}
"""What the system's refusal to listen means; anything else is ``listen-failed``, with the system's reason."""


@click.command(help=w("help.serve"))
@server_options
@click.option("--open", "opens", is_flag=True, help=w("option.open"))
def serve(opens: bool, **options: str | None) -> None:
    """Serve with the settings of options, environment and file."""
    config = settings(**options)
    runtime.start(config.async_mode)
    run_server(config, announce_and_open if opens else None)


def run_server(
    config: Config, ready: Callable[[Services], None] | None = None, clock: Clock | None = None, quiet: bool = False
) -> None:
    """Serve under these settings; ``runtime.start`` has been called.  ``ready`` is called once the port is open,
    instead of printing the addresses.  ``clock``: another one than the machine's · ``quiet``: only what is
    wrong is logged.

    Raises ``Broken`` where the stored data are damaged, and ``db-newer`` for those of a newer version; and
    ``Refused``: ``data-in-use`` (another server has the data directory), and where the address or port cannot
    be had ``port-taken`` ``port-privileged`` ``address-elsewhere`` ``host-unknown`` ``listen-failed``.
    """
    # Several processes are one server on one data directory: the database and its leases keep them apart.
    with nullcontext() if config.several else data_lock.held(config.data):
        _run(config, ready, clock, quiet)


def _run(config: Config, ready: Callable[[Services], None] | None, clock: Clock | None, quiet: bool) -> None:
    # Imported here, after the runtime was chosen: these open locks and sockets of whichever kind is in force.
    from scoreboard import factory, wiring
    from scoreboard.cli.follow import take_over
    from scoreboard.cli.stored import sqlite_file
    from scoreboard.server import log
    from scoreboard.server.connection_limit import Limits
    from scoring.store import migrate
    from scoring.store.backup import restoring
    from scoring.store.database import Database

    log.configure(config.log_json, quiet)
    open_files.raise_limit(MOST_FILES)  # the usual soft limit of 1,024 is less than a full hall
    if (file := sqlite_file(config)) is not None:
        restoring.settle(file)  # one that was cut off
    take_over(config)
    migrate.upgrade(config.database, config.files)
    services = wiring.build(config, clock=clock)
    services.examine()
    if isinstance(services.ctx.store, Database) and services.ctx.store.heads is not None:
        services.ctx.store.heads.shorten()  # nobody else writes: the data directory is held, and nothing is served yet
    app, _ = factory.create_app(config, services)

    limits = Limits(each=config.connections_per_address, proxied=config.trusted_proxies > 0)

    def opened() -> None:
        services.processes.start()
        app.extensions["live"].start()
        app.extensions["hooks"].start()
        app.extensions["backups"].start()
        app.extensions["sweeping"].start()
        warn_of_clock(services)
        (ready or announce)(services)

    try:
        runtime.serve(app, config.host, config.port, opened, limits)
    except runtime.CannotListen as error:
        fields = {"host": config.host, "port": config.port, "problem": error.strerror or ""}
        known = LISTENING.get(error.errno or 0)
        raise (known(**fields) if known else Refused("listen-failed", **fields)) from error.__cause__


def warn_of_clock(services: Services) -> None:
    """Say loudly that this machine's clock is behind what it has recorded, where it is."""
    from scoreboard.presenters.warnings import CLOCK_NOTICED

    behind = services.ctx.clock.behind()
    if behind >= CLOCK_NOTICED:
        click.secho(w("serve.clock_behind", by=lasting(behind)), fg="red", bold=True)


def announce_and_open(services: Services) -> None:
    """Print the addresses, and open this machine's own browser at the first account, or at the organiser's page."""
    from scoreboard.server.addresses import own_url

    announce(services)
    with services.ctx.store.read() as uow:
        page = "organiser/" if uow.of(Account).all() else "setup"
    url = f"{own_url(services.config.host, services.config.port)}/{page}"
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()  # some browsers end only when left


def announce(services: Services) -> None:
    """Print the addresses of this server, with a QR code of the first address."""
    from scoreboard.server.addresses import base_urls, qr

    config = services.config
    urls = base_urls(config.host, config.port, config.public_url)
    click.echo(w("serve.ready", data=config.data))
    for url in urls:
        click.echo(f"  {url}/")
    click.echo(qr(urls[0] + "/"))
    with services.ctx.store.read() as uow:
        if not uow.of(Account).all():
            click.echo(w("serve.first", url=f"{urls[0]}/setup", code=services.setup_code))
    click.echo(w("serve.stop"))
