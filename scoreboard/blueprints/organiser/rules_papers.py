"""Printed rules as an official paper: a page to be printed and a Word document, of a match or of a template."""

from __future__ import annotations

from datetime import date

from flask import Response, url_for

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import bp, ctx, document, lang, say, show_paper
from scoreboard.blueprints.organiser.results import zone_of
from scoreboard.exports.papers.rules import printed_paper
from scoreboard.exports.papers.words import day_of
from scoreboard.presenters.competition.schedule import lines
from scoring.engine.moments import local
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_document import Occasion
from scoring.engine.quiz.rule_sheet_print import event_name, print_match_rules, print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.printed import PrintedSheet
from scoring.sheets import template_text
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.quiz import matches, stations
from scoring.usecases.quiz.perform import match_state


def printed_rules(sheet: RuleSheet, match: str) -> PrintedSheet:
    """The rules in words, as this match plays them, or would if it were opened now, and of its competition."""
    occasion, _ = occasion_of(match)
    if (setup := match_state(ctx(), match).setup) is not None:
        return print_match_rules(setup, sheet, lang(), occasion=occasion)
    drawn = stations.drawn_by_lot(stations.draws_of(ctx(), match))
    return print_rule_sheet(sheet, lang(), drawn=drawn, occasion=occasion)


def show_printed(printed: PrintedSheet, *, back: str, docx: str = "") -> str:
    """Rules as a page to be printed; ``docx``: where the Word document is."""
    return show_paper(printed_paper(printed, lang()), back=back, docx=docx)


@bp.get("/matches/<match>/rules/print")
def print_rules(match: str) -> str:
    """The rules on paper: the edition in force once the match is open."""
    return show_printed(
        _of_match(match),
        back=url_for("organiser.rules", match=match),
        docx=url_for("organiser.rules_docx", match=match),
    )


@bp.get("/matches/<match>/rules.docx")
def rules_docx(match: str) -> Response:
    """The same as a Word document."""
    return _document(_of_match(match))


@bp.get("/templates/<template>")
def template(template: str) -> str:
    """A template as printable rules."""
    return show_printed(
        _of_template(template),
        back=url_for("organiser.home"),
        docx=url_for("organiser.template_docx", template=template),
    )


@bp.get("/templates/<template>/rules.docx")
def template_docx(template: str) -> Response:
    """The same as a Word document."""
    return _document(_of_template(template))


def _document(printed: PrintedSheet) -> Response:
    made = printed_paper(printed, lang())
    return document(made)


def _of_match(match: str) -> PrintedSheet:
    return printed_rules(match_state(ctx(), match).rule_sheet or matches.rule_sheet_of(ctx(), match), match)


def _of_template(template: str) -> PrintedSheet:
    return print_rule_sheet(read_rule_sheet(template_text(template, lang())), lang())


def occasion_of(match: str) -> tuple[Occasion, date | None]:
    """What the competition says of itself and of the match: names, organisers, time and place; the day that the
    schedule has."""
    found = matches.match_of(ctx(), match)
    held = competition_record(found.competition)
    when, day = _when_where(found.competition, match)
    return Occasion(event_name(held.title, found.shown_title), held.organiser, when), day


def _when_where(competition: str, match: str) -> tuple[tuple[str, ...], date | None]:
    """Time and place of a match that the schedule has."""
    state = competition_state(ctx(), competition)
    zone = zone_of(state)
    planned = next((one for one in lines(state, zone, say()) if one.match == match), None)
    if planned is None:
        return (), None
    begins = f"{local(planned.plan.begins_at, zone):%H:%M}"
    when = say()("organiser.rules.when", day=day_of(planned.day, lang()), time=begins)
    place = [say()("organiser.rules.where", hall=planned.plan.hall)] if planned.plan.hall else []
    return (when, *place), planned.day
