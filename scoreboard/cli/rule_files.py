"""What the commands for rule files share: checking files, reading one, showing its faults, writing a template, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

import click

from scoreboard.cli import complain, lang_choice, w
from scoreboard.cli.files import read_bytes, write_bytes
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.faults import fault_json, fault_place, fault_text
from scoring.engine.errors import Fault, FaultyRuleSheet, Invalid

T = TypeVar("T")

file_argument = click.argument("file", metavar="FILE")
files_argument = click.argument("files", metavar="FILE...", nargs=-1, required=True)
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


@dataclass(frozen=True, slots=True)
class Good(Generic[T]):
    """What `check` says of a file without faults: ``data`` for scripts, ``lines`` for people, which get its name."""

    data: Callable[[T], Mapping[str, object]]
    lines: Callable[[str, T], Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Checked(Generic[T]):
    """A file after its check: what it holds, or its faults, or why it cannot be read."""

    file: str
    held: T | None = None
    faults: tuple[Fault, ...] = ()
    unread: Invalid | None = None


def end_with_check(
    context: click.Context,
    lang: str,
    files: Sequence[str],
    read: Callable[[str], T],
    good: Good[T],
    *,
    as_json: bool,
) -> NoReturn:
    """What `check` says of ``files`` and of those in folders: every fault of all of them, whatever else is wrong.

    Ends with status 0 (nothing is wrong), 1 (faults were found) or 3 (a file cannot be read).  As JSON: one object for
    one file, else a list.
    """
    found = [_checked(file, read) for file in files_of(context, files)]
    if as_json:
        said = [_as_json(one, good, lang) for one in found]
        echo_json(said if len(said) > 1 else said[0])
    else:
        for one in found:
            _tell(one, good, lang, with_file=len(found) > 1)
    unread = [complain(one.unread) for one in found if one.unread is not None]
    context.exit(max(unread, default=int(any(one.faults for one in found))))


def _checked(file: str, read: Callable[[str], T]) -> _Checked[T]:
    try:
        return _Checked(file, read(text_of(file)))
    except FaultyRuleSheet as error:
        return _Checked(file, faults=error.faults)
    except Invalid as error:
        return _Checked(file, unread=error)


def _as_json(one: _Checked[T], good: Good[T], lang: str) -> dict[str, object]:
    if one.unread is not None:
        return {"ok": False, "file": one.file, "error": one.unread.code}
    if one.held is None:
        return {"ok": False, "file": one.file, "faults": [fault_json(lang, fault) for fault in one.faults]}
    return {"ok": True, "file": one.file, **good.data(one.held)}


def _tell(one: _Checked[T], good: Good[T], lang: str, *, with_file: bool) -> None:
    """What was found in a file, on standard output; ``with_file``: each fault with the file that it is in."""
    name = Path(one.file).name
    if one.held is not None:
        for line in good.lines(name, one.held):
            click.echo(line)
    elif one.faults:
        for fault in one.faults:
            before = f"{name} · " if with_file else ""
            click.echo(f"{before}{fault_place(lang, fault)}: {fault_text(lang, fault)}")
        click.echo(say(lang, "sheet.check.count", file=name, count=len(one.faults)), err=True)


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
