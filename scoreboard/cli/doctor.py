"""``leitai doctor``: check before the audience comes whether this machine can run a match."""

from __future__ import annotations

import json

import click

from scoreboard.cli import w
from scoreboard.cli.checkup import CheckResult, examine
from scoreboard.cli.options import json_option, server_options, settings

SIGNS = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "fail": ("✗", "red")}


@click.command(help=w("help.doctor"))
@server_options
@json_option
def doctor(as_json: bool, **options: str | None) -> int:
    """Exit status 1 where a finding would stop a match; warnings alone do not."""
    findings = examine(settings(**options))
    failed = any(finding.state == "fail" for finding in findings)
    if as_json:
        listed = [
            {
                "check": found.check,
                "state": found.state,
                "code": found.code,
                "fields": found.fields,
                "message": words(found),
            }
            for found in findings
        ]
        click.echo(json.dumps({"ok": not failed, "findings": listed}, ensure_ascii=False, indent=2))
        return int(failed)
    for finding in findings:
        sign, colour = SIGNS[finding.state]
        click.echo(f"{click.style(sign, fg=colour)} {w(f'doctor.check.{finding.check}')}: {words(finding)}")
    click.echo(w("doctor.bad" if failed else "doctor.good"))
    return int(failed)


def words(finding: CheckResult) -> str:
    """The sentence of a finding."""
    return w(f"doctor.{finding.code}", **finding.fields)
