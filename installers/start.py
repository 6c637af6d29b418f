"""What the folder's program does first: run ``leitai``, or the module that another of its processes asks for.

Leitai starts its helpers as ``sys.executable -P -m MODULE``.  In the folder that is this program itself, which has no
interpreter's options of its own.
"""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import MutableMapping


def asked_module(arguments: list[str]) -> tuple[str, list[str]] | None:
    """The module that is to be run, and what it is given; None where a person started the program."""
    rest = arguments[1:] if arguments[:1] == ["-P"] else arguments
    return (rest[1], rest[2:]) if rest[:1] == ["-m"] and len(rest) > 1 else None


def give_back(environment: MutableMapping[str, str]) -> None:
    """Let the system's own programs, such as a browser, find the system's libraries and not the folder's."""
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
    else:
        environment.pop("LD_LIBRARY_PATH", None)


def main() -> None:
    """Run what was asked for."""
    give_back(os.environ)
    asked = asked_module(sys.argv[1:])
    if asked is None:
        from scoreboard.cli import main as leitai

        leitai()
        return
    module, given = asked
    sys.argv[1:] = given
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
