"""``leitai tally``: a table of marks and a panel rule in, the result out; scores explained, a report on the judges."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from scoreboard.cli import cli_lang, lang_choice, w
from scoreboard.cli.files import force_option, read_bytes, write_bytes
from scoreboard.exports.tables import xlsx
from scoreboard.exports.tally import result_files
from scoreboard.exports.tally.marks_file import MarksFile, received
from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.catalogue import say
from scoreboard.server import child
from scoring.engine.errors import Fault, FaultyRuleSheet, Invalid, NotFound
from scoring.engine.tally.mark_table import MarkTable, read_marks
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.tally import Tally, explain
from scoring.engine.tally.tally import tally as reckon
from scoring.tables.problems import Unreadable

FAULTY = 3
"""Exit status where nothing was computed, because the rule or the table is wrong."""
SHOWN = 50
"""At most this many faults are listed; the rest is counted."""


def _t(key: str) -> str:
    return say(cli_lang(), f"tally.help.{key}")


@click.command(help=w("help.tally_long"))
@click.argument("marks", metavar="MARKS")
@click.option("--rule", "rule_file", required=True, metavar="RULE.toml", help=_t("rule"))
@click.option("-o", "--output", metavar="FILE", help=_t("output"))
@force_option
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "xlsx", "html"]), help=_t("format"))
@click.option("--explain", "entry", metavar="ENTRY", help=_t("explain"))
@click.option("--report", is_flag=True, help=_t("report"))
@click.option("--cut", type=click.IntRange(1), metavar="N", help=_t("cut"))
@lang_choice(_t("lang"))
@click.pass_context
def tally(
    context: click.Context,
    marks: str,
    rule_file: str,
    output: str | None,
    force: bool,
    form: str | None,
    entry: str | None,
    report: bool,
    cut: int | None,
    lang: str | None,
) -> None:
    """Tally MARKS by a rule."""
    lang = lang or cli_lang()
    rule_text, rule = _rule(context, rule_file, lang)
    data = read_bytes(marks)
    context.with_resource(_uncollected())
    file = _read(context, Path(marks).name, data, rule_text, lang)
    table = _table(context, file, rule, lang)
    result = reckon(rule, table)
    wording = Wording(lang, rule.names())
    form = form or _form_of(output)
    digest = partial(_digest, data)
    if entry is not None:
        written = _explained(table, result, entry, form, wording)
    elif report:
        from scoreboard.exports.tally.reporting import REPORT_FORMATS, report_bytes  # with its templates it takes long

        _check(form, REPORT_FORMATS)
        written = report_bytes(table, result, wording, form, cut or rule.rank.places, digest())
    else:
        _check(form, result_files.FORMATS)
        written = _result(result, form, wording, digest)
    _write(output, written, lang, force=force)
    without = sum(one.score.status in ("waiting", "too_few") for one in result.results)
    if without:
        click.echo(wording.say("said.some_without", count=without), err=True)
    context.exit(1 if without else 0)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: a large table is millions of values that all stay, and looking through them again
    and again takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor are they looked through at the end
        if was:
            gc.enable()


def _rule(context: click.Context, file: str, lang: str) -> tuple[str, TallyRule]:
    """The rule as it is written, and what it says."""
    try:
        text = read_bytes(file).decode("utf-8")
        return text, read_panel_rule(text)
    except UnicodeDecodeError:
        faults: tuple[Fault, ...] = (Fault("", "not-utf8"),)
    except FaultyRuleSheet as error:
        faults = error.faults
    _complain(context, [Wording(lang, {}).fault(one) for one in faults], "count_rule", lang)
    raise AssertionError("unreachable")


def _read(context: click.Context, name: str, data: bytes, rule: str, lang: str) -> MarksFile:
    try:
        return child.read("marks", name, data, received, said={"rule": rule})
    except Unreadable as error:
        click.echo(f"{name}: {Wording(lang, {}).problem(error.problem)}", err=True)
        context.exit(FAULTY)


def _table(context: click.Context, file: MarksFile, rule: TallyRule, lang: str) -> MarkTable:
    wording = Wording(lang, {})
    table, faults = read_marks(zip(*file.columns, strict=True), rule)
    lines = [wording.finding(place, problem) for place, problem in file.findings if problem.severity != "error"]
    notes = dict.fromkeys([*lines, *map(wording.fault, table.spellings)])
    wrong = [wording.finding(place, problem) for place, problem in file.findings if problem.severity == "error"]
    if wrong or faults:
        _complain(context, [*wrong, *map(wording.fault, faults)], "count_rows", lang, notes)
    _list(notes, wording)
    return table


def _list(lines: Collection[str], wording: Wording) -> None:
    """The lines on standard error, the rest counted where there are many."""
    for line in itertools.islice(lines, SHOWN):
        click.echo(line, err=True)
    if len(lines) > SHOWN:
        click.echo(wording.say("faults.more", count=len(lines) - SHOWN), err=True)


def _complain(context: click.Context, lines: Sequence[str], count: str, lang: str, notes: Collection[str] = ()) -> None:
    """List the faults on standard error, before the notes, and end."""
    wording = Wording(lang, {})
    _list(lines, wording)
    _list(notes, wording)
    click.echo(wording.say(f"faults.{count}", count=len(lines)), err=True)
    context.exit(FAULTY)


def _digest(marks: bytes) -> str:
    """Of the file of marks, for those formats that carry it."""
    return hashlib.sha256(marks).hexdigest()


def _result(result: Tally, form: str, wording: Wording, digest: Callable[[], str]) -> bytes:
    if form == "csv":
        return result_files.result_csv(result)
    if form == "json":
        return result_files.dumped(result_files.result_json(result, digest()))
    if form == "xlsx":
        return xlsx(result_files.result_sheet(result, wording))
    return result_files.aligned(result_files.words_table(result, wording)).encode()


def _explained(table: MarkTable, result: Tally, entry: str, form: str, wording: Wording) -> bytes:
    _check(form, ("table", "json"))
    line = result.of(entry)
    if line is None:
        raise NotFound("entry-unknown", entry=entry)
    score = explain(result.rule, table, entry)
    if form == "json":
        return result_files.dumped(result_files.explain_json(score, wording))
    return result_files.explained(score, line, wording).encode()


def _form_of(output: str | None) -> str:
    suffix = Path(output).suffix.lower().lstrip(".") if output else ""
    return suffix if suffix in ("csv", "json", "xlsx", "html") else "table"


def _check(form: str, choices: tuple[str, ...]) -> None:
    if form not in choices:
        raise Invalid("tally-format", format=form, choices=", ".join(choices))


def _write(output: str | None, data: bytes, lang: str, *, force: bool) -> None:
    if output is None:
        click.echo(data, nl=False)
        return
    write_bytes(output, data, force=force)
    click.echo(say(lang, "tally.said.written", file=output), err=True)
