"""``leitai rules``: check a rule sheet, print it as 竞赛规则, list the templates and write one out to start from."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.files import force_option
from scoreboard.cli.options import json_option
from scoreboard.cli.rule_files import (
    echo_json,
    end_with_faults,
    file_argument,
    lang_option,
    no_faults,
    text_of,
    write_template,
)
from scoreboard.exports.tally.rule_text import print_tally_rule
from scoreboard.i18n.catalogue import say
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_digest, rule_sheet_json
from scoring.engine.rulefile.printed import Lang, PrintedSheet, markdown, plain_text
from scoring.engine.rulefile.reader import parse
from scoring.engine.tally.panel_reader import read_panel_data
from scoring.sheets import list_templates, template_text


@click.group(help=w("help.rules"))
def rules() -> None:
    """Rule sheets: check one, print one, start from a template."""


@rules.command(help=w("help.rules_check"))
@file_argument
@json_option
@lang_option
@click.pass_context
def check(context: click.Context, file: str, as_json: bool, lang: str | None) -> None:
    """Check the rule sheet FILE (TOML; - for standard input) and list every fault with its place.

    Exit status: 0 nothing is wrong, 1 faults were found, 3 FILE cannot be read.
    """
    lang, name = lang or cli_lang(), Path(file).name
    try:
        sheet = read_rule_sheet(text_of(file))
    except FaultyRuleSheet as error:
        end_with_faults(context, lang, file, error.faults, as_json=as_json)
    if as_json:
        echo_json({"ok": True, "digest": rule_sheet_digest(sheet), "sheet": rule_sheet_json(sheet)})
        return
    good = {"file": name, "name": sheet.name, "edition": sheet.edition, "rounds": len(sheet.rounds)}
    click.echo(say(lang, "sheet.check.good", **good))
    click.echo(say(lang, "sheet.check.digest", digest=rule_sheet_digest(sheet)))


@rules.command("print", help=w("help.rules_print"))
@file_argument
@click.option("--markdown", "as_markdown", is_flag=True, help=w("option.markdown"))
@lang_option
@click.pass_context
def print_rules(context: click.Context, file: str, as_markdown: bool, lang: str | None) -> None:
    """Print the rule sheet FILE (or a template's id) as the rules of the competition, or a rule of `leitai tally`
    (it has [[criterion]] tables) as the sentences that an office attaches.

    Exit status: 0 printed, 1 the rule sheet has faults (see `leitai rules check`), 3 FILE cannot be read.
    """
    told = cast(Lang, lang or cli_lang())
    with no_faults(context, told):
        printed = _printed(template_text(file, told) if file in list_templates() else text_of(file), told)
    click.echo((markdown if as_markdown else plain_text)(printed), nl=False)


def _printed(text: str, lang: Lang) -> PrintedSheet:
    data, lines = parse(text)
    if "criterion" in data:
        return print_tally_rule(read_panel_data(data, lines), lang)
    return print_rule_sheet(read_rule_sheet(text), lang)


@rules.command("list", help=w("help.rules_list"))
@lang_option
def list_rules(lang: str | None) -> None:
    """List the rule sheets that come with the program: id, rounds, name."""
    for template_id in list_templates():
        sheet = read_rule_sheet(template_text(template_id, cast(Lang, lang or cli_lang())))
        click.echo(f"{template_id}\t{len(sheet.rounds)}\t{sheet.name}")


@rules.command(help=w("help.rules_template"))
@click.argument("template_id", metavar="ID")
@click.option("-o", "--output", metavar="FILE", help=w("option.output"))
@force_option
@lang_option
def template(template_id: str, output: str | None, force: bool, lang: str | None) -> None:
    """Write the template ID (see `leitai rules list`) as TOML, as the start of one's own rule sheet."""
    text = template_text(template_id, cast(Lang, lang or cli_lang()))
    write_template(text, output, force=force)
