"""``python -m scoreboard.bots``: play the match that standard input describes, print how it goes, save its book.

Standard input is one line, a JSON object: ``url``, ``codes`` of all seats, ``speed``, ``seed``, ``book`` (where to save
the match book), ``lang``; and then stays open until the process that started the bots ends.  Exit status 0 when the
match was played to its end and the screen agrees with the export, ``ALONE`` when standard input closed before.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import threading
from pathlib import Path

from scoreboard.bots.play import Played, play
from scoreboard.i18n.catalogue import say
from scoreboard.server import console

ALONE = 3
"""Exit status of bots whose parent process has ended: they stop, since they would go on playing on the next server."""


def main() -> int:
    """Play the match, print how it goes, compare the screen with the export."""
    console.never_fail_at_a_sign()
    task = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=end_with_starter, daemon=True).start()
    played = play(
        task["url"],
        task["codes"],
        speed=task["speed"],
        seed=task["seed"],
        tell=lambda line: print(line, flush=True),
        reveals=True,
    )
    keep(Path(task["book"]), played.book)
    screen = screen_ranks(played)
    for rank, team, score in screen:
        print(say(task["lang"], "cli.demo.place", rank=rank, team=team, score=score), flush=True)
    if screen != exported_ranks(played):
        print(say(task["lang"], "cli.demo.differs"), file=sys.stderr, flush=True)
        return 1
    return 0


def end_with_starter() -> None:
    """Exit when the parent process ends: the operating system then closes the parent's end of the pipe."""
    while os.read(0, 1024):  # not by sys.stdin, whose lock the end of the program would wait for
        pass
    os._exit(ALONE)


def keep(file: Path, book: bytes) -> None:
    """Save the book, readable by its owner only: it holds the answers."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as kept:
        kept.write(book)


def screen_ranks(played: Played) -> list[tuple[str, str, str]]:
    """Rank, team and score as the big screen shows them."""
    names = {team["id"]: team["name"] for team in played.screen["teams"]}
    return [(str(line["rank"]), names[line["team"]], line["score"]) for line in played.screen["ranking"]]


def exported_ranks(played: Played) -> list[tuple[str, str, str]]:
    """Rank, team and score as the exported table has them; the score stands before award, reason and check code."""
    rows = list(csv.reader(io.StringIO(played.csv.decode("utf-8-sig"), newline="")))
    score = len(rows[0]) - 4
    return [(row[0], row[2], row[score]) for row in rows[1:]]


if __name__ == "__main__":
    sys.exit(main())
