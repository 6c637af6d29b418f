"""``python -m scoreboard.bots.review``: lead the review that standard input describes to its end, save its archive.

The first line of standard input is a JSON object with the fields of ``task.Task``.  A line on standard output is a JSON
object: ``{"until": day}`` asks whoever started the bots to let that day come, who answers with a line when it has;
``{"tell": key, …}`` says how far the review is.  When standard input closes the bots stop, with status ``ALONE``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from queue import Queue
from typing import Any

from scoreboard.bots.__main__ import ALONE
from scoreboard.bots.review.play import play
from scoreboard.bots.review.task import Task
from scoreboard.server import console


def main() -> int:
    """Lead the review to its end."""
    console.never_fail_at_a_sign()
    task = Task(**json.loads(sys.stdin.buffer.readline()))
    come: Queue[bytes] = Queue()
    threading.Thread(target=_listen, args=(come,), daemon=True).start()

    def until(day: str) -> None:
        _say({"until": day})
        come.get()

    play(task, lambda key, **fields: _say({"tell": key, "fields": fields}), until)
    return 0


def _listen(come: Queue[bytes]) -> None:
    """Pass on what the starter says; exit when it ends, for the operating system then closes its end of the pipe."""
    while said := os.read(0, 1024):  # not by sys.stdin, whose lock the end of the program would wait for
        for _ in range(said.count(b"\n")):
            come.put(b"\n")
    os._exit(ALONE)


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main())
