"""One server for one data directory.

Two servers on the same data would each know only their own connections, press windows and clocks: their pages would
show two different matches.  The lock is the operating system's, so it ends with its process, however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from scoring.engine.errors import Refused

FILE_NAME = "serving.lock"
LOCKED = " "
"""The file's first byte.  Windows locks this one, and lets nobody else read it; the process id comes after it."""

ATTEMPTS, BETWEEN = 5, 0.1
"""How often the lock is asked for, and the seconds between: ``in_use`` holds it for an instant, and a server that was
told to stop needs an instant to release it."""


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Lock ``data`` (made where it is missing) against every other server for the life of this block.

    Raises ``Refused("data-in-use")``.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data / FILE_NAME).open("a+", encoding="ascii") as file:
        for left in reversed(range(ATTEMPTS)):
            if _taken(file):
                break
            if not left:
                raise Refused("data-in-use", data=str(data), pid=_holder(file))
            time.sleep(BETWEEN)
        file.truncate(0)
        file.write(f"{LOCKED}{os.getpid()}")
        file.flush()
        yield


def check_free(data: Path) -> None:
    """Raises ``Refused("data-in-use")`` while a server holds ``data``."""
    with suppress(OSError), (data / FILE_NAME).open("r", encoding="ascii") as file:
        if not _taken(file):
            raise Refused("data-in-use", data=str(data), pid=_holder(file))


def in_use(data: Path) -> bool:
    """Whether a server holds ``data`` at this moment."""
    with suppress(OSError), (data / FILE_NAME).open("r", encoding="ascii") as file:
        return not _taken(file)
    return False


def _taken(file: IO[str]) -> bool:
    """Take the lock if it is free.  A file system without locks protects nothing; ``leitai doctor`` warns of one."""
    from filelock import lock_descriptor  # not before the mode was chosen: it makes locks when it is imported

    try:
        return lock_descriptor(file.fileno(), blocking=False)
    except OSError:
        return True


def _holder(file: IO[str]) -> str:
    """The process id that the holder has written; "?" before it has."""
    file.seek(len(LOCKED))
    return file.read(20).strip() or "?"
