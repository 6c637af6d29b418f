"""The papers to print: the questions with their answers, blank score sheets."""

from __future__ import annotations

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, say, show
from scoreboard.presenters.quiz.paper import BLANK_TEAMS, pools_on_paper, score_sheets
from scoreboard.web import auth
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.usecases import competitions
from scoring.usecases.competition.looks import look_at_match
from scoring.usecases.contents import question_ids
from scoring.usecases.quiz import matches, roster
from scoring.usecases.quiz.perform import match_state

MOST_COLUMNS = 11
"""So many judges have a column of their own on the score sheet of a contest."""


@bp.get("/matches/<match>/print/questions")
def print_questions(match: str) -> str:
    """Every pool with keys and explanations, in the order in which the host reads them."""
    found = matches.match_of(ctx(), match)
    teams = len(roster.roster_of(ctx(), match))
    look_at_match(ctx(), actor=actor(), match_id=match, questions=question_ids(found), device=auth.device())
    pools = pools_on_paper(_sheet(match), teams, dict(found.questions), matches.questions_of(ctx(), match), say())
    return show("questions_print.html", match=found, competition=competitions.competition_of(ctx(), match), pools=pools)


@bp.get("/matches/<match>/print/scores")
def print_scores(match: str) -> str:
    """A blank table for every round with a column for each team, and one for the totals; each to be signed."""
    sheet = _sheet(match)
    teams = [entry.team for entry in sorted(roster.roster_of(ctx(), match), key=lambda entry: entry.team.station)]
    return show(
        "scores_print.html",
        match=matches.match_of(ctx(), match),
        competition=competitions.competition_of(ctx(), match),
        base=sheet.base,
        chief=sheet.chief,
        sheets=score_sheets(sheet, say()),
        teams=teams or [None] * BLANK_TEAMS,
        contest=_columns_of_judges(sheet) if sheet.contest else (),
    )


def _columns_of_judges(sheet: RuleSheet) -> list[tuple[str, int, str]]:
    """The rounds of a contest, each with a column for every judge where there is room for them, and the head of the
    column of the audience panel."""
    return [
        (rule.name, rule.panel.judges if rule.panel and rule.panel.judges <= MOST_COLUMNS else 0, _audience(rule.panel))
        for rule in sheet.rounds
    ]


def _audience(panel: PanelTable | None) -> str:
    """The head of the column for the audience panel's mark, with its share; "" where there is none."""
    if panel is None or panel.audience is None:
        return ""
    name = panel.audience.name or say()("marks.audience")
    return say()("display.marks.audience", name=name, weight=decimal_text(panel.audience.weight))


def _sheet(match: str) -> RuleSheet:
    """The rule sheet of a match: the edition in force once the match is open."""
    return match_state(ctx(), match).rule_sheet or matches.rule_sheet_of(ctx(), match)
