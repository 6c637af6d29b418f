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
from scoreboard.exports.tally.wording import Noun, Wording
from scoreboard.i18n.catalogue import say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.marks import Mark
from scoring.engine.quiz.panel_table import WHOLE
from scoring.engine.quiz.state import MatchState


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
    stages = {one.id: one.name for one in match.rounds}
    noun: Noun = "team" if state.contest is None else "contest"
    whole = Wording(lang, stages, noun)
    unnamed = {WHOLE: whole.say("report.column.mark")}
    parts = [(cut_section(cut, _findings(match, cut.places), match.ranking, whole), whole) for cut in match.cuts]
    if any(one.organisation or one.recused for one in match.members):
        parts.append((_members(match, whole), whole))
    for one in match.rounds:
        named = {criterion.id: criterion.name for criterion in one.rule.criteria} | {one.id: one.name}
        names = unnamed | {key: name for key, name in named.items() if name}
        words = Wording(lang, names, noun if one.single else "turn")
        parts.append((_marks(one, words), words))
        parts += [(part, words) for part in panel_sections(one.report(), words)]
    parts += [(part, whole) for part in left_out_sections(_findings(match, 0), match.ranking, whole)]
    return [*parts, (method_section(whole), whole)]


def _findings(match: MarkedMatch, places: int) -> JudgeFindings:
    return JudgeFindings((), match.left_out[places], match.cuts, places)


def _members(match: MarkedMatch, wording: Wording) -> Section:
    """The judges with their organisations and the teams that they did not mark."""
    part = Section(wording.say("report.members.title"), [wording.say("report.members.text")])
    head = (
        wording.say("report.column.judge"),
        *(wording.say(f"report.members.{name}") for name in ("unit", "recused")),
    )
    part.add(head, [(one.name, one.organisation, wording.comma.join(one.recused)) for one in match.members])
    return part


def _marks(one: MarkedRound, wording: Wording) -> Section:
    """A judged round's table: each judge's total for each entry, and the score."""
    own, votes = one.rule.audience, one.audience or {}
    named = () if own is None else (own.name or wording.say("report.marks.audience"),)
    head = (wording.say("report.column.entry"), *one.judges, *named, wording.say("report.marks.score"))
    rows = []
    for entry, score in one.scores.items():
        cells = (_cell(one.totals[entry][judge], wording) for judge in one.judges)
        mark = votes.get(entry)
        voted = () if own is None else ("" if mark is None else decimal_text(mark),)
        rows.append((entry, *cells, *voted, "" if score is None else format(score, "f")))
    title = wording.say("report.marks.title", panel=wording.panel(one.id, ""))
    part = Section(title, [wording.say("report.marks.text")])
    part.add(head, rows)
    return part


def _cell(mark: Mark, wording: Wording) -> str:
    return wording.state(mark.state) if mark.value is None else decimal_text(mark.value)
