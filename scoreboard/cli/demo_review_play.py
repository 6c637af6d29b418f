"""``leitai demo --review``: serve the demo review; with ``--play`` bots lead it to its end, while the server's clock is
put forward.

A review takes months.  The clock of this server alone begins so far in the past that the end is today, and is put
forward to the next day on which something is to be done, when the bots have nothing left to do.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.demo_competition import Lang
from scoreboard.cli.demo_review import Demo, make_demo_review
from scoreboard.cli.demo_review_steps import DAY, STAGES, day_of
from scoreboard.cli.serve import run_server
from scoreboard.config import Config
from scoreboard.i18n.catalogue import say
from scoreboard.i18n.seat_names import seat_name
from scoreboard.server import runtime
from scoreboard.server.addresses import base_urls
from scoreboard.services import ServerClock, Services


class DemoClock(ServerClock):
    """The clock of a demo's server: it begins ``behind`` ms before now and can be put forward."""

    def __init__(self, behind: int) -> None:
        super().__init__()
        self._offset -= behind * 1_000_000

    def set_forward(self, moment: int) -> None:
        """It is this moment now (ms since the epoch), or later."""
        if moment > self.now():
            self._offset = moment * 1_000_000 - self._steady()

    def behind(self) -> int:
        """It is behind the machine's on purpose."""
        return 0


def clock_for(stage: str) -> DemoClock:
    """The clock by which a review that is at ``stage`` ends today."""
    return DemoClock((STAGES["award"] - STAGES[stage]) * DAY)


def own_folder(data: Path) -> Path:
    """A data directory that no demo has used: another one's entries may be later than the beginning of this review."""
    number = 1
    while (data / f"review-{number}").exists():
        number += 1
    return data / f"review-{number}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    stage: str
    units: int
    judges: int
    play: bool
    speed: float
    seed: int
    stop: bool


def serve_review(config: Config, asked: Asked) -> int:
    """Make the review, print its cards, serve it and let it be played if that was asked for; the exit status."""
    clock = clock_for(asked.stage) if asked.play else None
    status = [0]

    def ready(services: Services) -> None:
        made = _show(services, asked)
        if clock is not None:
            archive = config.data / f"{made.review.id}.zip"
            runtime.spawn(_attend, made, clock, asked, _address(config), archive, status)

    run_server(config, ready, clock, quiet=asked.play)  # thousands of requests would hide how far it is
    return status[0]


def _address(config: Config) -> str:
    host = "127.0.0.1" if config.host in ("0.0.0.0", "::") else config.host  # noqa: S104  a comparison
    return f"http://{host}:{config.port}"


def _show(services: Services, asked: Asked) -> Demo:
    """Make the review and print its cards, those of units last."""
    words, lang = partial(say, cli_lang()), cast("Lang", cli_lang())
    click.echo(w("demo.review_making"))
    made = make_demo_review(services.ctx, stage=asked.stage, lang=lang, units=asked.units, judges=asked.judges)
    url = base_urls(services.config.host, services.config.port, services.config.public_url)[0]
    click.echo(w("demo.review_ready", title=made.review.title))
    for one in sorted(made.issued, key=lambda one: one.ticket.role in ("unit", "endorser")):
        role, name = words(f"common.role.{one.ticket.role}"), seat_name(one.ticket.role, one.ticket.label, words)
        click.echo(f"  {url}/e/{one.code}  {role if role == name else f'{role} {name}'}")
    click.echo(f"  {url}/signin  {w('demo.organiser', name=made.account, password=made.password)}")
    if asked.play:
        click.echo(w("demo.review_watch"))
    click.echo(w("serve.stop"))
    return made


def _attend(made: Demo, clock: DemoClock, asked: Asked, url: str, archive: Path, status: list[int]) -> None:
    """Have the review played and say how that ended."""
    done = play_review(url, made, clock, asked, archive)
    click.echo(w("demo.review_played" if done else "demo.review_broken", archive=archive))
    if asked.stop:
        status[0] = 0 if done else 1
        runtime.stop()


def play_review(url: str, made: Demo, clock: DemoClock, asked: Asked, archive: Path) -> bool:
    """Let bots in a process of their own, which has the address and the cards only, lead the review to its end; whether
    they did and their archive verifies.  Other requests are answered meanwhile."""
    processes = runtime.processes()
    task = _task(url, made, asked, archive)
    command = [sys.executable, "-P", "-m", "scoreboard.bots.review"]
    player = processes.Popen(command, stdin=processes.PIPE, stdout=processes.PIPE)
    try:
        _send(player.stdin, json.dumps(task))
        for line in player.stdout:
            _follow(json.loads(line), made, clock, player.stdin)
        if player.wait() != 0:
            return False
    finally:
        player.terminate()
        player.stdin.close()
        player.stdout.close()
        player.wait()
    check = subprocess.Popen([sys.executable, "-P", "-m", "scoreboard", "verify", str(archive)])  # noqa: S603  our own
    while check.poll() is None:
        runtime.sleep(0.1)
    return check.returncode == 0


def _follow(said: Mapping[str, Any], made: Demo, clock: DemoClock, answers: IO[bytes]) -> None:
    """What the bots say: how far they are, or which day they wait for."""
    if "until" in said:
        days = (date.fromisoformat(said["until"]) - day_of(made.first, 0)).days
        clock.set_forward(made.first + days * DAY)
        _send(answers, "")
    else:
        day = day_of(clock.now(), 0).isoformat()
        click.echo(f"  {day}  {w('demo.told.' + said['tell'], **said['fields'])}")


def _send(pipe: IO[bytes], line: str) -> None:
    pipe.write(line.encode() + b"\n")
    pipe.flush()


def _task(url: str, made: Demo, asked: Asked, archive: Path) -> dict[str, Any]:
    """As ``scoreboard.bots.review.task.Task``."""
    codes: dict[str, list[str]] = {}
    for one in made.issued:
        codes.setdefault(one.ticket.role, []).append(one.code)
    words = made.words
    return {
        "url": url,
        "stage": asked.stage,
        "codes": codes,
        "forms": {
            one.code: {award: words.form(award, number, unit) for award in made.places}
            for number, unit, one in made.writers
        },
        "days": {one: day_of(made.first, day).isoformat() for one, day in STAGES.items()},
        "words": {name: getattr(words, name) for name in SAID},
        "places": dict(made.places),
        "account": made.account,
        "password": made.password,
        "speed": asked.speed,
        "seed": asked.seed,
        "archive": str(archive),
        "lang": cli_lang(),
    }


SAID = ("agreed", "present", "objector", "contact", "objection", "answer")
"""The words that people say on the way, by their name in ``demo_review_words.Words``."""
