"""``leitai questions``: check a question file, write a template to fill in, list the built-in sets."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

import click

from question_sets import ImportReport
from question_sets.builtin_sets import builtin_sets
from question_sets.coverage import Coverage, coverage
from question_sets.sent import received
from question_sets.validity import outdated
from question_sets.writer import write_csv, write_template
from scoreboard.cli import cli_lang, lang_choice, w
from scoreboard.cli.files import force_option, read_bytes, write_bytes
from scoreboard.cli.options import json_option
from scoreboard.cli.question_columns import column_option, meanings_of, said_of
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.quiz.question_report import report_lines
from scoreboard.presenters.quiz.questions import coverage_json, line_text, report_json
from scoreboard.server import child
from scoring.engine.errors import FaultyRuleSheet, Invalid
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import list_templates, template_text

_LANG = lang_choice(w("option.lang"))
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SEEN = 800
"""Fewer rows than this are read before a progress bar could be seen."""
_COLOURS = {"error": "red", "warning": "yellow", "note": None}
_TYPES = ("single", "multiple", "true_false", "fill", "short")


@click.group(help=w("help.questions"))
def questions() -> None:
    """Question sets: check a file, write a template, list the built-in sets."""


@questions.command(help=w("help.questions_check"))
@click.argument("file", metavar="FILE")
@click.option("--rules", "--sheet", "rules", metavar="RULES", help=w("option.rules"))
@click.option("--teams", type=click.IntRange(1, 200), default=6, show_default=True, help=w("option.teams"))
@click.option("--media", "folder", type=_FOLDER, metavar="DIR", help=w("option.media"))
@column_option
@json_option
@_LANG
@click.pass_context
def check(
    context: click.Context,
    file: str,
    rules: str | None,
    teams: int,
    folder: Path | None,
    columns: tuple[str, ...],
    as_json: bool,
    lang: str | None,
) -> None:
    """Check FILE (xlsx, xls, ods, docx, csv, txt, GIFT, Moodle XML, TOML, or a ZIP with media), storing nothing.

    Exit status: 0 every row is good and the rule sheet is covered, 1 something is wrong or missing, 3 a file cannot be
    read.
    """
    lang = lang or cli_lang()
    sheet = _sheet(rules) if rules else None
    said = said_of(columns, lang)
    report = _read(file, folder, said, lang, quiet=as_json)
    old = outdated(report.questions, datetime.now().astimezone().date())
    found = coverage(report.questions, sheet, teams, old) if sheet else None
    if as_json:
        counted = {"coverage": coverage_json(lang, found) | {"outdated": len(old)}} if found else {}
        data = report_json(lang, report) | counted
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(Path(file).name, report, lang)
        if found:
            _print_coverage(found, teams, len(old), lang)
    context.exit(0 if report.ok and (found is None or found.enough) else 1)


def _sheet(rules: str) -> RuleSheet:
    """A rule sheet by its template id or its file; ``leitai rules check`` explains a faulty one."""
    try:
        return read_rule_sheet(template_text(rules) if rules in list_templates() else read_bytes(rules).decode("utf-8"))
    except (FaultyRuleSheet, UnicodeDecodeError):
        raise Invalid("rules-faulty", file=rules) from None


def _read(file: str, folder: Path | None, said: Mapping[str, str], lang: str, *, quiet: bool) -> ImportReport:
    """The report, with a progress bar on the terminal's error stream for a long file."""
    data = read_bytes(file)
    media = {found.name: found.read_bytes() for found in sorted(folder.iterdir()) if found.is_file()} if folder else {}
    bar: Any = None

    def progress(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and total >= _SEEN and not quiet:
            label = say(lang, "questions.check.reading")
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
        if bar is not None:
            bar.update(done - bar.pos)

    name = Path(file).name
    meanings = meanings_of(child.read("questions", name, data, received, beside=media), said, lang) if said else {}
    report = child.read("questions", name, data, received, progress, meanings, media)
    if bar is not None:
        bar.render_finish()
    return report


def _print(name: str, report: ImportReport, lang: str) -> None:
    counts = report.counts
    for line in report_lines(lang, report):
        severity = click.style(say(lang, f"questions.severity.{line.severity}"), fg=_COLOURS[line.severity])
        times = f" ×{line.count}" if line.count > 1 else ""
        click.echo(f"{line.places}: {severity}{times}: {line.text}")
    fields = {"file": name, "rows": counts["rows"], "faulty": counts["faulty"], "questions": counts["questions"]}
    click.echo(say(lang, f"questions.check.{'good' if report.ok else 'faulty'}", **fields))
    click.echo(say(lang, "questions.check.types", **{kind: counts[kind] for kind in (*_TYPES, "media")}))
    severities = {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}
    click.echo(say(lang, "questions.check.summary", blank=counts["blank"], **severities))


def _print_coverage(found: Coverage, teams: int, old: int, lang: str) -> None:
    click.echo()
    for line in found.lines:
        mark = click.style("✗", fg="red") if line.missing else click.style("✓", fg="green")
        click.echo(f"{mark} {line_text(lang, line)}")
    click.echo(say(lang, "questions.coverage.total", teams=teams, needed=found.needed, questions=found.questions))
    if old:
        click.echo(say(lang, "questions.coverage.outdated", count=old))


@questions.command(help=w("help.questions_template"))
@click.option("-o", "--output", required=True, metavar="FILE", help=w("option.table"))
@force_option
@_LANG
def template(output: str, force: bool, lang: str | None) -> None:
    """Write an empty question table to fill in."""
    language = cast(Literal["zh", "en"], lang or cli_lang())
    kind = Path(output).suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise click.BadParameter(".xlsx / .csv", param_hint="-o")
    write_bytes(output, write_csv([], language) if kind == ".csv" else write_template(language), force=force)
    click.echo(say(language, "questions.check.written", file=output))


@questions.command("list", help=w("help.questions_list"))
def list_sets() -> None:
    """List the question sets that come with the package: id, number of questions, name, source."""
    for known in builtin_sets():
        click.echo(f"{known.id}\t{known.questions}\t{known.name}\t{known.source}")
