"""What the commands for rule files share: reading one, showing its faults, writing a template, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from scoreboard.cli import lang_choice, w
from scoreboard.cli.files import read_bytes, write_bytes
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.faults import fault_json, fault_place, fault_text
from scoring.engine.errors import Fault, FaultyRuleSheet

file_argument = click.argument("file", metavar="FILE")
lang_option = lang_choice(w("option.lang"))


def text_of(file: str) -> str:
    """The text of ``file``; raises ``FaultyRuleSheet`` (not-utf8), ``Invalid("file-unreadable")``."""
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError:
        raise FaultyRuleSheet((Fault("", "not-utf8"),)) from None


def files_of(context: click.Context, named: Sequence[str]) -> list[str]:
    """The files that were named, and those of a folder that end in .toml, by name."""
    found: list[str] = []
    for one in named:
        if not Path(one).is_dir():
            found.append(one)
        elif inside := sorted(str(file) for file in Path(one).glob("*.toml")):
            found += inside
        else:
            raise click.UsageError(w("problem.no_toml", folder=one), context)
    return list(dict.fromkeys(found))


def end_with_faults(
    context: click.Context, lang: str, file: str, faults: tuple[Fault, ...], *, as_json: bool
) -> NoReturn:
    """What `check` says of a faulty file, on standard output; ends with status 1."""
    if as_json:
        echo_json({"ok": False, "faults": [fault_json(lang, fault) for fault in faults]})
    else:
        tell_faults(lang, faults)
        click.echo(say(lang, "sheet.check.count", file=Path(file).name, count=len(faults)), err=True)
    context.exit(1)


def tell_faults(lang: str, faults: tuple[Fault, ...], before: str = "") -> None:
    """Every fault with its place, a line each."""
    for fault in faults:
        click.echo(f"{before}{fault_place(lang, fault)}: {fault_text(lang, fault)}")


@contextmanager
def no_faults(context: click.Context, lang: str) -> Iterator[None]:
    """For what needs a file without faults: they go to standard error, and the command ends with status 1."""
    try:
        yield
    except FaultyRuleSheet as error:
        for fault in error.faults:
            click.echo(f"{fault_place(lang, fault)}: {fault_text(lang, fault)}", err=True)
        context.exit(1)


def write_template(text: str, output: str | None, *, force: bool) -> None:
    """A template to the file ``output``, or to standard output."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_bytes(output, text.encode(), force=force)


def echo_json(data: object) -> None:
    """Data for scripts, readable."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
