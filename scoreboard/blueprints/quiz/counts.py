"""The audience panel's counts (大众评审): entered or imported by one person at a desk, confirmed by another one."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import XLSX, download, upload
from scoreboard.blueprints.organiser.uploads import unreadable
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.exports.counts import counts_workbook
from scoreboard.i18n import request as i18n
from scoreboard.live.quiz.commands import READER
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.counts import counts_part
from scoreboard.presenters.quiz.questions import finding_lines
from scoreboard.server import child, runtime
from scoreboard.web.auth import Seat, require_seat, services
from scoreboard.web.errors import describe, status_of
from scoring.engine.codec import canonical, from_json, to_json
from scoring.engine.errors import Invalid, LeitaiError
from scoring.engine.quiz.commands_counts import EntryCount
from scoring.tables.lists import ListTable
from scoring.tables.problems import Unreadable
from scoring.usecases.quiz.counts_import import count_of, counted_items, try_counts
from scoring.usecases.quiz.perform import match_state, perform

bp = Blueprint("counts", __name__)

DESKS = ("chief", "host")
LONGEST_PACKED = 200_000
"""Characters of a report that was packed."""


def _page(match: str, error: dict[str, Any] | None = None) -> str:
    seat: Seat = g.seat
    g.titles = titles_of(match)
    part = counts_part(match_state(services().ctx, match), f"ticket:{seat.ticket}", seat.device, i18n.words())
    key = services().ctx.ids.new() + services().ctx.ids.new()
    return render_template(
        "counts/page.html", match=match, seat=seat, one=part, error=error, key=key, typed=request.form
    )


@bp.get("/m/<match>/counts")
@require_seat(*DESKS)
def counts(match: str) -> str:
    """Each entry's count, what waits for a second person, the form and the upload."""
    return _page(match)


@bp.get("/m/<match>/counts.xlsx")
@require_seat(*DESKS)
def blank(match: str) -> ResponseReturnValue:
    """The table to fill in: every entry that the audience panel votes on, with what is confirmed."""
    part = counts_part(match_state(services().ctx, match), "", "", i18n.words())
    words = i18n.words()
    data = runtime.offload(counts_workbook, part, words)
    return download(data, XLSX, f"{words('counts.title')}.xlsx")


@bp.post("/m/<match>/counts/enter")
@require_seat(*DESKS)
def enter(match: str) -> ResponseReturnValue:
    """What was typed, or what a report has packed; it waits for a second person."""
    try:
        packed = request.form.get("counts", "")
        found = _packed(packed) if packed else _typed(match)
        said = {"kind": "count.enter", "counts": to_json(found), "source": request.form.get("source", "")[:120]}
        _act(match, said)
    except LeitaiError as error:
        return _page(match, describe(error)), status_of(error)
    return _done(match, "entered", count=len(found))


@bp.post("/m/<match>/counts/import")
@require_seat(*DESKS)
def try_file(match: str) -> ResponseReturnValue:
    """A dry run over an uploaded table, row by row; nothing is kept."""
    try:
        name, data = upload()
        table = child.read("counts", name, data, partial(from_json, ListTable))
        report = try_counts(match_state(services().ctx, match), table.rows) if not table.refused else None
    except Unreadable as fault:
        error = unreadable(fault.problem)
        return _page(match, describe(error)), status_of(error)
    except LeitaiError as error:
        return _page(match, describe(error)), status_of(error)
    g.titles = titles_of(match)
    page = render_template(
        "counts/report.html",
        match=match,
        seat=g.seat,
        name=name,
        report=report,
        notes=finding_lines(i18n.lang(), table.findings),
        told=lambda fault: describe(fault)["message"],
        at=lambda row: place_text(i18n.lang(), table.places[row - 1]),
        packed=canonical(report.counts) if report is not None else "",
        key=services().ctx.ids.new() + services().ctx.ids.new(),
    )
    return page, 422 if report is None or report.faulty or not report.counts else 200


@bp.post("/m/<match>/counts/decide")
@require_seat(*DESKS)
def decide(match: str) -> ResponseReturnValue:
    """The second person takes or refuses counts that wait."""
    sheet, accept = request.form.get("sheet", ""), request.form.get("accept") == "yes"
    try:
        if not (sheet.isascii() and sheet.isdigit() and len(sheet) < 10):
            raise Invalid("input-wrong", places="sheet")
        _act(match, {"kind": "count.decide", "sheet": int(sheet), "accept": accept})
    except LeitaiError as error:
        return _page(match, describe(error)), status_of(error)
    return _done(match, "taken" if accept else "refused")


def _packed(text: str) -> tuple[EntryCount, ...]:
    if len(text) > LONGEST_PACKED:
        raise Invalid("input-wrong", places="counts")
    try:
        return from_json(tuple[EntryCount, ...], json.loads(text))
    except (ValueError, RecursionError):
        raise Invalid("input-wrong", places="counts") from None


def _typed(match: str) -> tuple[EntryCount, ...]:
    """The lines of the form in which something was typed that was not there before."""
    found = []
    for item in counted_items(match_state(services().ctx, match)):
        cells = {field: request.form.get(f"{field}-{item.no}", "")[:20] for field in ("votes", "cast", "average")}
        before = {field: request.form.get(f"was-{field}-{item.no}", "") for field in cells}
        if f"none-{item.no}" in request.form:
            found.append(EntryCount(item.no))
        elif cells != before and any(cells.values()):
            found.append(count_of(item.no, cells))
    return tuple(found)


def _act(match: str, said: dict[str, Any]) -> None:
    seat: Seat = g.seat
    command, _, _ = READER.read(said)
    perform(
        services().ctx,
        match_id=match,
        command=command,
        key=request.form.get("key", ""),
        actor=seat.actor,
        device=seat.device,
        reason=request.form.get("reason", "")[:500],
    )


def _done(match: str, key: str, **fields: object) -> ResponseReturnValue:
    flash(i18n.words()(f"counts.done.{key}", **fields))
    return redirect(url_for("counts.counts", match=match, seat=g.seat.ticket), 303)
