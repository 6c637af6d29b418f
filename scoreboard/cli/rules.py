"""``leitai rules``: check a rule sheet, print it as 竞赛规则, list the templates and write one out to start from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.files import force_option, read_bytes, write_bytes
from scoreboard.cli.options import json_option
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.faults import fault_json, fault_place, fault_text
from scoring.engine.errors import Fault, FaultyRuleSheet
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_digest, rule_sheet_json
from scoring.engine.rulefile.printed import Lang, markdown, plain_text
from scoring.sheets import list_templates, template_text

_FILE = click.argument("file", metavar="FILE")
_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), help=w("option.lang"))


@click.group(help=w("help.rules"))
def rules() -> None:
    """Rule sheets: check one, print one, start from a template."""


@rules.command(help=w("help.rules_check"))
@_FILE
@json_option
@_LANG
@click.pass_context
def check(context: click.Context, file: str, as_json: bool, lang: str | None) -> None:
    """Check the rule sheet FILE (TOML; - for standard input) and list every fault with its place.

    Exit status: 0 nothing is wrong, 1 faults were found, 3 FILE cannot be read.
    """
    lang, name = lang or cli_lang(), Path(file).name
    try:
        sheet = _read(file)
    except FaultyRuleSheet as error:
        if as_json:
            click.echo(_json({"ok": False, "faults": [fault_json(lang, fault) for fault in error.faults]}))
        else:
            for fault in error.faults:
                click.echo(f"{fault_place(lang, fault)}: {fault_text(lang, fault)}")
            click.echo(say(lang, "sheet.check.count", file=name, count=len(error.faults)), err=True)
        context.exit(1)
    if as_json:
        click.echo(_json({"ok": True, "digest": rule_sheet_digest(sheet), "sheet": rule_sheet_json(sheet)}))
        return
    good = {"file": name, "name": sheet.name, "edition": sheet.edition, "rounds": len(sheet.rounds)}
    click.echo(say(lang, "sheet.check.good", **good))
    click.echo(say(lang, "sheet.check.digest", digest=rule_sheet_digest(sheet)))


@rules.command("print", help=w("help.rules_print"))
@_FILE
@click.option("--markdown", "as_markdown", is_flag=True, help=w("option.markdown"))
@_LANG
@click.pass_context
def print_rules(context: click.Context, file: str, as_markdown: bool, lang: str | None) -> None:
    """Print the rule sheet FILE (or a template's id) as the rules of the competition.

    Exit status: 0 printed, 1 the rule sheet has faults (see `leitai rules check`), 3 FILE cannot be read.
    """
    told = cast(Lang, lang or cli_lang())
    try:
        sheet = read_rule_sheet(template_text(file, told)) if file in list_templates() else _read(file)
    except FaultyRuleSheet as error:
        for fault in error.faults:
            click.echo(f"{fault_place(told, fault)}: {fault_text(told, fault)}", err=True)
        context.exit(1)
    printed = print_rule_sheet(sheet, told)
    click.echo((markdown if as_markdown else plain_text)(printed), nl=False)


@rules.command("list", help=w("help.rules_list"))
@_LANG
def list_rules(lang: str | None) -> None:
    """List the rule sheets that come with the program: id, rounds, name."""
    for template_id in list_templates():
        sheet = read_rule_sheet(template_text(template_id, cast(Lang, lang or cli_lang())))
        click.echo(f"{template_id}\t{len(sheet.rounds)}\t{sheet.name}")


@rules.command(help=w("help.rules_template"))
@click.argument("template_id", metavar="ID")
@click.option("-o", "--output", metavar="FILE", help=w("option.output"))
@force_option
@_LANG
def template(template_id: str, output: str | None, force: bool, lang: str | None) -> None:
    """Write the template ID (see `leitai rules list`) as TOML, as the start of one's own rule sheet."""
    text = template_text(template_id, cast(Lang, lang or cli_lang()))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_bytes(output, text.encode(), force=force)


def _read(file: str) -> RuleSheet:
    try:
        return read_rule_sheet(read_bytes(file).decode("utf-8"))
    except UnicodeDecodeError:
        raise FaultyRuleSheet((Fault("", "not-utf8"),)) from None


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
