"""``leitai demo``: a demo competition on this machine, played by bots if you like."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from click.core import ParameterSource

from scoreboard.cli import cli_lang, w
from scoreboard.cli.options import server_options, settings
from scoreboard.cli.serve import run_server
from scoreboard.server import runtime

if TYPE_CHECKING:
    from scoreboard.cli.demo_competition import Demo, Lang
    from scoreboard.services import Services
    from scoring.usecases.tickets import Issued

QR_GAP = 3

STAGES = ("nominate", "endorse", "vet", "judge", "shortlist", "notice", "objection", "decide", "award")
"""Where a demo review may stand, as ``demo_review.STAGES``."""


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
@click.option("--review", is_flag=True, help=w("demo.option_review"))
@click.option("--at", "stage", type=click.Choice(STAGES), default=STAGES[0], help=w("demo.option_at"))
@click.option("--units", type=click.IntRange(1, 76), default=40, show_default=True, help=w("demo.option_units"))
@click.option("--judges", type=click.IntRange(1, 22), default=15, show_default=True, help=w("demo.option_judges"))
@click.option("--big", is_flag=True, help=w("demo.option_big"))
@click.option("--contest", is_flag=True, help=w("demo.option_contest"))
@click.option("--stop", "stop_after", is_flag=True, help=w("demo.option_stop"))
@server_options
def demo(
    play: bool,
    speed: float,
    seed: int,
    sheet: str,
    review: bool,
    stage: str,
    units: int,
    judges: int,
    big: bool,
    contest: bool,
    stop_after: bool,
    **options: str | None,
) -> int:
    """Make a demo match, serve it, print every seat's address; with ``--play`` let bots play it.  With ``--review``
    make an award review instead, at the stage ``--at``; with ``--play`` bots lead it from there to its end.  With
    ``--big`` bots build a competition of 69 teams by its pages, and with ``--play`` play it to its book.
    With ``--contest`` the demo match is a contest of performances.

    Exit status with ``--play --stop``: 0 where the match was played to its end and its book verifies, or the review led
    to its end and its archive verifies; else 1.
    """
    if review and sheet:
        raise click.UsageError(w("demo.review_alone"))
    if big and (sheet or review):
        raise click.UsageError(w("demo.big_alone"))
    if contest and (sheet or review or big):
        raise click.UsageError(w("demo.contest_alone"))
    config = settings(**options)
    own = options["data"] is None
    if own:
        config = settings(**options | {"data": str(config.data / "demo")})
    runtime.start(config.async_mode)
    if review:
        from scoreboard.cli import demo_review_play as reviews

        if own and play:
            config = settings(**options | {"data": str(reviews.own_folder(config.data))})
        asked = reviews.Asked(stage, units, judges, play, speed, seed, stop_after)
        return reviews.serve_review(config, asked)
    if big:
        from scoreboard.cli import demo_big

        given = click.get_current_context().get_parameter_source("speed")
        fast = speed if given is ParameterSource.COMMANDLINE else demo_big.FAST
        return demo_big.serve_big(config, demo_big.Asked(play, fast, seed, stop_after))
    status = [0]
    players: list[subprocess.Popen[bytes]] = []

    def ready(services: Services) -> None:
        from scoreboard.cli.demo_competition import make_demo
        from scoreboard.cli.demo_contest import make_contest

        named = cast("Lang", cli_lang())
        made = make_contest(services.ctx, named) if contest else make_demo(services.ctx, template=sheet, lang=named)
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
    from scoreboard.i18n.catalogue import saying
    from scoreboard.i18n.titles import titles_in
    from scoreboard.server.addresses import base_urls, qr
    from scoring.usecases.quiz.matches import rule_sheet_of

    say_of = saying(cli_lang(), titles_in(rule_sheet_of(services.ctx, made.match)))
    config = services.config
    url = base_urls(config.host, config.port, config.public_url)[0]
    click.echo(w("demo.ready", title=made.title))
    order = {"display": 0, "host": 1, "chief": 2, "judge": 3, "team": 4}
    issued = sorted(made.issued, key=lambda one: order[one.ticket.role])
    cards = [(_label(one, say_of), f"{url}/e/{one.code}") for one in issued]
    for label, address in cards:
        click.echo(f"  {address}  {label}")
    click.echo(f"  {url}/signin  {w('demo.organiser', name=made.account, password=made.password)}")
    if sys.stdout.isatty():
        click.echo(_side_by_side([(label, qr(address)) for label, address in cards]))
    if play:
        click.echo(w("demo.watch"))
    click.echo(w("serve.stop"))


def _label(one: Issued, say_of: Callable[..., str]) -> str:
    """The seat in the words of its match: teams by name, judges by number."""
    ticket = one.ticket
    return say_of(
        f"cli.demo.role.{ticket.role}", label=ticket.label if ticket.team else ticket.label.rpartition(" ")[2]
    )


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
