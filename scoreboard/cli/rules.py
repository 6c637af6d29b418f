"""``leitai rules``: check a rule sheet, print it as 竞赛规则, list the templates and write one out to start from."""

from __future__ import annotations

from functools import partial
from typing import cast

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.files import force_option
from scoreboard.cli.options import json_option
from scoreboard.cli.rule_files import (
    Good,
    end_with_check,
    file_argument,
    files_argument,
    lang_option,
    no_faults,
    text_of,
    write_template,
)
from scoreboard.exports.tally.rule_text import print_tally_rule
from scoreboard.i18n.catalogue import say
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_data, read_rule_sheet, rule_sheet_digest, rule_sheet_json
from scoring.engine.rulefile.printed import Lang, PrintedSheet, markdown, plain_text
from scoring.engine.rulefile.reader import parse
from scoring.engine.tally.panel_reader import panel_digest, panel_json, read_panel_data
from scoring.engine.tally.rule import TallyRule
from scoring.sheets import list_templates, template_text


@click.group(help=w("help.rules"))
def rules() -> None:
    """Rule sheets: check one, print one, start from a template."""


@rules.command(help=w("help.rules_check"))
@files_argument
@json_option
@lang_option
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Check each FILE (TOML; - for standard input; of a folder every .toml), a rule sheet or a rule of `leitai tally`
    (it has [[criterion]] tables), and list every fault of all of them with its place.

    Exit status: 0 nothing is wrong, 1 faults were found, 3 a FILE cannot be read.
    """
    told = lang or cli_lang()
    end_with_check(context, told, files, _rule_in, Good(_data, partial(_lines, told)), as_json=as_json)


def _rule_in(text: str) -> RuleSheet | TallyRule:
    data, lines = parse(text)
    return read_panel_data(data, lines) if "criterion" in data else read_data(data, lines)


def _data(rule: RuleSheet | TallyRule) -> dict[str, object]:
    if isinstance(rule, TallyRule):
        return {"digest": panel_digest(rule), "rule": panel_json(rule)}
    return {"digest": rule_sheet_digest(rule), "sheet": rule_sheet_json(rule)}


def _lines(lang: str, file: str, rule: RuleSheet | TallyRule) -> list[str]:
    if isinstance(rule, TallyRule):
        key, digest, counted = "good_rule", panel_digest(rule), {"criteria": len(rule.panel.criteria)}
    else:
        key, digest, counted = "good", rule_sheet_digest(rule), {"rounds": len(rule.rounds)}
    good = say(lang, f"sheet.check.{key}", file=file, name=rule.name, edition=rule.edition, **counted)
    return [good, say(lang, "sheet.check.digest", digest=digest)]


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
    rule = _rule_in(text)
    return print_tally_rule(rule, lang) if isinstance(rule, TallyRule) else print_rule_sheet(rule, lang)


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
