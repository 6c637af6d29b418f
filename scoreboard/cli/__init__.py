"""The command line: ``leitai`` or ``python -m scoreboard``; a file per command, loaded when it is asked for.

Exit status, for scripts:

    0  done, and nothing is wrong          4  there is no such thing
    1  done, and faults were found         5  refused, forbidden, or somebody was faster
    2  the command line is wrong           6  stored data fail their own check
    3  a setting or the input is wrong     70 something unforeseen

Errors go to standard error as ``error: <code>: <words>``.  The words follow LEITAI_LANG, else LANG, else Chinese.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from importlib import import_module
from typing import Any, TypeVar

import click

from scoreboard.cli import wording
from scoreboard.i18n.catalogue import LANGS, known, of_error, say
from scoreboard.i18n.durations import duration
from scoreboard.server import console
from scoring.disk import is_full
from scoring.engine.errors import Broken, Conflict, Forbidden, Invalid, LeitaiError, NotFound, Refused

COMMANDS = {
    "serve": "scoreboard.cli.serve:serve",
    "demo": "scoreboard.cli.demo:demo",
    "bench": "scoreboard.cli.bench:bench",
    "db": "scoreboard.cli.db:db",
    "backup": "scoreboard.cli.backup:backup",
    "follow": "scoreboard.cli.follow:follow",
    "user": "scoreboard.cli.user:user",
    "token": "scoreboard.cli.token:token",
    "rules": "scoreboard.cli.rules:rules",
    "campaign": "scoreboard.cli.campaign:campaign",
    "calendar": "scoreboard.cli.calendar:calendar",
    "questions": "scoreboard.cli.questions:questions",
    "match": "scoreboard.cli.match:match",
    "event": "scoreboard.cli.event:event",
    "review": "scoreboard.cli.review:review",
    "verify": "scoreboard.cli.verify:verify",
    "tally": "scoreboard.cli.tally:tally",
    "doctor": "scoreboard.cli.doctor:doctor",
    "config": "scoreboard.cli.config:config",
}
"""Name → where its click command is; the words of its one-line help are ``cli.help.<name>``."""

F = TypeVar("F", bound=Callable[..., Any])

STATUS: tuple[tuple[type[LeitaiError], int], ...] = (
    (Invalid, 3),
    (NotFound, 4),
    (Refused, 5),
    (Forbidden, 5),
    (Conflict, 5),
    (Broken, 6),
)


_said: ContextVar[str] = ContextVar("the language that --lang says", default="")


def _heed(_context: click.Context, _parameter: click.Parameter, lang: str | None) -> str | None:
    _said.set(lang or "")
    return lang


def lang_choice(explained: str) -> Callable[[F], F]:
    """``--lang``: everything that the command says is in this language, a refusal too."""
    return click.option("--lang", type=click.Choice(LANGS), is_eager=True, callback=_heed, help=explained)


def cli_lang() -> str:
    """The language of the command line."""
    asked = _said.get() or os.environ.get("LEITAI_LANG", "")
    if asked in LANGS:
        return asked
    return "en" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("en") else LANGS[0]


def w(key: str, /, **fields: object) -> str:
    """The command line's words: ``w("serve.ready")`` is ``cli.serve.ready``."""
    return say(cli_lang(), f"cli.{key}", **fields)


def lasting(ms: int) -> str:
    """How long ``ms`` are, in the command line's words."""
    return duration(ms, partial(say, cli_lang()))


# The hook that click has for this; every command of this program is printed by it.
click.Context.formatter_class = wording.formatter(w)


class LazyGroup(click.Group):
    """A group that imports a command when it is run or asked for its own help, so that ``leitai --help`` is quick and
    ``serve`` can choose its runtime before anything else is loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without loading one of them."""
        with formatter.section(w("commands")):
            formatter.write_dl([(name, w(f"help.{name}")) for name in COMMANDS])


@click.group(
    cls=LazyGroup, help=w("about"), epilog=w("statuses"), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="leitai", prog_name="leitai")
def cli() -> None:
    """The group itself does nothing."""


def complain(error: LeitaiError) -> int:
    """Say on standard error what is wrong; returns the exit status."""
    lang, fields = cli_lang(), dict(error.fields)
    if "problem" in fields and error.__cause__ is not None:
        fields["problem"] = wording.reason(error.__cause__, w) or fields["problem"]
    click.echo(f"error: {error.code}: {of_error(lang, error.code, 'message', **fields)}", err=True)
    onward = "command" if known(lang, f"errors.{error.code}.command") else "next"
    click.echo(of_error(lang, error.code, onward, **fields), err=True)
    return next((status for kind, status in STATUS if isinstance(error, kind)), 3)


def _refused_below(error: Exception) -> LeitaiError | None:
    """What the system or the database refused, as an error with words; None for a fault of this program."""
    database = sys.modules.get("sqlalchemy.exc")
    if is_full(error):
        refused = Refused("disk-full")
    elif isinstance(error, OSError) and error.filename:
        refused = Refused("file-refused", file=str(error.filename), problem=error.strerror or "")
    elif database is not None and isinstance(error, database.OperationalError):
        refused = Refused("database-unreachable", problem=str(error.orig).strip().partition("\n")[0])
    else:
        return None
    refused.__cause__ = error
    return refused


def run(command: Callable[[], Any]) -> int:
    """Run a click command (not standalone) and turn its end into an exit status."""
    _said.set("")
    try:
        result = command()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as help_page:
        help_page.show()
        return help_page.exit_code
    except click.UsageError as error:
        click.echo(f"error: usage: {wording.usage_fault(error, w)}", err=True)
        click.echo(w("fault.next", command=error.ctx.command_path if error.ctx else "leitai"), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        return 130
    except LeitaiError as error:
        below = error.__cause__ if error.code == "database-away" else None
        return complain((_refused_below(below) if isinstance(below, Exception) else None) or error)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        if foreseen := _refused_below(error):
            return complain(foreseen)
        # The traceback is for a developer; the sentence below it is for the user.
        traceback.print_exc()
        click.echo(f"error: unforeseen: {of_error(cli_lang(), 'unforeseen', 'message')}", err=True)
        return 70
    return result if isinstance(result, int) else 0


def main() -> None:
    """The entry point of ``leitai``."""
    console.never_fail_at_a_sign()
    sys.exit(run(lambda: cli.main(prog_name="leitai", standalone_mode=False)))
