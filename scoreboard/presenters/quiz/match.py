"""The frame of a view: the match, its programme, the running round, the clock."""

from __future__ import annotations

from scoreboard.presenters.quiz.audience import MatchInfo
from scoreboard.presenters.quiz.parts import ClockPart, MatchPart, RoundLine, RoundPart, RoundState
from scoring.engine.quiz.rule_sheet import TIE_OFF
from scoring.engine.quiz.rule_sheet_print import round_intro
from scoring.engine.quiz.slots import count
from scoring.engine.quiz.state import MatchState
from scoring.engine.rulefile.printed import Lang


def match_part(info: MatchInfo, state: MatchState) -> MatchPart:
    """Titles, dress, and where the match stands.  The press test is possible until the first round begins."""
    part: MatchPart = {
        "id": info.id,
        "title": info.title,
        "competition": info.competition,
        "organiser": info.organiser,
        "theme": info.theme,
        "bright": info.bright,
        "phase": state.phase,
        "stage": state.stage,
        "test": press_test_allowed(state),
    }
    if info.rehearsal:
        part["rehearsal"] = True
    if state.contest is not None:
        part["contest"] = True
    return part


def press_test_allowed(state: MatchState) -> bool:
    """Devices may be tried while no round is running and the result is open; nobody presses in a contest."""
    return state.round is None and state.phase != "locked" and state.contest is None


def rounds_part(info: MatchInfo, state: MatchState) -> list[RoundLine]:
    """The programme in its order; before the opening as it is planned."""
    rules = info.rounds if state.rule_sheet is None else state.rule_sheet.rounds
    return [{"id": rule.id, "name": rule.name, "kind": rule.kind, "state": _state(state, rule.id)} for rule in rules]


def _state(state: MatchState, round_id: str) -> RoundState:
    if round_id == state.round:
        return "running"
    return "done" if round_id in state.rounds_done else "waiting"


def round_part(state: MatchState, lang: Lang) -> RoundPart | None:
    """The running round, introduced in ``lang``, and how far it has come; a tie-off has no number of items."""
    rule = state.round_rule
    if rule is None or state.rule_sheet is None:
        return None
    tie_off = rule.id == TIE_OFF
    of_round = (i for i in state.items if i.round == rule.id and i.seq > state.round_seq)
    played = {i.slot for i in of_round if i.stage == "closed" and not i.uncounted}
    ids = [r.id for r in state.rule_sheet.rounds]
    return {
        "id": rule.id,
        "no": len(ids) + 1 if tie_off else ids.index(rule.id) + 1,
        "name": rule.name,
        "kind": rule.kind,
        "intro": list(round_intro(rule, lang, contest=state.contest)),
        "items_done": len(played),
        "items_total": None if tie_off else count(state, rule),
        "tie_off": tie_off,
        "ends_at": state.round_ends,
    }


def clock_part(state: MatchState) -> ClockPart | None:
    """The clock as the server keeps it; screens only draw it."""
    clock = state.clock
    if clock is None:
        return None
    return {
        "purpose": clock.purpose,
        "state": "running" if clock.running else "paused",
        "deadline": clock.deadline,
        "duration": clock.duration,
        "remaining": clock.remaining,
    }
