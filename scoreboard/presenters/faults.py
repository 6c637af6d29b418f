"""Faults of a rule file in words: for the organiser's desk and for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scoreboard.i18n.catalogue import known, say
from scoring.engine.errors import Fault

_AREAS = ("sheet", "campaign", "tally")
"""Where the words of a fault are: those of any rule file or rule sheet, of a campaign, of a panel's rule."""


def fault_text(lang: str, fault: Fault) -> str:
    """The sentence for one fault, without its place."""
    keys = [f"{area}.faults.{fault.code}" for area in _AREAS]
    fields = dict(fault.fields)
    if fault.code == "toml-syntax":
        fields["cause"] = say(lang, f"sheet.toml.{fields['cause']}")
    return say(lang, next((key for key in keys if known(lang, key)), keys[0]), **fields)


def fault_place(lang: str, fault: Fault) -> str:
    """Where a fault is: its line, if the file has one for it, and its place."""
    line = dict(fault.fields).get("line")
    parts = [say(lang, "sheet.check.line", line=line)] if line else []
    return " · ".join([*parts, fault.place or say(lang, "sheet.check.whole")])


def fault_lines(lang: str, faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Every fault as ``{"place", "text"}``."""
    return [{"place": fault_place(lang, fault), "text": fault_text(lang, fault)} for fault in faults]


def fault_json(lang: str, fault: Fault) -> dict[str, Any]:
    """One fault as plain data for scripts and pages: place, line (or None), code, fields, sentence."""
    fields = dict(fault.fields)
    line = fields.pop("line", None)
    return {
        "place": fault.place,
        "line": int(line) if line else None,
        "code": fault.code,
        "fields": fields,
        "message": fault_text(lang, fault),
    }
