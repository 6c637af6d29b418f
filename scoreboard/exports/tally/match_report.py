"""The judge report of a match, for its chair: what each judge gave, how far they agree, how much depends on one."""

from __future__ import annotations

from functools import partial

from scoreboard.exports.tables import Worksheet
from scoreboard.exports.tally.match_marks import MarkedMatch, MarkedRound, marked_items, marked_match
from scoreboard.exports.tally.report import (
    JudgeFindings,
    Section,
    cut_section,
    left_out_sections,
    method_section,
    panel_sections,
)
from scoreboard.exports.tally.reporting import Plot, plot, sheets_of
from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.catalogue import say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.marks import Mark
from scoring.engine.quiz.panel_table import WHOLE
from scoring.engine.quiz.state import MatchState
from scoring.engine.tally.judges import panel_reports
from scoring.engine.tally.tally import score_text


def has_report(state: MatchState) -> bool:
    """Whether there is a report: marks are locked, and no judge is marking."""
    return bool(marked_items(state)) and not state.panel_open


def match_report(state: MatchState, lang: str) -> list[tuple[Section, Plot | None]]:
    """The sections of the report with what is drawn beside them; none where there is no report."""
    return [(part, plot(part, wording)) for part, wording in _sections(state, lang)]


def report_sheets(state: MatchState, lang: str) -> list[Worksheet]:
    """The report as worksheets; none where there is no report."""
    parts = _sections(state, lang)
    if not parts:
        return []
    wording = parts[-1][1]
    title = wording.say("report.title", name=state.setup.title if state.setup else "")
    return sheets_of(title, [part for part, _ in parts], wording)


def _sections(state: MatchState, lang: str) -> list[tuple[Section, Wording]]:
    """The report, most important part first, each with the words that it speaks."""
    if not has_report(state):
        return []
    match = marked_match(state, partial(say, lang))
    stages = {stage.id: stage.name for one in match.rounds for stage in one.result.rule.stages}
    whole = Wording(lang, stages, "team")
    unnamed = {WHOLE: whole.say("report.column.mark")}
    parts = [(cut_section(cut, _findings(match, cut.places), match.ranking, whole), whole) for cut in match.cuts]
    for one in match.rounds:
        names = unnamed | {key: name for key, name in one.result.rule.names().items() if name}
        words = Wording(lang, names, "team" if one.single else "turn")
        parts.append((_marks(one, words), words))
        for panel in panel_reports(one.table, one.result):
            parts += [(part, words) for part in panel_sections(panel, words)]
    parts += [(part, whole) for part in left_out_sections(_findings(match, 0), match.ranking, whole)]
    return [*parts, (method_section(whole), whole)]


def _findings(match: MarkedMatch, places: int) -> JudgeFindings:
    return JudgeFindings((), match.left_out[places], match.cuts, places)


def _marks(one: MarkedRound, wording: Wording) -> Section:
    """A judged round's table: each judge's total for each entry, and the score."""
    (stage,) = one.result.rule.steps()
    judges = one.table.panels[stage.id, ""]
    head = (wording.say("report.column.entry"), *judges, wording.say("report.marks.score"))
    rows = []
    for entry in one.table.entries:
        result = one.result.of(entry)
        assert result is not None
        given = result.score.stages[0].judges
        cells = (_cell(given.get(judge), wording) for judge in judges)
        rows.append((entry, *cells, score_text(result)))
    title = wording.say("report.marks.title", panel=wording.panel(stage.id, ""))
    part = Section(title, [wording.say("report.marks.text")])
    part.add(head, rows)
    return part


def _cell(mark: Mark | None, wording: Wording) -> str:
    if mark is None:
        return ""
    return wording.state(mark.state) if mark.value is None else decimal_text(mark.value)
