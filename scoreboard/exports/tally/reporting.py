"""The judge report as a file: text for a terminal, a page that needs nothing else, a workbook, or JSON."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scoreboard import paths
from scoreboard.exports.tables import REPORT, Table, Worksheet, xlsx
from scoreboard.exports.tally import plots
from scoreboard.exports.tally.report import JudgeFindings, RankSpan, Section, sections, short
from scoreboard.exports.tally.result_files import aligned, dumped, result_json, result_sheet, words_table
from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.catalogue import say
from scoring.engine.codec import to_json
from scoring.engine.tally.certainty import cut_lines, leave_one_out
from scoring.engine.tally.judges import JudgeLine, panel_reports
from scoring.engine.tally.mark_table import MarkTable
from scoring.engine.tally.tally import Tally, ranking_of

REPORT_FORMATS = ("table", "json", "xlsx", "html")


class Plot(NamedTuple):
    """A drawing as inline SVG, and what it shows in words."""

    svg: Markup
    caption: str


def findings(table: MarkTable, result: Tally, places: int) -> JudgeFindings:
    """What the marks say of the judges.  Reads the result and changes nothing in it."""
    left_out = leave_one_out(table, result, places)
    cuts = cut_lines(ranking_of(result), left_out, places)
    return JudgeFindings(panel_reports(table, result), left_out, cuts, places)


def report_bytes(table: MarkTable, result: Tally, wording: Wording, form: str, places: int, digest: str) -> bytes:
    """The report in one of ``REPORT_FORMATS``; ``digest`` names the table it is about."""
    found = findings(table, result, places)
    if form == "json":
        return dumped(result_json(result, digest) | {"report": plain(found)})
    parts = sections(ranking_of(result), found, wording)
    if form == "html":
        return page(result, parts, wording, digest).encode()
    if form == "xlsx":
        return xlsx(result_sheet(result, wording), *sheets_of(_title(result, wording), parts, wording))
    return terminal(result, parts, wording).encode()


def page(result: Tally, parts: Sequence[Section], wording: Wording, digest: str) -> str:
    """One HTML file: no script, no outside address; its content policy allows its own style by the hash."""
    loader = FileSystemLoader(paths.templates())
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    style = (paths.static() / "css" / "tally.css").read_text("utf-8")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return templates.get_template("tally/report.html").render(
        lang="zh-CN" if wording.lang == "zh" else "en",
        title=_title(result, wording),
        t=partial(say, wording.lang),
        policy=f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:",
        style=Markup(style),  # noqa: S704  # our own file
        parts=[(part, plot(part, wording)) for part in parts],
        table=words_table(result, wording),
        digest=digest,
    )


def sheets_of(title: str, parts: Sequence[Section], wording: Wording) -> list[Worksheet]:
    """The report as worksheets: one of sentences, and one for every table."""
    sentences = [(part.title, sentence) for part in parts for sentence in part.sentences]
    head = (wording.say("report.column.part"), wording.say("report.column.sentence"))
    tables = [table for part in parts for table in part.tables]
    return [
        Worksheet(wording.say("report.sheet"), Table.of(title, head, sentences), REPORT),
        *(Worksheet(f"{no} {_sheet_name(table.title)}", table, REPORT) for no, table in enumerate(tables, start=1)),
    ]


def terminal(result: Tally, parts: Sequence[Section], wording: Wording) -> str:
    """The report as plain text."""
    lines = [_title(result, wording), ""]
    for part in parts:
        lines += [part.title, *(f"  {sentence}" for sentence in part.sentences)]
        for table in part.tables:
            lines += ["", *(f"    {line}" for line in aligned(table).splitlines())]
        lines.append("")
    return "\n".join(lines)


def plain(value: Any) -> Any:
    """Engine values as plain data; fractions to four places, since they are statistics and not points."""
    if isinstance(value, Fraction):
        return short(value, 4)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return to_json(value)


def plot(part: Section, wording: Wording) -> Plot | None:
    """What is drawn beside a section; None for nothing."""
    if part.plot is None:
        return None
    kind, data = part.plot
    caption = wording.say(f"report.plot.{kind}")
    if kind == "severity":
        drawn = plots.severity(cast(list[JudgeLine], data), caption)
    else:
        spans, places = cast(tuple[list[RankSpan], int], data)
        drawn = plots.rank_spans(spans, places, caption)
    return Plot(Markup(drawn), caption)  # noqa: S704  # names are escaped where it is drawn


def _title(result: Tally, wording: Wording) -> str:
    return wording.say("report.title", name=result.rule.name)


def _sheet_name(title: str) -> str:
    """A title without the characters that a worksheet's name may not hold."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:27].strip(" '")
