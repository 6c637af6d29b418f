"""``leitai demo``: a demo competition on this machine, played by bots if you like."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.options import server_options, settings
from scoreboard.cli.serve import run_server
from scoreboard.server import runtime

if TYPE_CHECKING:
    from scoreboard.cli.demo_competition import Demo
    from scoreboard.services import Services
    from scoring.usecases.tickets import Issued

QR_GAP = 3


class _Factor(click.FloatRange):
    """A factor within its bounds; "nan" is within all bounds and no factor."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not math.isfinite(number := click.FLOAT.convert(value, param, ctx)):
            self.fail(f"{value!r} is not a valid float.", param, ctx)
        return super().convert(number, param, ctx)


@click.command(help=w("help.demo"))
@click.option("--play", is_flag=True, help=w("demo.option_play"))
@click.option("--speed", type=_Factor(0.1, 100), default=1.0, show_default=True, help=w("demo.option_speed"))
@click.option("--seed", type=int, default=1, show_default=True, help=w("demo.option_seed"))
@click.option("--sheet", default="", metavar="ID", help=w("demo.option_sheet"))
@click.option("--stop", "stop_after", is_flag=True, help=w("demo.option_stop"))
@server_options
def demo(play: bool, speed: float, seed: int, sheet: str, stop_after: bool, **options: str | None) -> int:
    """Make a demo match, serve it, print every seat's address; with ``--play`` let bots play it.

    Exit status with ``--play --stop``: 0 where the match was played to its end and its book verifies, else 1.
    """
    config = settings(**options)
    if options["data"] is None:
        config = settings(**options | {"data": str(config.data / "demo")})
    runtime.start(config.async_mode)
    status = [0]
    players: list[subprocess.Popen[bytes]] = []

    def ready(services: Services) -> None:
        from scoreboard.cli.demo_competition import Lang, make_demo

        made = make_demo(services.ctx, template=sheet, lang=cast(Lang, cli_lang()))
        _announce(services, made, play)
        if play:
            book = config.data / f"{made.match}.leitai.json"
            players.append(_start_bots(config.port, config.host, made, speed, seed, book))
            runtime.spawn(_attend, players[0], book, stop_after, status)

    try:
        run_server(config, ready)
    finally:
        for player in players:
            player.terminate()
    return status[0]


def _announce(services: Services, made: Demo, play: bool) -> None:
    from scoreboard.server.addresses import base_urls, qr

    config = services.config
    url = base_urls(config.host, config.port, config.public_url)[0]
    click.echo(w("demo.ready", title=made.title))
    order = {"display": 0, "host": 1, "chief": 2, "judge": 3, "team": 4}
    issued = sorted(made.issued, key=lambda one: order[one.ticket.role])
    cards = [(_label(one), f"{url}/e/{one.code}") for one in issued]
    for label, address in cards:
        click.echo(f"  {address}  {label}")
    click.echo(f"  {url}/signin  {w('demo.organiser', name=made.account, password=made.password)}")
    if sys.stdout.isatty():
        click.echo(_side_by_side([(label, qr(address)) for label, address in cards]))
    if play:
        click.echo(w("demo.watch"))
    click.echo(w("serve.stop"))


def _label(one: Issued) -> str:
    """The seat in words: teams by name, judges by number."""
    ticket = one.ticket
    return w(f"demo.role.{ticket.role}", label=ticket.label if ticket.team else ticket.label.rpartition(" ")[2])


def _side_by_side(blocks: Sequence[tuple[str, str]]) -> str:
    """QR codes with their labels, as many in a row as the terminal is wide."""
    pictures = [(label, picture.splitlines()) for label, picture in blocks]
    width = max(_columns(line) for _, lines in pictures for line in lines)
    per_row = max(1, shutil.get_terminal_size().columns // (width + QR_GAP))
    rows = []
    for first in range(0, len(pictures), per_row):
        row = pictures[first : first + per_row]
        rows.append((" " * QR_GAP).join(_padded(label, width) for label, _ in row))
        rows += [(" " * QR_GAP).join(parts) for parts in zip(*(lines for _, lines in row), strict=True)]
    return "\n".join(rows)


def _columns(line: str) -> int:
    """How many columns a line takes on a terminal: colour codes none, a Chinese character two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in click.unstyle(line))


def _padded(label: str, width: int) -> str:
    return label + " " * max(0, width - _columns(label))


def _start_bots(port: int, host: str, made: Demo, speed: float, seed: int, book: Path) -> subprocess.Popen[bytes]:
    """Start the bots in a process of their own, which gets the address and the codes only."""
    address = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  a comparison
    task = {
        "url": f"http://{address}:{port}",
        "codes": [one.code for one in made.issued],
        "speed": speed,
        "seed": seed,
        "book": str(book),
        "lang": cli_lang(),
    }
    player = subprocess.Popen([sys.executable, "-P", "-m", "scoreboard.bots"], stdin=subprocess.PIPE)
    assert player.stdin is not None
    player.stdin.write(json.dumps(task).encode() + b"\n")
    player.stdin.flush()  # and left open: when this process ends, however it does, the bots end too
    return player


def _attend(player: subprocess.Popen[bytes], book: Path, stop_after: bool, status: list[int]) -> None:
    """Wait for the bots' end without blocking the server; then check the book that they saved."""
    while player.poll() is None:
        runtime.sleep(0.3)
    played = player.returncode == 0
    if played:
        check = subprocess.Popen([sys.executable, "-P", "-m", "scoreboard", "verify", str(book)])  # noqa: S603  our own
        while check.poll() is None:
            runtime.sleep(0.1)
        played = check.returncode == 0
    click.echo(w("demo.played" if played else "demo.broken", book=book))
    if stop_after:
        status[0] = 0 if played else 1
        runtime.stop()
