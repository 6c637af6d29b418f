"""``leitai demo --big``: bots build a competition of 69 teams by its pages; with ``--play`` they play it too."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.demo_big_words import question_sets, teams, words_of
from scoreboard.cli.serve import run_server
from scoreboard.config import Config
from scoreboard.server import runtime
from scoreboard.server.addresses import base_urls
from scoreboard.services import Services
from scoring.engine.moments import local
from scoring.usecases import accounts
from scoring.usecases.competitions import list_competitions
from scoring.usecases.context import Context
from scoring.usecases.quiz.import_book import free_name
from scoring.usecases.records import Account

ORGANISER, SECOND = "organiser", "second"
"""The accounts of whoever leads the competition, and of whoever confirms."""

SHEET = "template:grand-league"
TEAMS = 69
TOGETHER = 3
"""Matches that are played at the same time."""

FAST = 100.0
"""The speed of these bots where none is asked for: at that of people they would play for days."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    play: bool
    speed: float
    seed: int
    stop: bool


def serve_big(config: Config, asked: Asked) -> int:
    """Serve, and let bots build the competition and play it if that was asked for; the exit status."""
    status = [0]

    def ready(services: Services) -> None:
        passwords = [(name, _account(services.ctx, name)) for name in (ORGANISER, SECOND)]
        url = base_urls(config.host, config.port, config.public_url)[0]
        click.echo(w("demo.big_ready", count=TEAMS))
        for name, password in passwords:
            click.echo(f"  {url}/signin  {w('demo.organiser', name=name, password=password)}")
        click.echo(w("serve.stop"))
        title = free_name(words_of(cli_lang()).title, [one.title for one in list_competitions(services.ctx)])
        today = local(services.ctx.clock.now(), config.zone).date()
        book = config.data / f"event-{services.ctx.ids.new()}.zip"
        task = task_of(_address(config), passwords, asked, str(book), title=title, today=today)
        runtime.spawn(_attend, task, asked, book, status)

    run_server(config, ready, quiet=True)  # thousands of requests would hide how far it is
    return status[0]


def _account(ctx: Context, name: str) -> str:
    """The account with a new password."""
    password = secrets.token_urlsafe(9)
    with ctx.store.read() as uow:
        known = bool(uow.of(Account).all(name=name))
    (accounts.reset_password if known else accounts.add_account)(ctx, name=name, password=password)
    return password


def _address(config: Config) -> str:
    host = "127.0.0.1" if config.host in ("0.0.0.0", "::") else config.host  # noqa: S104  a comparison
    return f"http://{host}:{config.port}"


def task_of(
    url: str, passwords: list[tuple[str, str]], asked: Asked, book: str, *, title: str, today: date
) -> dict[str, Any]:
    """As ``scoreboard.bots.event.task.Task``."""
    lang = cli_lang()
    words = words_of(lang)
    return {
        "url": url,
        "accounts": passwords,
        "title": title,
        "organiser": words.organiser,
        "sheet": SHEET,
        "opens": f"{today - timedelta(days=1):%Y-%m-%d}T00:00",
        "closes": f"{today + timedelta(days=14):%Y-%m-%d}T00:00",
        "erase": f"{today + timedelta(days=365):%Y-%m-%d}",
        "teams": teams(lang, TEAMS),
        "sets": question_sets(lang, asked.seed),
        "numbers": ["20260501", "69", "168"],
        "lot": words.lot,
        "meeting": words.meeting,
        "best": words.best,
        "play": asked.play,
        "together": TOGETHER,
        "speed": asked.speed,
        "seed": asked.seed,
        "book": book,
        "lang": lang,
    }


def _attend(task: dict[str, Any], asked: Asked, book: Path, status: list[int]) -> None:
    """Have the competition led and say how that ended."""
    done = lead_event(task) and (not asked.play or _verified(book))
    key = ("big_played" if asked.play else "big_built") if done else "big_broken"
    click.echo(w(f"demo.{key}", book=book))
    if asked.stop:
        status[0] = 0 if done else 1
        runtime.stop()


def lead_event(task: dict[str, Any]) -> bool:
    """Let bots in a process of their own, which has the address and the accounts only, lead the competition; whether
    they came to its end.  Other requests are answered meanwhile."""
    processes = runtime.processes()
    command = [sys.executable, "-P", "-m", "scoreboard.bots.event"]
    player = processes.Popen(command, stdin=processes.PIPE, stdout=processes.PIPE)
    try:
        player.stdin.write(json.dumps(task).encode() + b"\n")
        player.stdin.flush()  # and left open: when this process ends, however it does, the bots end too
        for line in player.stdout:
            said = json.loads(line)
            click.echo("  " + w(f"demo.told.{said['tell']}", **said["fields"]))
        return bool(player.wait() == 0)
    finally:
        player.terminate()
        player.stdin.close()
        player.stdout.close()
        player.wait()


def _verified(book: Path) -> bool:
    check = subprocess.Popen([sys.executable, "-P", "-m", "scoreboard", "verify", str(book)])  # noqa: S603  our own
    while check.poll() is None:
        runtime.sleep(0.1)
    return check.returncode == 0
